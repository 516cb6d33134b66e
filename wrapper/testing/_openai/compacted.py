"""A compacted conversation as it travels: one item, and what it stands for."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any

from .._dialects import given
from ..http.json import EmptyBody, Fields, JSONSyntaxError, decode, decode_all, encode, is_object
from ..http.responses import APIError
from ..ollama.go_types import INT, RAW, STRING, Slice, Struct, UnmarshalError, unmarshal
from ..ollama.requests import MESSAGES
from .response_input import kind_of_item
from .response_tools import qualified

if TYPE_CHECKING:
    from collections.abc import Iterator


_PAYLOAD, _VERSION = "ollama_compaction", 1
_SUMMARY_CALL, _SUMMARY_ID = "ollama_compaction_summary", "call_ollama_compaction_"
_KIND = Struct("", {"type": STRING, "role": STRING})
_SHAPE = Struct(
    "OllamaCompactionPayload",
    {
        "type": STRING,
        "version": INT,
        "summary": STRING,
        "retained": MESSAGES,
        "standalone_names": RAW,
    },
    package="openai",
)
_RAW_LIST = Slice(RAW)
_ITEM = Struct("ResponsesCompactionItem", {"type": STRING, "encrypted_content": STRING}, package="openai")
_NAME = Struct("", {"name": STRING, "namespace": STRING})
_FOREIGN = "unsupported compaction item: encrypted_content is not an Ollama payload"
_IMAGES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"RIFF": "webp"}


def kind_of(item: Any) -> str:
    """An item's type, "" if it is none."""
    try:
        return kind_of_item(unmarshal(item, _KIND))
    except UnmarshalError:
        return ""


def expanded(items: list[Any]) -> list[Any]:
    """The items with the last compacted one replaced by what it stands for.

    Raises:
        APIError: the compacted item is none that was made here.
    """
    place = max((n for n, item in enumerate(items) if kind_of(item) == "compaction"), default=None)
    if place is None:
        return items
    payload = _payload(items[place])
    id = _SUMMARY_ID + hashlib.sha256(encode(payload)).hexdigest()[:12]
    call = {"type": "function_call", "call_id": id, "name": _SUMMARY_CALL, "arguments": f'{{"version":{_VERSION}}}'}
    result = {"type": "function_call_output", "call_id": id, "output": payload["summary"]}
    retained = [
        item
        for number, message in enumerate(payload["retained"])
        for item in _items_of(message, payload["standalone_names"].get(number))
    ]
    return [*items[:place], call, result, *retained, *items[place + 1 :]]


def is_summary(call: Fields) -> bool:
    """Whether a call is the one that a compacted item was replaced by."""
    return bool(call["function"]["name"] == _SUMMARY_CALL and call["id"].startswith(_SUMMARY_ID))


def packed(summary: str, retained: list[Fields], names: dict[int, Fields]) -> Fields:
    """The item for a summary and the native messages that stay, some of which are results with names of their own."""
    payload = {
        "type": _PAYLOAD,
        "version": _VERSION,
        "summary": summary,
        "retained": [bare_message(message) for message in retained],
        **given(standalone_names={str(place): name for place, name in names.items()}),
    }
    return {"type": "compaction", "encrypted_content": encode(payload).decode()}


def _payload(item: Any) -> Fields:
    try:
        text: str = unmarshal(item, _ITEM)["encrypted_content"]
    except UnmarshalError as wrong:
        raise APIError(400, f"invalid compaction item: {wrong}") from None
    if not text:
        raise APIError(400, "invalid compaction item")
    try:
        value = decode(text.encode())
        payload: Fields = unmarshal(value, _SHAPE)
    except (EmptyBody, JSONSyntaxError, UnmarshalError):
        raise APIError(400, _FOREIGN) from None
    if is_object(value) and not value.keys() <= _SHAPE.fields.keys():
        raise APIError(400, _FOREIGN)
    if payload["type"] != _PAYLOAD or payload["version"] != _VERSION:
        raise APIError(400, "unsupported Ollama compaction payload type or version")
    if not payload["summary"].strip():
        raise APIError(400, "Ollama compaction payload has an empty summary")
    try:
        decode_all(text.encode())
    except JSONSyntaxError:
        more = "unsupported compaction item: encrypted_content contains more than one JSON value"
        raise APIError(400, more) from None
    payload["retained"] = [bare_message(message) for message in payload["retained"] or list[Any]()]
    payload["standalone_names"] = _names(payload["standalone_names"], payload["retained"])
    return payload


