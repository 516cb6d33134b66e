"""Merges the parts of a stream into the reply that the server would have sent without streaming."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Generic, TypeGuard, TypeVar

from ollama_rest.types import ApiModel

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping

R = TypeVar("R", bound=ApiModel)

_STRINGS = frozenset({"content", "response", "thinking"})
_LISTS = frozenset({"images", "logprobs", "tool_calls"})
_APPENDED = _STRINGS | _LISTS | {"message"}
_UNLIKE_TEXT = _LISTS | {"message"}
_LONGEST_RUN = 64  # replies, which are in memory until they are merged
_NO_MESSAGE: dict[str, Any] = {}


class Merger(Generic[R]):
    """Merges the replies of a stream, added one by one as JSON objects.

    Text and lists are concatenated. For all other fields, including metrics, the last value wins.
    """

    __slots__ = ("_fields", "_message_names", "_names", "_reply", "_run")

    def __init__(self, reply: type[R]) -> None:
        self._reply = reply
        self._fields: dict[str, Any] = {}
        # The last replies, with the same fields and without lists, are merged together: most of a stream is such runs.
        self._run: list[dict[str, Any]] = []
        self._names: KeysView[str] = _NO_MESSAGE.keys()
        self._message_names: KeysView[str] = _NO_MESSAGE.keys()

    def add(self, reply: dict[str, Any]) -> None:
        """Add the next reply; it must not change."""
        run, message = self._run, reply.get("message", _NO_MESSAGE)
        if (
            run
            and reply.keys() == self._names
            and message.__class__ is dict
            and message.keys() == self._message_names
            and len(run) < _LONGEST_RUN
        ):
            run.append(reply)
            return
        self._merge_run()
        if _LISTS.isdisjoint(reply) and _is_object(message) and _UNLIKE_TEXT.isdisjoint(message):
            self._run, self._names, self._message_names = [reply], reply.keys(), message.keys()
        else:  # its lists may change once the caller has it
            _add(self._fields, reply)

    @property
    def has_replies(self) -> bool:
        """Whether a reply was added."""
        return bool(self._fields or self._run)

    def merged(self) -> R | None:
        """Return all replies so far merged into one, or None if there are none."""
        self._merge_run()
        return self._reply.from_dict(_values(self._fields)) if self._fields else None

    def _merge_run(self) -> None:
        run, self._run = self._run, []
        if len(run) > 1 and (merged := _merge_alike(run)) is not None:
            run = [merged]
        for reply in run:
            _add(self._fields, reply)


def text_of(reply: ApiModel) -> str:
    """Return the text of a reply of chat or generate, or the status of a progress reply."""
    message = reply.get("message")
    text = message.get("content") if isinstance(message, ApiModel) else reply.get("response", reply.get("status"))
    return text if isinstance(text, str) else ""


def _add(fields: dict[str, Any], reply: Mapping[str, Any]) -> None:
    for name, value in reply.items():
        if name in _APPENDED:
            _append(fields, name, value)
        elif value is not None or name not in fields:
            fields[name] = value


def _merge_alike(run: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return replies with the same fields merged into one; None if a text or a last value is null, or no text."""
    merged = dict(run[-1])
    for name in merged:
        if name in _STRINGS:
            try:
                merged[name] = "".join([reply[name] for reply in run])
            except TypeError:
                return None
        elif name == "message":
            merged[name] = _merge_alike([reply[name] for reply in run])
        if merged[name] is None:
            return None
    return merged


def _append(fields: dict[str, Any], name: str, value: object) -> None:
    held = fields.get(name)
    if name in _STRINGS and isinstance(value, str):
        if not isinstance(held, BytesIO):  # StringIO stores up to 100,000 parts separately
            held = fields[name] = BytesIO()
        held.write(value.encode("utf-8", "surrogatepass"))
    elif name == "message" and _is_object(value):
        if not _is_object(held):
            held = fields[name] = dict[str, Any]()
        _add(held, value)
    elif name in _LISTS and _is_list(value):
        if not _is_list(held):
            held = fields[name] = list[Any]()
        held.extend(value)
    elif value is not None or held is None:
        fields[name] = value


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, BytesIO):
            value = value.getvalue().decode("utf-8", "surrogatepass")
        elif name == "message" and _is_object(value):
            value = _values(value)
        elif _is_list(value):
            value = [*value]  # later replies extend the original
        values[name] = value
    return values


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
