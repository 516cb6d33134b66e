"""Stream a chat token by token and create embeddings.

The server is the one at OLLAMA_HOST or at localhost:11434. If neither is available, use the embedded server of
wrapper.testing.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from wrapper import Client, OllamaError

if TYPE_CHECKING:
    from collections.abc import Generator

    from wrapper import ListResponse

QUESTION = "Why is the sky blue?"


@contextlib.contextmanager
def find_server() -> Generator[Client]:
    """Connect to a server and print its URL."""
    host = os.environ.get("OLLAMA_HOST")
    with Client() as client:
        try:
            version = client.version(timeout=5).version
        except OllamaError as error:
            if host:
                sys.exit(f"no Ollama server at OLLAMA_HOST={host}: {error}")
        else:
            print(f"Ollama {version} at {host or 'localhost:11434'}")
            yield client
            return
    from wrapper.testing import FakeOllama

    with FakeOllama() as server, server.client() as client:
        print(f"no Ollama server at localhost:11434: using the embedded server at {server.url}, with scripted replies")
        yield client


def choose(models: ListResponse, capability: str) -> str | None:
    """Return the name of the first model with a capability, or None."""
    for model in models.models or ():
        if capability in (model.capabilities or []):
            return model.model
    return None


def main() -> None:
    """Stream a chat, then create embeddings."""
    with find_server() as client:
        models = client.list()
        chat_model, embedding_model = choose(models, "completion"), choose(models, "embedding")
        if chat_model is None:
            sys.exit("this server has no chat model: run `ollama pull llama3.2`")
        print(f"\n{chat_model} replies to {QUESTION!r}:")
        for part in client.chat(chat_model, [{"role": "user", "content": QUESTION}], stream=True):
            print(part.message.content or "", end="", flush=True)
        print()
        if embedding_model is None:
            print("\nthis server has no embedding model: run `ollama pull all-minilm`")
            return
        reply = client.embed(embedding_model, ["The sky is blue.", "Grass is green."])
        print(f"\n{embedding_model} returns two vectors:")
        for vector in reply.embeddings:
            print(f"  {len(vector)} numbers: {', '.join(f'{number:.3f}' for number in vector[:5])}, …")


if __name__ == "__main__":
    main()
