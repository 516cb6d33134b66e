"""The checks of scripts/build."""