def _names(value: Any, retained: list[Fields]) -> dict[int, Fields]:
    """The names of results that belong to no call, by the place of their messages."""
    names: dict[int, Fields] = {}
    for key, name in value.items() if is_object(value) else ():
        if not re.fullmatch(r"-?\d+", key, re.ASCII):
            raise APIError(400, _FOREIGN)
        if not 0 <= int(key) < len(retained):
            raise APIError(400, f"standalone name refers to invalid retained-message index {key}")
        try:
            names[int(key)] = unmarshal(name, _NAME)
        except UnmarshalError:
            raise APIError(400, _FOREIGN) from None
        message = retained[int(key)]
        called = qualified(names[int(key)]["namespace"], names[int(key)]["name"])
        if message["role"] != "tool" or message.get("tool_call_id") or message.get("tool_name", "") != called:
            raise APIError(400, f"standalone name does not match retained message {key}")
    return names


def bare_message(message: Fields) -> Fields:
    """A native message as it travels: what is empty is left out."""
    more = given(**{name: value for name, value in message.items() if name not in ("role", "content")})
    if "images" in more:
        more["images"] = [_base64(picture) for picture in more["images"]]
    return {"role": message["role"], "content": message.get("content", ""), **more}


def _base64(picture: bytes | str) -> str:
    return picture if isinstance(picture, str) else base64.b64encode(picture).decode()


def _items_of(message: Fields, name: Fields | None) -> Iterator[Fields]:
    """The items that a retained message stands for."""
    if thought := message.get("thinking"):
        yield {"type": "reasoning", "summary": [{"type": "summary_text", "text": thought}]}
    calls = message.get("tool_calls", [])
    if message["role"] == "tool":
        yield _result_of(message, name)
    elif message["content"] or message.get("images") or not calls:
        yield {"type": "message", "role": message["role"], "content": _content(message)}
    for call in calls:
        function = call["function"]
        if not call["id"] or not function["name"]:
            raise APIError(400, "invalid retained message: retained function call is missing call_id or name")
        if function["name"] == "tool_search":
            yield {"type": "tool_search_call", "call_id": call["id"], "arguments": function["arguments"]}
        else:
            text = encode(function["arguments"]).decode()
            yield {"type": "function_call", "call_id": call["id"], "name": function["name"], "arguments": text}


def _result_of(message: Fields, name: Fields | None) -> Fields:
    id = message.get("tool_call_id")
    if not id and not name:
        text = "retained tool message is missing tool_call_id or standalone name"
        raise APIError(400, f"invalid retained message: {text}")
    if not id:
        return {"type": "function_call_output", **(name or {}), "output": _content(message)}
    if message.get("tool_name") != "tool_search":
        return {"type": "function_call_output", "call_id": id, "output": _content(message)}
    try:
        tools = unmarshal(decode_all(message["content"].encode()), _RAW_LIST)
    except (JSONSyntaxError, UnmarshalError) as wrong:
        text = f"retained tool search output is invalid: {wrong}"
        raise APIError(400, f"invalid retained message: {text}") from None
    return {"type": "tool_search_output", "call_id": id, "tools": tools}


def _content(message: Fields) -> Any:
    """A text, or parts where there are images."""
    if not message.get("images"):
        return message["content"]
    text = [{"type": "input_text", "text": message["content"]}] if message["content"] else []
    return [*text, *(picture_part(picture) for picture in message["images"])]


def picture_part(picture: str) -> Fields:
    """An image, given as base64, as a part of a content.

    Raises:
        APIError: it is of a kind that no message can have.
    """
    start = base64.b64decode(picture[:24])
    kind = next((kind for mark, kind in _IMAGES.items() if start.startswith(mark)), None)
    if kind is None:
        text = 'retained image has unsupported content type "application/octet-stream"'
        raise APIError(400, f"invalid retained message: {text}")
    return {"type": "input_image", "detail": "auto", "image_url": f"data:image/{kind};base64,{picture}"}
