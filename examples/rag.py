"""Answer a question from the paragraphs of text files: retrieval-augmented generation.

usage: rag.py QUESTION FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wrapper import Client

if TYPE_CHECKING:
    from collections.abc import Sequence

EMBEDDING_MODEL, CHAT_MODEL = "all-minilm", "llama3.2"
BATCH = 64  # texts in one request


def embed(client: Client, texts: list[str]) -> list[Sequence[float]]:
    """Return a vector for each text."""
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return [vector for batch in batches for vector in client.embed(EMBEDDING_MODEL, batch).embeddings]


def nearest(question: Sequence[float], vectors: list[Sequence[float]], count: int) -> list[int]:
    """Return the indexes of the vectors that are most similar to the question's."""

    def similarity(index: int) -> float:  # of vectors of length 1
        return sum(a * b for a, b in zip(question, vectors[index], strict=True))

    return sorted(range(len(vectors)), key=similarity, reverse=True)[:count]


def main() -> None:
    """Print the paragraphs that are used, and the answer."""
    if len(sys.argv) < 3:
        sys.exit("usage: rag.py QUESTION FILE...")
    question, *files = sys.argv[1:]
    paragraphs = [text.strip() for file in files for text in Path(file).read_text().split("\n\n") if text.strip()]
    with Client() as client:
        vectors = embed(client, paragraphs)
        [question_vector] = embed(client, [question])
        context = [paragraphs[index] for index in nearest(question_vector, vectors, 3)]
        for number, paragraph in enumerate(context, 1):
            print(f"[{number}] {paragraph[:70]}")
        prompt = "Answer from these paragraphs only:\n\n{}\n\nQuestion: {}".format("\n\n".join(context), question)
        with client.generate(CHAT_MODEL, prompt, stream=True) as stream:
            for text in stream.text:
                print(text, end="", flush=True)
    print()


if __name__ == "__main__":
    main()
