"""The input of POST /v1/responses: items of many kinds, read one by one, and the native messages they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..http.json import Fields, encode, is_object, quote
from ..http.responses import APIError
from ..ollama.go_types import (
    ANY,
    RAW,
    STRING,
    UNSET,
    Pointer,
    Slice,
    Struct,
    UnmarshalError,
    unmarshal,
)
from ..ollama.requests import ARGUMENTS
from .response_tools import Tools, qualified
from .shared import arguments, image

if TYPE_CHECKING:
    from collections.abc import Callable

_TYPE = Struct("", {"type": STRING})
_TYPE_AND_ROLE = Struct("", {"type": STRING, "role": STRING})
_PARTS = {
    "input_text": Struct("ResponsesTextContent", {"type": STRING, "text": STRING}),
    "output_text": Struct("ResponsesOutputTextContent", {"type": STRING, "text": STRING}),
    "encrypted_content": Struct("ResponsesEncryptedContent", {"type": STRING, "encrypted_content": STRING}),
    "input_image": Struct(
        "ResponsesImageContent", {"type": STRING, "detail": STRING, "file_id": STRING, "image_url": STRING}
    ),
    "input_file": Struct(
        "ResponsesFileContent",
        {"type": STRING, "file_data": STRING, "file_id": STRING, "file_url": STRING, "filename": STRING},
    ),
}
_SUMMARY = Struct("ResponsesReasoningSummary", {"type": STRING, "text": STRING}, package="openai")
_ACTION = Struct("ResponsesWebSearchAction", {"type": STRING, "query": STRING}, package="openai")
_SEARCH = {"id": STRING, "type": STRING, "call_id": STRING, "execution": STRING, "status": STRING}
_ITEMS = {
    "message": Struct("", {"type": STRING, "role": STRING, "content": RAW}),
    "function_call": Struct(
        "ResponsesFunctionCall",
        dict.fromkeys(("id", "type", "call_id", "name", "namespace", "arguments"), STRING),
    ),
    "function_call_output": Struct(
        "",
        {
            "id": STRING,
            "type": STRING,
            "call_id": Pointer(STRING),
            "name": STRING,
            "namespace": STRING,
            "output": RAW,
        },
    ),
    "tool_search_call": Struct("ResponsesToolSearchCall", {**_SEARCH, "arguments": ARGUMENTS}),
    "tool_search_output": Struct("ResponsesToolSearchOutput", {**_SEARCH, "tools": Slice(ANY)}),
    "reasoning": Struct(
        "ResponsesReasoningInput",
        {"id": STRING, "type": STRING, "summary": Slice(_SUMMARY), "encrypted_content": STRING},
    ),
    "web_search_call": Struct(
        "ResponsesWebSearchCall", {"id": STRING, "type": STRING, "status": STRING, "action": Pointer(_ACTION)}
    ),
    "agent_message": Struct(
        "",
        {"id": STRING, "type": STRING, "author": STRING, "recipient": STRING, "content": Slice(RAW)},
    ),
    "compaction": Struct("ResponsesCompactionItem", {"type": STRING, "encrypted_content": STRING}),
    "compaction_trigger": Struct("ResponsesCompactionTrigger", {"type": STRING}),
}
_RAW_LIST = Slice(RAW)


def read_input(value: Any) -> str | list[Fields]:
    """Read a text or a list of items.

    Raises:
        UnmarshalError: it is neither, or an item is wrong.
    """
    if value is UNSET or value is None or isinstance(value, str):
        return value if isinstance(value, str) else ""
    return [_in(f"input[{n}]", read_item, item) for n, item in enumerate(_list(value, "input"))]


def read_item(value: Any) -> Fields:
    """Read an item; its `type` says which of the kinds it is.

    Raises:
        UnmarshalError: it is of no kind, or a field is wrong.
    """
    kind = kind_of_item(unmarshal(value, _TYPE_AND_ROLE))
    if kind not in _ITEMS:
        raise UnmarshalError(
            f"unknown input item type: {quote(kind)}" if kind else "input item missing required 'type' field"
        )
    item: Fields = unmarshal(value, _ITEMS[kind]) | {"type": kind}
    if kind == "message":
        item["content"] = _read_content(item["content"], "content")
    elif kind == "function_call_output":
        if item["call_id"] is not None and not item["call_id"].strip():
            raise UnmarshalError("function output call_id must not be empty")
        if item["call_id"] is None and not item["name"].strip():
            raise UnmarshalError("standalone function output is missing name")
        item["output"] = _read_content(item["output"], "output")
    elif kind == "agent_message":
        item["content"] = _read_parts(item["content"] or list[Any](), "content")
    return item


def kind_of_item(item: Fields) -> str:
    """An item's type, which may be left out of a message."""
    return item["type"] or ("message" if item["role"] else "")


def _in(where: str, read: Callable[[Any], Fields], value: Any) -> Fields:
    try:
        return read(value)
    except UnmarshalError as wrong:
        raise UnmarshalError(f"{where}: {wrong}") from None


def _list(value: Any, name: str) -> list[Any]:
    try:
        return unmarshal(value, _RAW_LIST) or []
    except UnmarshalError as wrong:
        raise UnmarshalError(f"{name} must be a string or array: {wrong}") from None


def _read_content(value: Any, name: str) -> list[Fields]:
    """A text or a list of parts."""
    if value is UNSET:
        return []
    if value is None or isinstance(value, str):
        return [{"type": "input_text", "text": value or ""}]
    return _read_parts(_list(value, name), name)


