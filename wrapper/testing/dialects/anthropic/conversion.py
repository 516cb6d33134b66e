"""The native request for one of POST /v1/messages."""

from collections.abc import Iterator
from typing import Any

from ...http.json import Fields, encode, is_array, is_object, quote
from ...http.responses import APIError
from ...ollama.requests import PARAMETERS
from .. import web_search
from ..conversion import decode, decode_base64


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
