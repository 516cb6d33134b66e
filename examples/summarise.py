"""Summarise a text file of any length within the model's context: its parts first, then their summaries.

usage: summarise.py FILE [MODEL]
"""

from __future__ import annotations

import sys
from pathlib import Path

from wrapper import Client

CONTEXT = 4096  # tokens
PART = CONTEXT * 2  # characters: a token has three or four, and prompt and summary need room


def split(text: str, limit: int) -> list[str]:
    """Split a text between lines into parts of at most `limit` characters; a longer line is cut."""
    parts = [""]
    for line in text.splitlines(keepends=True):
        for piece in (line[start : start + limit] for start in range(0, len(line), limit)):
            if len(parts[-1]) + len(piece) > limit:
                parts.append("")
            parts[-1] += piece
    return parts


def summarise(client: Client, model: str, text: str) -> str:
    """Return a summary. `truncate=False` makes a text that exceeds the context an error."""
    reply = client.generate(
        model,
        f"Summarise this text in at most five sentences:\n\n{text}",
        options={"num_ctx": CONTEXT, "num_predict": 300},
        truncate=False,
    )
    return reply.response or ""


def main() -> None:
    """Print the summary."""
    if len(sys.argv) < 2:
        sys.exit("usage: summarise.py FILE [MODEL]")
    text = Path(sys.argv[1]).read_text()
    model = sys.argv[2] if len(sys.argv) > 2 else "llama3.2"
    with Client() as client:
        while len(parts := split(text, PART)) > 1:
            print(f"summarising {len(parts)} parts", file=sys.stderr)
            summaries = "\n".join(summarise(client, model, part) for part in parts)
            if len(summaries) >= len(text):
                sys.exit("the summaries are not shorter than the text: use another model")
            text = summaries
        print(summarise(client, model, text))


if __name__ == "__main__":
    main()
