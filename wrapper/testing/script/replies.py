"""Replies that a test writes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from numbers import Real
from typing import Any, cast


@dataclass(frozen=True)
class Reply:
    """What a model says: a thought, then text or pieces of it, then tool calls.

    `text` is cut into words when it streams; give a list to say what each piece is. `tool_calls` maps names to
    arguments, or lists `(name, arguments)` pairs where one function is called twice. `done_reason` replaces "stop".
    `embedding` is the vector for an embedding request, of every input.

    Raises:
        TypeError: a field is of a wrong type.
    """

    text: str | Sequence[str] = ""
    thinking: str | Sequence[str] = ""
    tool_calls: Mapping[str, Mapping[str, Any]] | Sequence[tuple[str, Mapping[str, Any]]] = ()
    done_reason: str = ""
    embedding: Sequence[float] | None = None

    def __post_init__(self) -> None:
        for name, said in (("text", self.text), ("thinking", self.thinking)):
            if not _is_said(said):
                raise TypeError(f"{name} must be a text or a list of texts, not {said!r}")
        if not _are_calls(self.tool_calls):
            wanted = 'map names to arguments, as {"f": {"x": 1}}, or list pairs, as [("f", {"x": 1})]'
            raise TypeError(f"tool_calls must {wanted}, not {self.tool_calls!r}")
        if self.embedding is not None and not (
            len(self.embedding) and all(isinstance(number, Real) for number in self.embedding)
        ):
            raise TypeError(f"embedding must be a list of numbers, not {self.embedding!r}")

    @property
    def pieces(self) -> list[str]:
        return _pieces(self.text)

    @property
    def thoughts(self) -> list[str]:
        return _pieces(self.thinking)

    @property
    def calls(self) -> list[tuple[str, Mapping[str, Any]]]:
        return list(self.tool_calls.items() if isinstance(self.tool_calls, Mapping) else self.tool_calls)


def _is_said(said: object) -> bool:
    if isinstance(said, str):
        return True
    return isinstance(said, Sequence) and all(isinstance(piece, str) for piece in cast("Sequence[object]", said))


def _are_calls(calls: object) -> bool:
    pairs: Any = calls
    if isinstance(calls, Mapping):
        pairs = cast("Mapping[object, object]", calls).items()
    elif not isinstance(calls, Sequence):  # an iterator would be used up here
        return False
    try:
        return all(isinstance(name, str) and isinstance(arguments, Mapping) for name, arguments in pairs)
    except (TypeError, ValueError):
        return False


def _pieces(text: str | Sequence[str]) -> list[str]:
    return words(text) if isinstance(text, str) else list(text)


def words(text: str) -> list[str]:
    """Cut a text into words, each with the space before it."""
    found: list[str] = re.findall(r"\s?\S+|\s+", text)
    return found


Said = str | Sequence[str] | Reply
Scripted = Said | Callable[[dict[str, Any]], Said]


Turn = Reply | Callable[[dict[str, Any]], Said]


def turn(scripted: Scripted) -> Turn:
    """What is said in one turn, or who says it.

    Raises:
        TypeError: it is neither.
    """
    if not callable(scripted):
        return _reply(scripted)
    if iscoroutinefunction(scripted):
        raise TypeError(f"a reply function cannot be async, as the server does not wait for it: {scripted!r}")
    return scripted


def _reply(said: Said) -> Reply:
    if isinstance(said, Reply):
        return said
    pieces = list(said) if isinstance(said, Iterator) else said
    if not _is_said(pieces):
        raise TypeError(f"a reply is a text, a list of texts, a Reply, or a function that gives one, not {said!r}")
    return Reply(pieces)


@dataclass
class Script:
    """Replies in the order of the turns; the last one stays."""

    turns: list[Turn]
    at: int = field(default=0, init=False)

    def next(self, request: dict[str, Any]) -> Reply:
        """The reply of this turn; `request` is the body as it was sent."""
        turn = self.turns[min(self.at, len(self.turns) - 1)]
        self.at += 1
        return turn if isinstance(turn, Reply) else _reply(turn(request))
