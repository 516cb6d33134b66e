"""Checks of openapi.yaml with the tools of others."""
