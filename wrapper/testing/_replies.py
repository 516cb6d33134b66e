"""Replies that a test writes itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What a model says: a thought, then text or pieces of it, then tool calls.

    `text` is cut into words when it streams; give a list to say what each piece is. `tool_calls` maps names to
    arguments, or lists `(name, arguments)` pairs where one function is called twice. `done_reason` replaces "stop".
    `embedding` is the vector for an embedding request, of every input.
    """

    text: str | Sequence[str] = ""
    thinking: str | Sequence[str] = ""
    tool_calls: Mapping[str, Mapping[str, Any]] | Sequence[tuple[str, Mapping[str, Any]]] = ()
    done_reason: str = ""
    embedding: Sequence[float] | None = None

    @property
    def pieces(self) -> list[str]:
        return _pieces(self.text)

    @property
    def thoughts(self) -> list[str]:
        return _pieces(self.thinking)

    @property
    def calls(self) -> list[tuple[str, Mapping[str, Any]]]:
        return list(self.tool_calls.items() if isinstance(self.tool_calls, Mapping) else self.tool_calls)


def _pieces(text: str | Sequence[str]) -> list[str]:
    return words(text) if isinstance(text, str) else list(text)


def words(text: str) -> list[str]:
    """Cut a text into words, each with the space before it."""
    found: list[str] = re.findall(r"\s?\S+|\s+", text)
    return found


Said = str | Sequence[str] | Reply
Scripted = Said | Callable[[dict[str, Any]], Said]


@dataclass
class Script:
    """Replies in the order of the turns; the last one stays."""

    turns: list[Scripted]
    at: int = field(default=0, init=False)

    def next(self, request: dict[str, Any]) -> Reply:
        """The reply of this turn; `request` is the body as it was sent."""
        turn = self.turns[min(self.at, len(self.turns) - 1)]
        self.at += 1
        said = turn(request) if callable(turn) else turn
        return said if isinstance(said, Reply) else Reply(said)
