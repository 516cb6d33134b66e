# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

"""The calls of the API: a package for each tag, a module for each operation."""
