"""Python types as JSON Schema, and JSON as Python objects."""
