"""The route of Anthropic's API, as Ollama has it."""
