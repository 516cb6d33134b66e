"""The routes of OpenAI's API, as Ollama has them."""
