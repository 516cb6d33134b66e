"""Finds thoughts and tool calls in what a model says, piece by piece as it is said."""

from __future__ import annotations

import json
import secrets
import string
from typing import Any

from ...http.json import is_object


class ThoughtParser:
    """Parts the words of a model into its thought and the rest; the tags and the space behind them are dropped."""

    def __init__(self, opening: str, closing: str) -> None:
        self._opening = opening
        self._closing = closing
        self._held = ""
        self._state = "before"

    def add(self, text: str) -> tuple[str, str]:
        """Take a piece; give what is known by now to be thought, and to be none."""
        self._held += text
        thought = ""
        if self._state == "before":
            bare = self._held.lstrip()
            if bare.startswith(self._opening):
                self._state, self._held = "thought begins", bare.removeprefix(self._opening)
            elif self._opening.startswith(bare):
                return "", ""
            else:
                self._state = "after"
        if self._state == "thought begins":
            self._held = self._held.lstrip()
            if self._held:
                self._state = "thought"
        if self._state == "thought":
            thought, found, rest = self._held.partition(self._closing)
            if found:
                self._state, self._held = "thought ends", rest
            else:
                end = len(thought) - _overlap(thought, self._closing)
                thought, self._held = thought[:end], thought[end:]
        if self._state == "thought ends":
            self._held = self._held.lstrip()
            if self._held:
                self._state = "after"
        if self._state != "after":
            return thought, ""
        rest, self._held = self._held, ""
        return thought, rest


class ToolParser:
    """Finds calls of the given tools behind a tag; everything before it is content."""

    def __init__(self, tag: str, names: list[str]) -> None:
        self._tag = tag
        self._names = sorted(names, key=len, reverse=True)
        self._held = ""
        self._calling = False
        self._done = False
        self._found = 0

    def add(self, text: str) -> tuple[list[dict[str, Any]], str]:
        """Take a piece; give the calls that are complete by now, and what is content."""
        if self._done:
            return [], text
        self._held += text
        content = ""
        if not self._calling:
            before, found, rest = self._held.partition(self._tag)
            if found:
                content, self._held = before, found + rest
            else:
                end = len(self._held) - _overlap(self._held, self._tag)
                content, self._held = self._held[:end], self._held[end:]
            if self._tag in "{[" and content.strip():
                self._done = True
                return [], content + self._held
            if not found:
                return [], content
            self._calling = True
        calls: list[dict[str, Any]] = []
        while call := self._call():
            calls.append(call)
        return calls, content

    def rest(self) -> str:
        """What turned out to be no call after all."""
        return self._held if self._tag in "{[" and not self._found else ""

    def _call(self) -> dict[str, Any] | None:
        name = min((n for n in self._names if n in self._held), key=self._held.index, default=None)
        if name is None:
            return None
        start = 0
        while (found := _object(self._held, start)) is not None:
            start, value = found
            if is_object(value):
                self._held = self._held[max(start, self._held.index(name) + len(name)) :]
                self._found += 1
                return tool_call(name, _arguments(value, name), self._found - 1)
        return None


def tool_call(name: str, arguments: Any, index: int) -> dict[str, Any]:
    """A tool call as a reply carries it, with an id of its own."""
    ending = "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(8))
    return {"id": f"call_{ending}", "function": {"index": index, "name": name, "arguments": arguments}}


def _arguments(value: dict[str, Any], name: str) -> Any:
    for key in ("arguments", "parameters") if "name" in value else (name,):
        found = value.get(key)
        if is_object(found):
            return found
    return {} if "name" in value else value


def _object(text: str, start: int) -> tuple[int, Any] | None:
    """The next pair of outer braces that is closed: where it ends, and what is in it, or None where that is no JSON."""
    depth = begin = 0
    quoted = False
    at = start
    while at < len(text):
        c = text[at]
        if c == "\\":
            at += 1
        elif c == '"':
            quoted = not quoted
        elif not quoted and c == "{":
            begin = begin if depth else at
            depth += 1
        elif not quoted and c == "}" and depth:
            depth -= 1
            if not depth:
                try:
                    return at, json.loads(text[begin : at + 1])
                except ValueError:
                    return at + 1, None
        at += 1
    return None


def _overlap(text: str, tag: str) -> int:
    """How much of the end of `text` may be the beginning of `tag`."""
    return next((n for n in range(min(len(text), len(tag)), 0, -1) if text.endswith(tag[:n])), 0)
