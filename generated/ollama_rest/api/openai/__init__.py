# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""Calls tagged openai."""
