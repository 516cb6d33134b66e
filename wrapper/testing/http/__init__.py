"""HTTP/1.1: a server on loopback, responses, JSON bodies, and access rules. Nothing here knows about Ollama."""
