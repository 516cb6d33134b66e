"""Describe pictures with a vision model.

usage: images.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

from wrapper import Client

MODEL = "llama3.2-vision"


def main() -> None:
    """Print one line for each picture."""
    if len(sys.argv) < 2:
        sys.exit("usage: images.py FILE...")
    with Client() as client:
        for file in map(Path, sys.argv[1:]):
            message = {"role": "user", "content": "Describe this picture in one sentence.", "images": [file]}
            print(f"{file.name}: {client.chat(MODEL, [message]).message.content}")


if __name__ == "__main__":
    main()
