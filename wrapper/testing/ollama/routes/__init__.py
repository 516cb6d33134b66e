"""The handlers of the native routes."""
