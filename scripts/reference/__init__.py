"""What scripts/docs prepares for the API reference."""
