"""The routes of OpenAI's and Anthropic's APIs, as Ollama has them: translated to the native routes and back."""
