"""The parts of `scripts/live-ollama`: a real Ollama server on loopback, with scripted models."""
