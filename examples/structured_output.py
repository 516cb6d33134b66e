"""Get objects from a text, as instances of a class.

usage: structured_output.py [MODEL]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from wrapper import chat

TEXT = "Ada Lovelace was born in London in 1815. Alan Turing was born there, too, in 1912."


@dataclass
class Person:
    """A person in the text."""

    name: str
    born: int
    place: str


def main() -> None:
    """Print the people in the text."""
    model = sys.argv[1] if len(sys.argv) > 1 else "llama3.2"
    prompt = f"List the people in this text as JSON, with their place and year of birth: {TEXT}"
    reply = chat(model, [{"role": "user", "content": prompt}], format=list[Person], options={"temperature": 0})
    for person in reply.parsed:
        print(f"{person.name}, born {person.born} in {person.place}")


if __name__ == "__main__":
    main()
