"""How a model completes a prompt."""
