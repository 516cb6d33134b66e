"""Stream a chat token by token and make embeddings, on whatever Ollama server there is.

The server is the one at OLLAMA_HOST, else the one at localhost:11434, else the embedded stand-in of wrapper.testing.
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
    """Connect to a server, and say which it is."""
    named = os.environ.get("OLLAMA_HOST")
    with Client() as client:
        try:
            version = client.version(timeout=5).version
        except OllamaError as error:
            if named:
                sys.exit(f"no Ollama server at OLLAMA_HOST={named}: {error}")
        else:
            print(f"Ollama {version} at {named or 'localhost:11434'}")
            yield client
            return
    from wrapper.testing import FakeOllama

    with FakeOllama() as server, server.client() as client:
        print(
            f"no Ollama at localhost:11434, so this is the embedded stand-in at {server.url}: its replies are scripted"
        )
        yield client


def choose(models: ListResponse, capability: str) -> str | None:
    """Name the first model that has a capability."""
    for model in models.models or ():
        if capability in (model.capabilities or []):
            return model.model
    return None


def main() -> None:
    """Chat, then embed."""
    with find_server() as client:
        models = client.list()
        talker, embedder = choose(models, "completion"), choose(models, "embedding")
        if talker is None:
            sys.exit("this server has no model that talks: get one with `ollama pull llama3.2`")
        print(f"\n{talker}, asked {QUESTION!r}:")
        for part in client.chat(talker, [{"role": "user", "content": QUESTION}], stream=True):
            print(part.message.content or "", end="", flush=True)
        print()
        if embedder is None:
            print("\nno model for embeddings here: get one with `ollama pull all-minilm`")
            return
        reply = client.embed(embedder, ["The sky is blue.", "Grass is green."])
        print(f"\n{embedder}, two texts as vectors:")
        for vector in reply.embeddings:
            print(f"  {len(vector)} numbers: {', '.join(f'{number:.3f}' for number in vector[:5])}, …")


if __name__ == "__main__":
    main()
