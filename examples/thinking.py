"""Show the thinking of a model in grey, then its answer.

usage: thinking.py [MODEL]
"""

from __future__ import annotations

import sys

from wrapper import chat

GREY, PLAIN = "\x1b[90m", "\x1b[0m"


def main() -> None:
    """Stream a reply with its thinking."""
    model = sys.argv[1] if len(sys.argv) > 1 else "qwen3"
    question = {"role": "user", "content": "Is 1001 a prime number?"}
    with chat(model, [question], think=True, stream=True) as stream:
        for part in stream:
            if part.message.thinking:
                print(f"{GREY}{part.message.thinking}{PLAIN}", end="", flush=True)
            print(part.message.content or "", end="", flush=True)
    print()


if __name__ == "__main__":
    main()
