"""The routes of OpenAI's Responses API, as Ollama has them."""
