"""Replies that a test scripts."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from numbers import Real
from typing import Any, cast

ToolCall = tuple[str, Mapping[str, Any]] | tuple[str, Mapping[str, Any], str]  # name, arguments, and id


@dataclass(frozen=True)
class Reply:
    """A model's reply: thinking, then text, then tool calls.

    `text` is split into words when it streams; a list has one item for each piece. `tool_calls` maps names to
    arguments, or lists `(name, arguments)` pairs if a function is called twice; a third item is the id of the call,
    which is random by default. `done_reason` replaces "stop". `embedding` is the vector of every input of an embedding
    request.

    Raises:
        TypeError: a field has a wrong type.

    Example:
        Reply(tool_calls={"get_weather": {"city": "Paris"}})
        Reply(tool_calls=[("get_weather", {"city": "Paris"}, "call_1")])
    """

    text: str | Sequence[str] = ""
    thinking: str | Sequence[str] = ""
    tool_calls: Mapping[str, Mapping[str, Any]] | Sequence[ToolCall] = ()
    done_reason: str = ""
    embedding: Sequence[float] | None = None

    def __post_init__(self) -> None:
        for name, text in (("text", self.text), ("thinking", self.thinking)):
            if not _is_text(text):
                raise TypeError(f"{name} must be a string or a list of strings, not {text!r}")
        if not _are_calls(self.tool_calls):
            wanted = 'map names to arguments, as {"f": {"x": 1}}, or list pairs, as [("f", {"x": 1})]'
            raise TypeError(f"tool_calls must {wanted}; a third item is the id, a string; not {self.tool_calls!r}")
        if self.embedding is not None and not (
            len(self.embedding) and all(isinstance(number, Real) for number in self.embedding)
        ):
            raise TypeError(f"embedding must be a list of numbers, not {self.embedding!r}")

    @property
    def pieces(self) -> list[str]:
        """The pieces of the text."""
        return _pieces(self.text)

    @property
    def thoughts(self) -> list[str]:
        """The pieces of the thinking."""
        return _pieces(self.thinking)

    @property
    def calls(self) -> list[ToolCall]:
        """The tool calls as tuples."""
        return list(self.tool_calls.items() if isinstance(self.tool_calls, Mapping) else self.tool_calls)


def _is_text(value: object) -> bool:
    if isinstance(value, str):
        return True
    return isinstance(value, Sequence) and all(isinstance(piece, str) for piece in cast("Sequence[object]", value))


def _are_calls(value: object) -> bool:
    if not isinstance(value, (Mapping, Sequence)):  # an iterator would be used up here
        return False
    calls = cast("Any", value.items() if isinstance(value, Mapping) else value)
    try:
        return all(_is_call(*call) for call in calls)
    except (TypeError, ValueError):
        return False


def _is_call(name: object, arguments: object, id: object = "") -> bool:
    return isinstance(name, str) and isinstance(arguments, Mapping) and isinstance(id, str)


def _pieces(text: str | Sequence[str]) -> list[str]:
    return words(text) if isinstance(text, str) else list(text)


def words(text: str) -> list[str]:
    """Split a text into words, each with the space before it."""
    return re.findall(r"\s?\S+|\s+", text)


Content = str | Sequence[str] | Reply
Scripted = Content | Callable[[dict[str, Any]], Content]
Turn = Reply | Callable[[dict[str, Any]], Content]


def turn(scripted: Scripted) -> Turn:
    """Return the reply of one turn, or the function that makes it.

    Raises:
        TypeError: it is neither.
    """
    if not callable(scripted):
        return _reply(scripted)
    if iscoroutinefunction(scripted):
        raise TypeError(f"a reply function cannot be async, as the server does not wait for it: {scripted!r}")
    return scripted


def _reply(content: Content) -> Reply:
    if isinstance(content, Reply):
        return content
    pieces = list(content) if isinstance(content, Iterator) else content
    if not _is_text(pieces):
        raise TypeError(
            f"a reply must be a string, a list of strings, a Reply or a function that returns one, not {content!r}"
        )
    return Reply(pieces)


@dataclass
class Script:
    """Replies, one for each turn; the last one is repeated."""

    turns: list[Turn]
    at: int = field(default=0, init=False)

    def next(self, request: dict[str, Any]) -> Reply:
        """Return the next reply. `request` is the body that was sent."""
        turn = self.turns[min(self.at, len(self.turns) - 1)]
        self.at += 1
        return turn if isinstance(turn, Reply) else _reply(turn(request))
