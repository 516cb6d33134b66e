"""The request of POST /v1/messages: how it is read, and the native one that it makes."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from .._dialects import given
from ..http.json import Fields, Json, encode, is_array, is_object, quote
from ..http.responses import APIError
from ..ollama.go_types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    RAW,
    STRING,
    UNSET,
    GoType,
    Place,
    Pointer,
    Slice,
    Struct,
    UnmarshalError,
    from_base64,
    unmarshal,
)
from ..ollama.requests import ARGUMENTS, PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCE = {"type": STRING, "media_type": STRING, "data": STRING, "url": STRING}
_CITATION = {"type": STRING, "url": STRING, "title": STRING, "encrypted_index": STRING, "cited_text": STRING}
_BLOCK = Struct(
    "ContentBlock",
    {
        "type": STRING,
        "text": Pointer(STRING),
        "citations": Slice(Struct("Citation", _CITATION, package="anthropic")),
        "source": Pointer(Struct("ImageSource", _SOURCE, package="anthropic")),
        "id": STRING,
        "name": STRING,
        "input": ARGUMENTS,
        "tool_use_id": STRING,
        "content": ANY,
        "is_error": BOOL,
        "thinking": Pointer(STRING),
        "signature": STRING,
    },
    package="anthropic",
)
_BLOCKS = Slice(_BLOCK)
_MESSAGE = Struct("", {"role": STRING, "content": RAW})


class _Message(GoType):
    """A message; its content is a string or a list of blocks."""

    name = "anthropic.MessageParam"

    def read(self, value: Json, place: Place, /) -> Any:
        place = place.keep_struct()
        message: Fields = _MESSAGE.read(value, place)
        content = message["content"]
        if content is UNSET:
            raise UnmarshalError("unexpected end of JSON input")
        if content is None or isinstance(content, str):
            return message | {"content": [_BLOCK.zero | {"type": "text", "text": content or ""}]}
        return message | {"content": _BLOCKS.read(content, place)}


_TOOL = {"type": STRING, "name": STRING, "description": STRING, "input_schema": RAW, "max_uses": INT}
_CHOICE = {"type": STRING, "name": STRING, "disable_parallel_tool_use": BOOL}
REQUEST = Struct(
    "MessagesRequest",
    {
        "model": STRING,
        "max_tokens": INT,
        "messages": Slice(_Message()),
        "system": ANY,
        "stream": BOOL,
        "temperature": Pointer(FLOAT),
        "top_p": Pointer(FLOAT),
        "top_k": Pointer(INT),
        "stop_sequences": Slice(STRING),
        "tools": Slice(Struct("Tool", _TOOL, package="anthropic")),
        "tool_choice": Pointer(Struct("ToolChoice", _CHOICE, package="anthropic")),
        "thinking": Pointer(Struct("ThinkingConfig", {"type": STRING, "budget_tokens": INT}, package="anthropic")),
        "metadata": Pointer(Struct("Metadata", {"user_id": STRING}, package="anthropic")),
        "output_config": Pointer(Struct("OutputConfig", {"effort": STRING}, package="anthropic")),
    },
    package="anthropic",
)
_SEARCH = {
    "type": "function",
    "function": {
        "name": "web_search",
        "description": (
            "Search the web for current information. Use this to find up-to-date information about any topic."
        ),
        "parameters": {
            "type": "object",
            "required": ["query"],
            "properties": {
                "query": {"type": ["string"], "description": "The search query to look up on the web"},
            },
        },
    },
}


def searches(tools: list[Fields] | None) -> bool:
    """Whether the built-in search in the web is among the tools."""
    return any(tool["type"].startswith("web_search") for tool in tools or [])


def native(asked: Fields) -> Fields:
    """The native request.

    Raises:
        APIError: it can't hold what is asked.
    """
    system = _system(asked["system"])
    return {
        "model": asked["model"],
        "messages": [
            *([{"role": "system", "content": system}] if system else []),
            *(made for message in asked["messages"] for made in _messages(message)),
        ],
        "stream": asked["stream"],
        "tools": list(_tools(asked["tools"] or [])),
        "think": _think(asked),
        "options": {
            "num_predict": asked["max_tokens"],
            "temperature": asked["temperature"],
            "top_p": asked["top_p"],
            "top_k": asked["top_k"],
            "stop": asked["stop_sequences"] or None,
        },
    }


def _system(given: Any) -> str:
    return _texts(given) if is_array(given) else given if isinstance(given, str) else ""


def _texts(blocks: list[Any]) -> str:
    texts = [block.get("text") for block in blocks if is_object(block) and block.get("type") == "text"]
    return "".join(text for text in texts if isinstance(text, str))


def _think(asked: Fields) -> bool | str | None:
    kind = asked["thinking"] and asked["thinking"]["type"]
    if kind in ("enabled", "disabled"):
        return bool(kind == "enabled")
    effort = asked["output_config"]["effort"].strip().lower() if asked["output_config"] else ""
    effort = "high" if effort == "xhigh" else effort
    return effort if effort in ("high", "medium", "low", "max") else None


def _tools(tools: list[Fields]) -> Iterator[Fields]:
    searching = searches(tools)
    for tool in tools:
        if tool["type"].startswith("web_search"):
            yield _SEARCH
        elif not (searching and tool["name"] == "web_search"):
            schema = None if tool["input_schema"] is UNSET else tool["input_schema"]
            try:
                unmarshal(schema, PARAMETERS)
            except UnmarshalError as wrong:
                raise APIError(400, f"invalid input_schema for tool {quote(tool['name'])}: {wrong}") from None
            about = {"name": tool["name"], "description": tool["description"], "parameters": schema}
            yield {"type": "function", "function": about}


def _messages(message: Fields) -> Iterator[Fields]:
    """The native messages of one: what was said, and each result of a tool."""
    role = message["role"].lower()
    said: Fields = {"role": role, "content": "", "images": [], "tool_calls": [], "thinking": ""}
    results: list[Fields] = []
    for block in message["content"] or list[Any]():
        kind = block["type"]
        if kind == "text":
            said["content"] += block["text"] or ""
        elif kind == "image":
            said["images"].append(_image(block["source"]))
        elif kind in ("tool_use", "server_tool_use"):
            said["tool_calls"].append(_call(block))
        elif kind == "tool_result":
            results.append({"role": "tool", "tool_call_id": block["tool_use_id"], **_result(block["content"])})
        elif kind == "thinking" and block["thinking"] is not None:
            said["thinking"] = block["thinking"]
        elif kind == "web_search_tool_result":
            found = _found(block["content"])
            results.append({"role": "tool", "tool_call_id": block["tool_use_id"], "content": found})
    spoken = [said] if any(said[part] for part in ("content", "images", "tool_calls", "thinking")) else []
    yield from [*results, *spoken] if role == "user" else [*spoken, *results]


def _call(block: Fields) -> Fields:
    for name in ("id", "name") if block["type"] == "tool_use" else ():
        if not block[name]:
            raise APIError(400, f"tool_use block missing required '{name}' field")
    return {"id": block["id"], "function": {"name": block["name"], "arguments": block["input"]}}


def _image(source: Fields | None) -> str:
    if source is None:
        raise APIError(400, "invalid image source")
    if source["type"] != "base64":
        raise APIError(400, f"invalid image source type: {source['type']}. Only base64 images are supported.")
    try:
        return base64.b64encode(from_base64(source["data"])).decode()
    except UnmarshalError as wrong:
        raise APIError(400, f"invalid base64 image data: {wrong}") from None


def _result(content: Any) -> Fields:
    """The content of a tool's result: its texts and images."""
    if not is_array(content):
        return {"content": content if isinstance(content, str) else ""}
    images: list[str] = []
    for block in content:
        if is_object(block) and block.get("type") == "image":
            if not is_object(block.get("source")):
                raise APIError(400, "invalid tool_result image source")
            images.append(_image({name: _text_in(block["source"], name) for name in _SOURCE}))
    return {"content": _texts(content), "images": images}


