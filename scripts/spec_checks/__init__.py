"""Lint openapi.yaml, and try it with generators of clients in other languages."""
