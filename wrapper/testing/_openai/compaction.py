"""Compaction: a conversation made shorter by the model itself, for clients that keep it.

The model is asked for a summary and for the items to retain. Both travel in one item, which the client sends back in
the place of what came before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._dialects import given
from ..http.json import Fields, JSONSyntaxError, decode_all, encode, quote
from ..http.responses import APIError
from ..ollama.go_types import BOOL, RAW, STRING, Pointer, Scalar, Slice, Struct, UnmarshalError, unmarshal
from .compacted import bare_message, is_summary, packed, picture_part
from .response_input import agent_text, answers_to, content_of, read_item
from .response_tools import TOOLS, qualified
from .shared import arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIGGER = "compaction_trigger"
SUMMARIZE = "create_summary"
_OBJECT = Scalar("map[string]json.RawMessage", (dict,))
_RAW_LIST = Slice(RAW)
_SELECTION = Struct("summarySelection", {"summary": STRING, "retain_item_ids": Slice(STRING)}, package="openai")
_TASK = (
    "Make a summary of this conversation with which another assistant can go on: what is wanted, what was decided and "
    "found out, what is done and what comes next. Each message of the user behind this one describes one item. Name in "
    f"retain_item_ids the items that have to stay as they are. Call {SUMMARIZE} once."
)
_SUMMARY_TOOL = {
    "type": "function",
    "name": SUMMARIZE,
    "description": "Take the summary, and the refs of the items that have to stay as they are.",
    "strict": True,
    "parameters": {
        "type": "object",
        "properties": {
            "summary": {"type": "string"},
            "retain_item_ids": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["summary", "retain_item_ids"],
        "additionalProperties": False,
    },
}


def read_body(body: bytes) -> tuple[Fields, list[Any]]:
    """Read a request as far as compaction has to know it: all of it, and its input as a list.

    Raises:
        APIError: it is wrong; the text is what the server says.
    """
    if not body.strip():
        raise APIError(400, "missing request body")
    try:
        fields: Fields = unmarshal(decode_all(body), _OBJECT) or Fields()
    except (JSONSyntaxError, UnmarshalError) as wrong:
        raise APIError(400, f"invalid Responses request: {wrong}") from None
    if not isinstance(fields.get("model"), str) or not fields["model"].strip():
        raise APIError(400, "model is required")
    for name, kind, called in (("stream", Pointer(BOOL), "stream value"), ("tools", TOOLS, "tools")):
        try:
            unmarshal(fields.get(name), kind)
        except UnmarshalError as wrong:
            raise APIError(400, f"invalid {called}: {wrong}") from None
    sent = fields.get("input")
    if sent is None:
        raise APIError(400, "input is required")
    if isinstance(sent, str):
        return fields, [{"type": "message", "role": "user", "content": sent}]
    try:
        return fields, unmarshal(sent, _RAW_LIST)
    except UnmarshalError as wrong:
        raise APIError(400, f"input must be a string or array: {wrong}") from None


@dataclass
class _Entry:
    """One item of the conversation that is to be compacted."""

    ref: str
    kind: str
    message: Fields
    name: Fields | None = None  # of a result that belongs to no call

    def told(self) -> Fields:
        """As the model is told of it."""
        message = {name: value for name, value in self.message.items() if name != "images"}
        count = len(self.message.get("images", []))
        about = {"ref": self.ref, "type": self.kind, "message": message}
        return {**about, **given(standalone_name=self.name), **({"image_count": count} if count else {})}


class Plan:
    """A conversation that is to be compacted.

    Raises:
        APIError: it can't be.
    """

    def __init__(self, fields: Fields, items: list[Any]) -> None:
        if not items:
            raise APIError(400, "compaction input is empty")
        self.model: str = fields["model"].strip()
        self._tools = list(_described(unmarshal(fields.get("tools"), TOOLS) or [], ""))
        self._entries = [_entry(number, item) for number, item in enumerate(items)]
        self._pairs: list[tuple[str, str]] = []
        self._kept = {entry.ref for entry in self._entries if entry.name}
        self._pair()

    def _pair(self) -> None:
        """Find which result belongs to which call. What the model has not answered yet has to stay."""
        calls: dict[str, _Entry] = {}
        results: dict[str, int] = {}
        summaries: set[str] = set()
        for place, entry in enumerate(self._entries):
            if entry.kind == "function_call":
                call = entry.message["tool_calls"][0]
                if not call["id"]:
                    raise APIError(400, f"{entry.ref}: function call is missing call_id")
                if is_summary(call):
                    summaries.add(call["id"])
                elif call["id"] in calls:
                    raise APIError(400, f"{entry.ref}: duplicate function call_id {quote(call['id'])}")
                else:
                    calls[call["id"]] = entry
            elif entry.kind == "function_call_output" and not entry.name:
                id = entry.message.get("tool_call_id", "")
                if id in summaries:
                    continue
                if id not in calls:
                    raise APIError(400, f"{entry.ref}: function output has no matching call {quote(id)}")
                if id in results:
                    raise APIError(400, f"{entry.ref}: duplicate function output for call {quote(id)}")
                results[id] = place
        for id, call in calls.items():
            pair = (call.ref, self._entries[results[id]].ref if id in results else call.ref)
            self._pairs.append(pair)
            if id not in results or not any(map(_is_answer, self._entries[results[id] + 1 :])):
                self._kept.update(pair)

    def question(self, complaint: str) -> Fields:
        """The request that asks for the summary; `complaint` is what was wrong with the one before."""
        task = _TASK + (f" The last call was wrong: {complaint}." if complaint else "")
        tools = [_said("user", encode({"tools": self._tools}).decode())] if self._tools else []
        told = [
            _said("user", [{"type": "input_text", "text": encode(e.told()).decode()}, *map(picture_part, _pictures(e))])
            for e in self._entries
        ]
        return {
            "model": self.model,
            "input": [_said("system", task), *tools, *told],
            "tools": [_SUMMARY_TOOL],
            "tool_choice": {"type": "function", "name": SUMMARIZE},
            "parallel_tool_calls": False,
            "store": False,
            "stream": False,
        }

    def item(self, output: list[Fields]) -> Fields:
        """The item that stands for the conversation.

        Raises:
            ValueError: the model has not called as it should.
        """
        calls = [i for i in output if i["type"] == "function_call" and i["name"] == SUMMARIZE]
        if len(calls) != 1:
            raise ValueError(f"expected one {SUMMARIZE} call, got {len(calls)}")
        try:
            selection = unmarshal(decode_all(calls[0]["arguments"].encode()), _SELECTION)
        except (JSONSyntaxError, UnmarshalError) as wrong:
            raise ValueError(f"invalid {SUMMARIZE} arguments: {wrong}") from None
        summary = selection["summary"].strip()
        if not summary:
            raise ValueError(f"{SUMMARIZE} returned an empty summary")
        retained = self._retained(selection["retain_item_ids"] or [])
        names = {place: entry.name for place, entry in enumerate(retained) if entry.name}
        return packed(summary, [entry.message for entry in retained], names)

    def _retained(self, wanted: list[str]) -> list[_Entry]:
        known, chosen = {entry.ref for entry in self._entries}, set[str]()
        for ref in wanted:
            if ref not in known or ref in chosen:
                raise ValueError(f"{SUMMARIZE} selected {'duplicate' if ref in known else 'unknown'} item {quote(ref)}")
            chosen.add(ref)
        chosen |= self._kept
        for pair in self._pairs:
            if chosen.intersection(pair):
                chosen.update(pair)
        return [entry for entry in self._entries if entry.ref in chosen]


def _said(role: str, content: Any) -> Fields:
    return {"type": "message", "role": role, "content": content}


def _pictures(entry: _Entry) -> list[str]:
    pictures: list[str] = entry.message.get("images", [])
    return pictures


def _is_answer(entry: _Entry) -> bool:
    said = entry.kind == "message" and entry.message["role"] == "assistant"
    return said or entry.kind in ("reasoning", "function_call")


def _entry(number: int, value: Any) -> _Entry:
    try:
        item = read_item(value)
        kind, message = _native(item)
    except (UnmarshalError, APIError) as wrong:
        raise APIError(400, f"input[{number}]: {wrong}") from None
    entry = _Entry(f"item_{number + 1:06d}", kind, bare_message(message))
    if item["type"] == "function_call_output" and not item["call_id"]:
        entry.name = {"name": item["name"], **given(namespace=item["namespace"])}
    return entry


def _native(item: Fields) -> tuple[str, Fields]:
    """The kind of an item here, and its native message."""
    kind = item["type"]
    if kind == "message":
        _refuse_elsewhere(item["content"])
        return kind, {"role": item["role"], **content_of(item["content"])}
    if kind == "agent_message":
        return "message", {"role": "user", "content": agent_text(item)}
    if kind == "reasoning":
        thought = "".join(part["text"] for part in item["summary"] or list[Any]())
        hidden = "[a thought that can't be read]" if item["encrypted_content"] else ""
        return kind, {"role": "assistant", "thinking": thought or hidden}
    if kind == "web_search_call":
        query = item["action"]["query"].strip() if item["action"] else ""
        return kind, {"role": "assistant", "content": f"Web search: {query}" if query else "Web search completed."}
    if kind in ("function_call", "tool_search_call"):
        return "function_call", {"role": "assistant", "tool_calls": [_call(item)]}
    if kind == "function_call_output":
        _refuse_elsewhere(item["output"])
        return kind, {"role": "tool", **content_of(item["output"]), **answers_to(item)}
    if kind == "tool_search_output":
        found = encode(item["tools"]).decode()
        return "function_call_output", {"role": "tool", "content": found, **answers_to(item)}
    raise APIError(400, "unexpected compaction control item")


def _call(item: Fields) -> Fields:
    if item["type"] == "tool_search_call":
        name, read = "tool_search", item["arguments"]
    else:
        name = qualified(item["namespace"], item["name"])
        try:
            read = arguments(item["arguments"]) if item["arguments"] else Fields()
        except ValueError as wrong:
            raise APIError(400, f"invalid function arguments: {wrong}") from None
    return {"id": item["call_id"], "function": {"index": 0, "name": name, "arguments": read}}


def _refuse_elsewhere(parts: list[Fields]) -> None:
    """Refuse images that are not here."""
    for part in parts:
        if part["type"] == "input_image" and part["file_id"]:
            raise APIError(400, "file_id image inputs are not supported by Ollama compaction")
        if part["type"] == "input_image" and not part["image_url"]:
            raise APIError(400, "compaction image input is missing image_url")


def _described(tools: list[Fields], group: str) -> Iterator[Fields]:
    """The names of all functions, with what they are for."""
    for tool in tools:
        own = tool["name"].strip() or (tool["type"] if tool["type"] in ("tool_search", "web_search") else "")
        name = qualified(group, own)
        if tool["type"] == "namespace":
            yield from _described(tool["tools"] or [], name)
        elif name:
            yield {"name": name, **given(description=tool["description"])}
