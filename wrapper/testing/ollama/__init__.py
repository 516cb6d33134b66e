"""The Ollama that is imitated: its models, its state, and its routes."""
