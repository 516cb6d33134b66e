"""Chat with a model in the terminal; it remembers the conversation. An empty line ends the program.

usage: chat.py [MODEL]
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from wrapper import Client, OllamaError

if TYPE_CHECKING:
    from wrapper import Message


def main() -> None:
    """Read lines, stream replies and keep both."""
    model = sys.argv[1] if len(sys.argv) > 1 else "llama3.2"
    messages: list[Message | dict[str, Any]] = []
    with Client() as client:
        while question := input("> "):
            messages.append({"role": "user", "content": question})
            try:
                with client.chat(model, messages, stream=True) as stream:
                    for text in stream.text:
                        print(text, end="", flush=True)
                    messages.append(stream.final().message)
            except OllamaError as error:
                messages.pop()  # the next question goes without this one
                print(f"({error})", end="")
            print()


if __name__ == "__main__":
    main()
