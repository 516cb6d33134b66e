"""The part of the generated package that is the same for every API: scripts/regenerate copies these modules into it."""
