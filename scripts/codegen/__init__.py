"""What scripts/regenerate generates code from, and the steps that it does not leave to openapi-python-client."""
