"""POST /v1/chat/completions"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from .._dialects import as_events, as_json, given, read, refuse_cloud, unix_time
from .._events import DONE, event
from ..http.json import Fields, encode, is_array, is_object
from ..http.responses import APIError
from ..ollama.go_types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    RAW,
    STRING,
    UNSET,
    Pointer,
    Slice,
    Struct,
    UnmarshalError,
    from_base64,
    type_of,
)
from ..ollama.requests import TOOLS
from ..ollama.routes import generation
from .shared import OPENAI, arguments, image, new_id, thinking, tool_calls, usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..http.server import Request, Response
    from ..ollama.state import Ollama

_CALL = Struct(
    "ToolCall",
    {
        "id": STRING,
        "index": INT,
        "type": STRING,
        "function": Struct("", {"name": STRING, "arguments": STRING}),
    },
    package="openai",
)
_MESSAGE = Struct(
    "Message",
    {
        "role": STRING,
        "content": ANY,
        "reasoning": STRING,
        "tool_calls": Slice(_CALL),
        "name": STRING,
        "tool_call_id": STRING,
    },
    package="openai",
)
_FORMAT = Struct(
    "ResponseFormat",
    {"type": STRING, "json_schema": Pointer(Struct("JsonSchema", {"schema": RAW}, package="openai"))},
    package="openai",
)
STREAM_OPTIONS = Pointer(Struct("StreamOptions", {"include_usage": BOOL}, package="openai"))
_REQUEST = Struct(
    "ChatCompletionRequest",
    {
        "model": STRING,
        "messages": Slice(_MESSAGE),
        "stream": BOOL,
        "stream_options": STREAM_OPTIONS,
        "max_tokens": Pointer(INT),
        "seed": Pointer(INT),
        "stop": ANY,
        "temperature": Pointer(FLOAT),
        "frequency_penalty": Pointer(FLOAT),
        "presence_penalty": Pointer(FLOAT),
        "top_p": Pointer(FLOAT),
        "response_format": Pointer(_FORMAT),
        "tools": TOOLS,
        "reasoning": Pointer(Struct("Reasoning", {"effort": STRING}, package="openai")),
        "reasoning_effort": Pointer(STRING),
        "logprobs": Pointer(BOOL),
        "top_logprobs": INT,
        "_debug_render_only": BOOL,
    },
    package="openai",
)


@OPENAI.route
def chat_completion(ollama: Ollama, request: Request) -> Response:
    """Chat."""
    refuse_cloud(request)
    asked = read(request.body, _REQUEST)
    if not asked["messages"]:
        raise APIError(400, "[] is too short - 'messages'")
    body = encode(_native(asked))
    try:
        answer = generation.chat(ollama, request, body)
    except APIError as refusal:
        return OPENAI.told(refusal)
    id = new_id("chatcmpl-", 999)
    return as_events(answer, _Chunks(id, asked).of) if asked["stream"] else as_json(answer, lambda r: _whole(id, r))


def _native(asked: Fields) -> Fields:
    """The native request."""
    messages: list[Fields] = []
    for message in asked["messages"]:
        _add(message, messages, asked["messages"])
    options = {
        "stop": stops(asked["stop"]),
        "num_predict": asked["max_tokens"],
        "temperature": 1.0 if asked["temperature"] is None else asked["temperature"],
        "seed": asked["seed"],
        "frequency_penalty": asked["frequency_penalty"],
        "presence_penalty": asked["presence_penalty"],
        "top_p": 1.0 if asked["top_p"] is None else asked["top_p"],
    }
    effort = asked["reasoning"]["effort"] if asked["reasoning"] else asked["reasoning_effort"] or ""
    return {
        "model": asked["model"],
        "messages": messages,
        "format": _format(asked["response_format"]),
        "options": options,
        "stream": asked["stream"],
        "tools": asked["tools"],
        "think": thinking(effort),
        "logprobs": asked["logprobs"],
        "top_logprobs": asked["top_logprobs"],
        "_debug_render_only": asked["_debug_render_only"],
    }


def stops(given: Any) -> list[str] | None:
    """The texts that end a reply: one, or those in a list."""
    if is_array(given):
        return [text for text in given if isinstance(text, str)] or None
    return [given] if isinstance(given, str) else None


def _format(wanted: Fields | None) -> Any:
    kind = wanted["type"].strip().lower() if wanted else ""
    if kind == "json_object":
        return "json"
    if wanted and kind == "json_schema" and wanted["json_schema"] and wanted["json_schema"]["schema"] is not UNSET:
        return wanted["json_schema"]["schema"]
    return None


def _add(message: Fields, messages: list[Fields], all_messages: list[Fields]) -> None:
    """Add the native messages of one: each part of its content becomes one, and the last one has the calls."""
    content = message["content"]
    answers = {"tool_name": "", "tool_call_id": message["tool_call_id"]}
    if message["role"].lower() == "tool":
        answers["tool_name"] = message["name"] or _called(all_messages, message["tool_call_id"])
    if is_array(content):
        messages += [{"role": message["role"], "content": "", **_part(part)} for part in content]
        if messages and message["tool_calls"]:
            messages[-1] |= {"tool_calls": _calls(message), "thinking": message["reasoning"], **answers}
        return
    if not isinstance(content, str) and message["tool_calls"] is None:
        raise APIError(400, f"invalid message content type: {type_of(content)}")
    if not isinstance(content, str):
        content, answers["tool_name"] = "", ""
    native = {"role": message["role"], "content": content, "thinking": message["reasoning"]}
    messages.append({**native, "tool_calls": _calls(message), **answers})


def _called(messages: list[Fields], id: str) -> str:
    """The function that was called by an id, the last one if there are several."""
    calls = [call for message in messages for call in message["tool_calls"] or list[Any]()] if id else []
    return next((call["function"]["name"] for call in reversed(calls) if call["id"] == id), "")


def _calls(message: Fields) -> list[Fields]:
    try:
        return [
            {
                "id": call["id"],
                "function": {
                    "name": call["function"]["name"],
                    "arguments": arguments(call["function"]["arguments"]),
                },
            }
            for call in message["tool_calls"] or list[Any]()
        ]
    except ValueError:
        raise APIError(400, "invalid tool call arguments") from None


def _part(part: Any) -> Fields:
    kind = part.get("type") if is_object(part) else None
    if kind == "text" and isinstance(part.get("text"), str):
        return {"content": part["text"]}
    if kind == "image_url":
        url = part.get("image_url")
        url = url.get("url") if is_object(url) else url
        if isinstance(url, str):
            return {"images": [image(url)]}
    if kind == "input_audio":
        return {"images": [_audio(part.get("input_audio"))]}
    raise APIError(400, "invalid message format")


def _audio(given: Any) -> str:
    if not is_object(given):
        raise APIError(400, "invalid input_audio format")
    if not isinstance(given.get("data"), str):
        raise APIError(400, "invalid input_audio format: missing data")
    try:
        return base64.b64encode(from_base64(given["data"])).decode()
    except UnmarshalError as wrong:
        raise APIError(400, f"invalid input_audio base64 data: {wrong}") from None


def _whole(id: str, reply: Fields) -> Fields:
    message = reply["message"]
    calls = tool_calls(message)
    reason = reply.get("done_reason")
    choice = {
        "index": 0,
        "message": {
            "role": message["role"],
            "content": message["content"],
            **given(reasoning=message.get("thinking"), tool_calls=calls),
        },
        "finish_reason": "tool_calls" if reason == "stop" and calls else reason,
        **_logprobs(reply),
    }
    return {
        "id": id,
        "object": "chat.completion",
        "created": unix_time(reply["created_at"]),
        "model": reply["model"],
        "system_fingerprint": "fp_ollama",
        "choices": [choice],
        "usage": usage(reply),
        **given(_debug_info=reply.get("_debug_info")),
    }


def _logprobs(reply: Fields) -> Fields:
    return {"logprobs": {"content": reply["logprobs"]}} if reply.get("logprobs") else {}


class _Chunks:
    """Makes the chunks of a stream out of native lines."""

    def __init__(self, id: str, asked: Fields) -> None:
        self._id = id
        self._with_usage = bool(asked["stream_options"] and asked["stream_options"]["include_usage"])
        self._created: int | None = None
        self._begun = False
        self._called = False

    def of(self, line: Fields) -> Iterator[bytes]:
        message = line["message"]
        if self._created is None:
            self._created = unix_time(line["created_at"])
        said = message["content"] or message.get("thinking") or message.get("tool_calls") or line.get("logprobs")
        if said or not line["done"] or not self._begun:
            for delta, more in self._deltas(line):
                yield event(self._chunk(line, delta, None, **more))
        if line["done"]:
            reason = line.get("done_reason") or "stop"
            end = self._chunk(line, {}, "tool_calls" if reason == "stop" and self._called else reason)
            yield event(end)
            if self._with_usage:
                yield event({**end, "choices": [], "usage": usage(line)})
            yield DONE

    def _deltas(self, line: Fields) -> Iterator[tuple[Fields, Fields]]:
        """What is new, and what goes beside it. A thought goes alone."""
        message, calls = line["message"], tool_calls(line["message"])
        role = {} if self._begun else {"role": "assistant"}
        thought = given(reasoning=message.get("thinking"))
        rest = {"content": message["content"], **given(tool_calls=calls)}
        self._begun, self._called = True, self._called or bool(calls)
        if thought and (message["content"] or calls):
            yield {**role, **thought}, _logprobs(line)
            yield rest, {}
        else:
            yield {**role, **rest, **thought}, _logprobs(line)

    def _chunk(self, line: Fields, delta: Fields, reason: str | None, **more: Any) -> Fields:
        return {
            "id": self._id,
            "object": "chat.completion.chunk",
            "created": self._created,
            "model": line["model"],
            "system_fingerprint": "fp_ollama",
            "choices": [{"index": 0, "delta": delta, "finish_reason": reason, **more}],
        }
