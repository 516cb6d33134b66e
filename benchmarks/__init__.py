"""This package beside the official one, in figures."""
