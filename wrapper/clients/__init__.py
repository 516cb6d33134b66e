"""The two clients and their settings."""
