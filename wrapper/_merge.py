"""The pieces of a stream, merged into the reply that the server would have sent whole."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from generated.types import ApiModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

R = TypeVar("R", bound=ApiModel)

_TEXTS = frozenset({"content", "response", "thinking"})  # pieces that follow one another
_LISTS = frozenset({"images", "logprobs", "tool_calls"})  # items that follow one another


class Merger(Generic[R]):
    """Takes the replies of a stream one by one.

    Text and lists follow one another; of everything else, the figures of the last reply among them, the latest counts.
    """

    __slots__ = ("_fields", "_reply")

    def __init__(self, reply: type[R]) -> None:
        self._reply = reply
        self._fields: dict[str, Any] = {}

    def add(self, reply: R) -> None:
        """Take the next reply."""
        _add(self._fields, reply)

    def merged(self) -> R | None:
        """Give one reply of all that came; None where nothing did."""
        return self._reply.from_dict(_values(self._fields)) if self._fields else None


def text_of(reply: ApiModel) -> str:
    """Give the piece of text in a reply of chat or generate; of what tells of progress, its status."""
    message = reply.get("message")
    text = message.get("content") if isinstance(message, ApiModel) else reply.get("response", reply.get("status"))
    return text if isinstance(text, str) else ""


def _add(fields: dict[str, Any], reply: ApiModel) -> None:
    for name in reply:
        value = reply[name]
        if name in _TEXTS and isinstance(value, str):
            fields.setdefault(name, StringIO()).write(value)
        elif name in _LISTS and isinstance(value, list):
            fields.setdefault(name, []).extend(value)
        elif isinstance(value, ApiModel) and name == "message":
            _add(fields.setdefault(name, {}), value)
        else:
            fields[name] = value


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, StringIO):
            value = value.getvalue()
        elif name == "message" and isinstance(value, dict):
            value = _values(cast("dict[str, Any]", value))
        elif isinstance(value, list):
            value = list(cast("Sequence[Any]", value))  # the stream goes on adding to its own
        values[name] = value
    return values
