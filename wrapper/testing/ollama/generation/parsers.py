"""Find thoughts and tool calls in the text of a reply, piece by piece."""

import json
import secrets
import string
from typing import Any

from ...http.json import is_object
from .tokens import overlap

_THINK, _THINK_END, _TOOL_CALL = "<think>", "</think>", "<tool_call>"
_DECODER = json.JSONDecoder()


class ThoughtParser:
    """Splits a reply into its thought and its content; the tags and the space after them are dropped."""

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"
        self._skip_space = True

    def add(self, text: str) -> tuple[str, str]:
        """Take a piece; return the thought and the content that are complete."""
        self._held = (self._held + text).lstrip() if self._skip_space and self._state != "start" else self._held + text
        thought = ""
        if self._state == "start":
            bare = self._held.lstrip()
            if bare.startswith(_THINK):
                self._state, self._held = "thought", bare.removeprefix(_THINK).lstrip()
            elif _THINK.startswith(bare):
                return "", ""
            else:
                self._state, self._skip_space = "content", False
        if self._state == "thought":
            self._skip_space = self._skip_space and not self._held
            thought, found, rest = self._held.partition(_THINK_END)
            if not found:
                cut = len(thought) - overlap(thought, _THINK_END)
                thought, self._held = thought[:cut], thought[cut:]
                return thought, ""
            self._state, self._skip_space, self._held = "content", True, rest.lstrip()
        self._skip_space = self._skip_space and not self._held
        content, self._held = self._held, ""
        return thought, content


class ToolParser:
    """Finds calls of known tools behind a tag; the text before it is content."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._held = ""
        self._tagged = False
        self._count = 0

    def add(self, text: str) -> tuple[list[dict[str, Any]], str]:
        """Take a piece; return the calls that are complete, and content."""
        self._held += text
        content = ""
        if not self._tagged:
            content, tag, rest = self._held.partition(_TOOL_CALL)
            if not tag:
                cut = len(content) - overlap(content, _TOOL_CALL)
                content, self._held = content[:cut], content[cut:]
                return [], content
            self._tagged, self._held = True, rest
        calls: list[dict[str, Any]] = []
        while (start := self._held.find("{")) >= 0:
            try:
                value, end = _DECODER.raw_decode(self._held, start)
            except ValueError:  # not complete
                break
            self._held = self._held[end:]
            if is_object(value) and value.get("name") in self._names:
                found = value.get("arguments", value.get("parameters"))
                calls.append(tool_call(value["name"], found if is_object(found) else {}, self._count))
                self._count += 1
        return calls, content


def tool_call(name: str, arguments: Any, index: int, id: str = "") -> dict[str, Any]:
    """Return a tool call as a reply carries it, by default with a new id."""
    ending = "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(8))
    return {"id": id or f"call_{ending}", "function": {"index": index, "name": name, "arguments": arguments}}