def _read_parts(values: list[Any], name: str) -> list[Fields]:
    return [_in(f"{name}[{n}]", _read_part, value) for n, value in enumerate(values)]


def _read_part(value: Any) -> Fields:
    kind = unmarshal(value, _TYPE)["type"]
    if kind not in _PARTS:
        raise UnmarshalError(f"unknown content type: {kind}")
    part: Fields = unmarshal(value, _PARTS[kind])
    return part


def content_of(parts: list[Fields]) -> Fields:
    """The content and the images of a native message.

    Raises:
        APIError: there is a file, or a wrong image.
    """
    text, images = "", list[str]()
    for part in parts:
        if part["type"] == "input_file":
            raise APIError(400, "file inputs are not currently supported")
        if part["type"] == "input_image":
            images += [image(part["image_url"])] if part["image_url"] else []
        else:
            text += part["encrypted_content" if part["type"] == "encrypted_content" else "text"]
    return {"content": text, "images": images}


def agent_text(item: Fields) -> str:
    """What one agent told another."""
    text: str = content_of(item["content"])["content"]
    if not item["author"] and not item["recipient"]:
        return text
    return f"Agent message from {quote(item['author'])} to {quote(item['recipient'])}:\n{text}"


def answers_to(item: Fields) -> Fields:
    """What the result of a tool answers: a call, or, where it names none, a function."""
    if item["type"] == "tool_search_output":
        return {"tool_name": "tool_search", "tool_call_id": item["call_id"]}
    if item["call_id"]:
        return {"tool_call_id": item["call_id"]}
    return {"tool_name": qualified(item["namespace"], item["name"])}


class Conversation:
    """Turns items into native messages, one after the other.

    Raises:
        APIError: a message can't hold an item.
    """

    def __init__(self, tools: Tools) -> None:
        self.messages: list[Fields] = []
        self._tools = tools
        self._thought = ""

    def add_all(self, items: list[Fields]) -> None:
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            self._add(item, following)
        if self._thought:
            self.messages.append({"role": "assistant", "content": "", "thinking": self._thought})

    def _add(self, item: Fields, following: Fields | None) -> None:
        kind = item["type"]
        if kind == "reasoning":
            self._thought = item["encrypted_content"]
        elif kind == "message":
            self._say(item, following)
        elif kind == "agent_message":
            self.messages.append({"role": "user", "content": agent_text(item)})
        elif kind == "function_call":
            name = self._tools.native_name(item["namespace"], item["name"])
            self._call(item["call_id"], name, _arguments_of(item["arguments"]))
        elif kind == "tool_search_call":
            self._call(item["call_id"], "tool_search", item["arguments"])
        elif kind == "function_call_output":
            self.messages.append({"role": "tool", **content_of(item["output"]), **answers_to(item)})
        elif kind == "tool_search_output":
            found = encode(_flat(item["tools"] or list[Any]())).decode()
            self.messages.append({"role": "tool", "content": found, **answers_to(item)})
        elif kind == "compaction":
            raise APIError(400, "compaction items must be expanded before Responses conversion")
        elif kind == "compaction_trigger":
            raise APIError(400, "compaction_trigger must be handled before Responses conversion")

    def _say(self, item: Fields, following: Fields | None) -> None:
        said = {"role": item["role"], **content_of(item["content"])}
        if said["role"] == "assistant":
            said["thinking"], self._thought = self._thought, ""
            answered = following["call_id"] if following and following["type"] == "function_call_output" else None
            last = self.messages[-1] if self.messages else {}
            # What is said between a call and its result joins the call, so that the result comes right behind it.
            if answered and any(call["id"] == answered for call in last.get("tool_calls", [])):
                texts = [text for text in (last["content"], said["content"]) if text]
                last["content"] = "\n".join(texts)
                last["images"] = [*last.get("images", []), *said["images"]]
                last["thinking"] = said["thinking"] or last.get("thinking", "")
                return
        self.messages.append(said)

    def _call(self, id: str, name: str, arguments: Any) -> None:
        if not self.messages or self.messages[-1]["role"] != "assistant":
            self.messages.append({"role": "assistant", "content": ""})
        last = self.messages[-1]
        last["tool_calls"] = [
            *last.get("tool_calls", []),
            {"id": id, "function": {"name": name, "arguments": arguments}},
        ]
        last["thinking"], self._thought = self._thought or last.get("thinking", ""), ""


def _arguments_of(text: str) -> Any:
    try:
        return arguments(text) if text else {}
    except ValueError as wrong:
        raise APIError(400, f"failed to parse function call arguments: {wrong}") from None


_FOUND = Struct("", {"type": STRING, "name": STRING, "tools": Slice(RAW)})


def _flat(tools: list[Any]) -> list[Any]:
    """The tools that a search found, those of a namespace by their whole names."""
    flat: list[Any] = []
    for tool in tools:
        try:
            found = unmarshal(tool, _FOUND)
        except UnmarshalError as wrong:
            raise APIError(400, f"failed to decode tool search result: {wrong}") from None
        if found["type"] != "namespace":
            flat.append(tool)
            continue
        if not found["name"]:
            raise APIError(400, "tool search namespace is missing a name")
        for member in found["tools"] or list[Any]():
            name = member.get("name") if is_object(member) else None
            if not isinstance(name, str) or not name:
                raise APIError(400, f"tool search namespace {quote(found['name'])} has a member without a name")
            flat.append({**member, "name": f"{found['name']}.{name}"})
    return flat
