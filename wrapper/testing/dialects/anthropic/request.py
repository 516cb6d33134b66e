"""The request of POST /v1/messages: its fields, and its conversion to a native one."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...http.json import Fields, Json, encode, is_array, is_object, quote
from ...http.responses import APIError
from ...ollama import go_types as go
from ...ollama.requests import ARGUMENTS, PARAMETERS
from .. import web_search
from ..dialect import decode, decode_base64

_struct = partial(go.Struct, package="anthropic")
_CITATION: dict[str, go.GoType] = dict.fromkeys(("type", "url", "title", "encrypted_index", "cited_text"), go.STRING)
_BLOCK = _struct(
    "ContentBlock",
    {
        **dict.fromkeys(("type", "id", "name", "tool_use_id", "signature"), go.STRING),
        **dict.fromkeys(("text", "thinking"), go.Pointer(go.STRING)),
        "citations": go.Slice(_struct("Citation", _CITATION)),
        "source": go.Pointer(_struct("ImageSource", dict.fromkeys(("type", "media_type", "data", "url"), go.STRING))),
        "input": ARGUMENTS,
        "content": go.ANY,
        "is_error": go.BOOL,
    },
)
_BLOCKS = go.Slice(_BLOCK)
_MESSAGE = go.Struct("", {"role": go.STRING, "content": go.RAW})


class _Message(go.GoType):
    """A message. Its content is a string or a list of blocks, and decodes to blocks."""

    name = "anthropic.MessageParam"

    def read(self, value: Json, place: go.Place, /) -> Any:
        place = place.keep_struct()
        message: Fields = _MESSAGE.read(value, place)
        content = message["content"]
        if content is go.UNSET:
            raise go.UnmarshalError("unexpected end of JSON input")
        if content is None or isinstance(content, str):
            content = [{"type": "text", "text": content or ""}]
        return message | {"content": _BLOCKS.read(content, place)}


_TOOL = {**dict.fromkeys(("type", "name", "description"), go.STRING), "input_schema": go.ANY, "max_uses": go.INT}
_TOOL_CHOICE = {"type": go.STRING, "name": go.STRING, "disable_parallel_tool_use": go.BOOL}
REQUEST = _struct(
    "MessagesRequest",
    {
        "model": go.STRING,
        "max_tokens": go.INT,
        "messages": go.Slice(_Message()),
        "system": go.ANY,
        "stream": go.BOOL,
        **dict.fromkeys(("temperature", "top_p"), go.Pointer(go.FLOAT)),
        "top_k": go.Pointer(go.INT),
        "stop_sequences": go.Slice(go.STRING),
        "tools": go.Slice(_struct("Tool", _TOOL)),
        "tool_choice": go.Pointer(_struct("ToolChoice", _TOOL_CHOICE)),
        "thinking": go.Pointer(_struct("ThinkingConfig", {"type": go.STRING, "budget_tokens": go.INT})),
        "metadata": go.Pointer(_struct("Metadata", {"user_id": go.STRING})),
        "output_config": go.Pointer(_struct("OutputConfig", {"effort": go.STRING})),
    },
)


def native_request(fields: Fields) -> Fields:
    """Return the native request. Raise `APIError` if a field has no native form."""
    tools: list[Fields] = fields["tools"] or []
    system = fields["system"] if isinstance(fields["system"], str) else _join_texts(fields["system"])
    return {
        "model": fields["model"],
        "messages": [
            *([{"role": "system", "content": system}] if system else []),
            *(native for message in fields["messages"] for native in _native_messages(message)),
        ],
        "stream": fields["stream"],
        "tools": [_native_tool(tool) for tool in tools],
        "think": _native_think(fields),
        "options": {
            "num_predict": fields["max_tokens"],
            **{name: fields[name] for name in ("temperature", "top_p", "top_k")},
            "stop": fields["stop_sequences"],
        },
    }


def is_web_search(tool: Fields) -> bool:
    """Whether a tool is the built-in web search."""
    return str(tool["type"]).startswith("web_search")


def _native_tool(tool: Fields) -> Fields:
    if is_web_search(tool):
        return web_search.TOOL
    decode(tool["input_schema"], PARAMETERS, f"invalid input_schema for tool {quote(tool['name'])}: ")
    function = {"name": tool["name"], "description": tool["description"], "parameters": tool["input_schema"]}
    return {"type": "function", "function": function}


def _native_think(fields: Fields) -> bool | str | None:
    mode = fields["thinking"] and fields["thinking"]["type"]
    if mode in ("enabled", "disabled"):
        return bool(mode == "enabled")
    effort = fields["output_config"]["effort"].strip().lower() if fields["output_config"] else ""
    return "high" if effort == "xhigh" else effort if effort in ("high", "medium", "low", "max") else None


def _native_messages(message: Fields) -> Iterator[Fields]:
    """Yield the native messages of one: the message itself, and each result of a tool."""
    role = message["role"].lower()
    native: Fields = {"role": role, "content": "", "images": [], "tool_calls": [], "thinking": ""}
    results: list[Fields] = []
    for block in message["content"]:
        match block["type"]:
            case "text":
                native["content"] += block["text"] or ""
            case "thinking":
                native["thinking"] = block["thinking"] or ""
            case "image":
                native["images"].append(_image(block["source"]))
            case "tool_use" | "server_tool_use":
                native["tool_calls"].append(_native_call(block))
            case "tool_result" | "web_search_tool_result":
                result = {"role": "tool", "tool_call_id": block["tool_use_id"]}
                results.append({**result, **_native_result(block["content"])})
            case _:  # ignored by the server, too
                pass
    messages = [native] if any(native[name] for name in native if name != "role") else []
    yield from [*results, *messages] if role == "user" else [*messages, *results]


def _native_call(block: Fields) -> Fields:
    for name in ("id", "name") if block["type"] == "tool_use" else ():
        if not block[name]:
            raise APIError(400, f"tool_use block missing required '{name}' field")
    return {"id": block["id"], "function": {"name": block["name"], "arguments": block["input"]}}


def _native_result(content: Any) -> Fields:
    if not is_array(content):
        return {"content": content if isinstance(content, str) else encode(content).decode()}
    images = [_image(block.get("source")) for block in content if is_object(block) and block.get("type") == "image"]
    return {"content": _join_texts(content), "images": images}


def _join_texts(blocks: Any) -> str:
    """Return the text of the text blocks in a list. Ignore values of other types."""
    texts = [block.get("text") for block in blocks if is_object(block)] if is_array(blocks) else []
    return "".join(text for text in texts if isinstance(text, str))


def _image(source: Any) -> str:
    if not is_object(source):
        raise APIError(400, "invalid image source")
    if source.get("type") != "base64":
        raise APIError(400, f"invalid image source type: {source.get('type')}. Only base64 images are supported.")
    return decode_base64(str(source.get("data", "")), "invalid base64 image data: ")
