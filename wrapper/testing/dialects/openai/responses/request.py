"""The request of POST /v1/responses, decoded and converted to native messages."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ....http.json import Fields, encode, is_object, quote
from ....http.responses import APIError
from ....http.server import Request
from ....ollama import go_types as go
from ....ollama.requests import ARGUMENTS
from ...dialect import read_request
from ..conversion import CodedError, native_call, native_image

TRIGGER = "compaction_trigger"
_struct = partial(go.Struct, package="openai")
_OPTIONAL_BOOL, _OPTIONAL_FLOAT = go.Pointer(go.BOOL), go.Pointer(go.FLOAT)
_TOOL = _struct(
    "ResponsesTool",
    {
        **dict.fromkeys(("type", "name", "execution"), go.STRING),
        **dict.fromkeys(("strict", "defer_loading"), _OPTIONAL_BOOL),
        "description": go.Pointer(go.STRING),
        "parameters": go.MAP,
    },
)
_TOOL.fields["tools"] = go.Slice(_TOOL)
_FORMAT = {"type": go.STRING, "name": go.STRING, "schema": go.ANY, "strict": _OPTIONAL_BOOL}
_TEXT = {"format": go.Pointer(_struct("ResponsesTextFormat", _FORMAT))}
_REASONING = {"effort": go.STRING, "generate_summary": go.STRING, "summary": go.STRING}
_REQUEST = _struct(
    "ResponsesRequest",
    {
        "model": go.STRING,
        "background": go.BOOL,
        "include": go.Slice(go.STRING),
        "input": go.ANY,
        "instructions": go.STRING,
        "max_output_tokens": go.Pointer(go.INT),
        "reasoning": _struct("ResponsesReasoning", _REASONING),
        "think": go.Custom(go.thinking),
        **dict.fromkeys(("temperature", "top_p"), _OPTIONAL_FLOAT),
        "text": go.Pointer(_struct("ResponsesText", _TEXT)),
        "truncation": go.Pointer(go.STRING),
        "tools": go.Slice(_TOOL),
        "stream": _OPTIONAL_BOOL,
    },
)
_ITEM_STRINGS = ("id", "type", "role", "name", "namespace", "encrypted_content", "status", "execution")
_ITEM = go.Struct(
    "",
    {
        **dict.fromkeys((*_ITEM_STRINGS, "author", "recipient"), go.STRING),
        "call_id": go.Pointer(go.STRING),
        **dict.fromkeys(("content", "output", "arguments"), go.ANY),  # their types depend on the item's
        "summary": go.Slice(_struct("ResponsesReasoningSummary", {"type": go.STRING, "text": go.STRING})),
        "action": go.Pointer(_struct("ResponsesWebSearchAction", {"type": go.STRING, "query": go.STRING})),
        "tools": go.Slice(go.ANY),
    },
)
_ITEM_TYPES = {
    *("message", "agent_message", "reasoning", "function_call", "function_call_output"),
    *("tool_search_call", "tool_search_output", "web_search_call", "compaction", TRIGGER),
}
_ARGUMENTS = {"function_call": go.STRING, "tool_search_call": ARGUMENTS}
_PART_STRINGS = ("type", "text", "encrypted_content", "detail", "file_id", "image_url")
_PART = go.Struct("", dict.fromkeys((*_PART_STRINGS, "file_data", "file_url", "filename"), go.STRING))
_PART_TYPES = {"input_text", "output_text", "encrypted_content", "input_image", "input_file"}
_LIST = go.Slice(go.RAW)


def read(request: Request) -> Fields:
    """Decode a request, but not the items of its input: see `read_items`. Raise `APIError` if it is invalid."""
    if not request.body.strip():
        raise CodedError(400, "missing request body")
    fields = read_request(request, _REQUEST)
    if not fields["model"].strip():
        raise CodedError(400, "model is required")
    if fields["input"] is None:
        raise CodedError(400, "input is required")
    if isinstance(fields["input"], str):
        fields["input"] = [{"type": "message", "role": "user", "content": fields["input"]}]
    try:
        _read_list(fields["input"], "input")
    except go.UnmarshalError as error:
        raise CodedError(400, str(error)) from None
    return fields


def is_trigger(item: Any) -> bool:
    """Whether an input item asks for a compaction."""
    return is_object(item) and item.get("type") == TRIGGER


def read_items(values: list[Any]) -> list[Fields]:
    """Decode the items of an input. Raise `APIError` for the first invalid one, with its index."""
    try:
        return _read_each(values, "input", _read_item)
    except go.UnmarshalError as error:
        raise APIError(400, str(error)) from None


def _read_item(value: Any) -> Fields:
    item: Fields = go.unmarshal(value, _ITEM)
    item["type"] = item["type"] or ("message" if item["role"] else "")
    if not item["type"]:
        raise go.UnmarshalError("input item missing required 'type' field")
    if item["type"] not in _ITEM_TYPES:
        raise go.UnmarshalError(f"unknown input item type: {quote(item['type'])}")
    if item["type"] == "function_call_output" and not (item["call_id"] or item["name"]):
        raise go.UnmarshalError("standalone function output is missing name")
    item["arguments"] = go.unmarshal(item["arguments"], _ARGUMENTS.get(item["type"], go.ANY))
    if item["type"] == "agent_message":
        go.unmarshal(item["content"], _LIST)
    for name in ("content", "output"):
        item[name] = _read_content(item[name], name)
    return item


def _read_content(value: Any, name: str) -> list[Fields]:
    """Decode a string or a list of parts."""
    if value is None or isinstance(value, str):
        return [{"type": "input_text", "text": value or ""}]
    return _read_each(_read_list(value, name), name, _read_part)


def _read_part(value: Any) -> Fields:
    part: Fields = go.unmarshal(value, _PART)
    if part["type"] not in _PART_TYPES:
        raise go.UnmarshalError(f"unknown content type: {part['type']}")
    return part


def _read_list(value: Any, name: str) -> list[Any]:
    try:
        values: list[Any] = go.unmarshal(value, _LIST)
    except go.UnmarshalError as error:
        raise go.UnmarshalError(f"{name} must be a string or array: {error}") from None
    return values


def _read_each(values: list[Any], name: str, read: Callable[[Any], Fields]) -> list[Fields]:
    items: list[Fields] = []
    for index, value in enumerate(values):
        try:
            items.append(read(value))
        except go.UnmarshalError as error:
            raise go.UnmarshalError(f"{name}[{index}]: {error}") from None
    return items


def native_messages(items: list[Fields]) -> Iterator[Fields]:
    """Yield the native messages of input items. Raise `APIError` for an item without a native form."""
    for item in items:
        match item["type"]:
            case "message" | "agent_message":
                yield {"role": item["role"] or "user", **_native_content(item["content"])}
            case "reasoning":
                yield {"role": "assistant", "thinking": item["encrypted_content"]}
            case "function_call" | "tool_search_call":
                yield {"role": "assistant", "tool_calls": [_native_call(item)]}
            case "function_call_output":
                yield {"role": "tool", "tool_call_id": item["call_id"], **_native_content(item["output"])}
            case "tool_search_output":
                yield {"role": "tool", "tool_call_id": item["call_id"], "content": encode(item["tools"]).decode()}
            case "compaction":
                yield {"role": "user", "content": _summary(item["encrypted_content"])}
            case "compaction_trigger":
                raise APIError(400, f"{TRIGGER} must be the final and only compaction trigger")
            case _:
                pass


def _native_call(item: Fields) -> Fields:
    arguments = item["arguments"] or "{}"
    text = arguments if isinstance(arguments, str) else encode(arguments).decode()
    return native_call(item["call_id"], item["name"], text, error="failed to parse function call arguments")


def _native_content(parts: list[Fields]) -> Fields:
    text, images = "", list[str]()
    for part in parts:
        if part["type"] == "input_file":
            raise APIError(400, "file inputs are not currently supported")
        if part["type"] == "input_image":
            images += [native_image(part["image_url"])] if part["image_url"] else []
        else:
            text += part["encrypted_content" if part["type"] == "encrypted_content" else "text"]
    return {"content": text, "images": images}


def _summary(encrypted_content: str) -> str:
    """Return the summary in a compaction item."""
    try:
        return str(json.loads(encrypted_content)["summary"])
    except (ValueError, LookupError, TypeError):
        raise APIError(400, "invalid compaction item") from None