def _text_in(value: Fields, name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _found(content: Any) -> str:
    """What a search in the web found, as the model reads it."""
    failed = "web_search_tool_result_error"
    if isinstance(content, str):
        return content
    if is_object(content) and content.get("type") != failed:
        return encode(dict(sorted(content.items()))).decode()
    if not is_object(content) and not is_array(content):
        return encode(content).decode()
    lines: list[str] = []
    items: list[Any] = content if is_array(content) else [content]
    for item in items:
        kind = item.get("type") if is_object(item) else None
        if kind == failed:
            code = _text_in(item, "error_code")
            return f"{failed}: {code}" if code else failed
        if kind == "web_search_result":
            lines.append(f"- {_text_in(item, 'title')}: {_text_in(item, 'url')}\n")
    return "".join(lines)


def estimate(asked: Fields, body: bytes) -> int:
    """About how many tokens a request takes: what a stream says at its beginning, when nobody has counted yet."""
    size = _size_of_system(asked["system"])
    for message in asked["messages"]:
        size += _size(message["role"]) + sum(map(_size_of_block, message["content"] or list[Any]()))
    for tool in asked["tools"] or list[Any]():
        size += _size(tool["name"]) + _size(tool["description"]) + _size_of_schema(tool["input_schema"], body)
    return size // 4 or 1


def _size(text: str | None) -> int:
    return len((text or "").encode("utf-8", "replace"))


def _size_of_system(system: Any) -> int:
    if not is_array(system):
        return _size(system) if isinstance(system, str) or system is None else len(encode(system))
    blocks: list[Fields] = []
    for value in system:
        try:
            blocks.append(unmarshal(value, _BLOCK))
        except UnmarshalError:
            continue
    return sum(map(_size_of_block, blocks))


def _size_of_block(block: Fields) -> int:
    size = _size(block["text"]) + _size(block["thinking"])
    if block["type"] in ("tool_use", "tool_result"):
        size += len(encode(_without_empty(block)))
    return size


def _without_empty(block: Fields) -> Fields:
    always = ("type", "text", "thinking")
    optional = {name: value for name, value in block.items() if name not in always and value is not False}
    texts = {name: block[name] for name in ("text", "thinking") if block[name] is not None}
    return {"type": block["type"], **texts, **given(**optional)}


def _size_of_schema(schema: Any, body: bytes) -> int:
    """How long a schema is as it was sent, if it was written in one of the two usual ways."""
    if schema is UNSET:
        return 0
    spaced, compact = json.dumps(schema), json.dumps(schema, separators=(",", ":"), ensure_ascii=False)
    return len(spaced if spaced.encode() in body else compact.encode("utf-8", "replace"))
