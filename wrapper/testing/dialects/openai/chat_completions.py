"""POST /v1/chat/completions"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...http.json import Fields, is_array, is_object, omit_empty
from ...http.responses import APIError
from ...http.server import Request, Response
from ...ollama import go_types as go
from ...ollama.requests import TOOLS
from ...ollama.routes import generation
from ...ollama.state import Ollama
from ..dialect import (
    DONE,
    decode_base64,
    event,
    new_id,
    read_request,
    reject_cloud_model,
    translate_json,
    translate_stream,
    unix_time,
)
from .conversion import OPENAI, completion, native_call, native_image, native_options, native_think, tool_calls, usage

_struct = partial(go.Struct, package="openai")
_FUNCTION = go.Struct("", {"name": go.STRING, "arguments": go.STRING})
_CALL = {"id": go.STRING, "index": go.INT, "type": go.STRING, "function": _FUNCTION}
_MESSAGE = {
    **dict.fromkeys(("role", "reasoning", "name", "tool_call_id"), go.STRING),
    "content": go.ANY,
    "tool_calls": go.Slice(_struct("ToolCall", _CALL)),
}
_FORMAT = {"type": go.STRING, "json_schema": go.Pointer(_struct("JsonSchema", {"schema": go.ANY}))}
STREAM_OPTIONS = go.Pointer(_struct("StreamOptions", {"include_usage": go.BOOL}))
_REQUEST = _struct(
    "ChatCompletionRequest",
    {
        "model": go.STRING,
        "messages": go.Slice(_struct("Message", _MESSAGE)),
        "stream": go.BOOL,
        "stream_options": STREAM_OPTIONS,
        "stop": go.ANY,
        **dict.fromkeys(("max_tokens", "seed"), go.Pointer(go.INT)),
        **dict.fromkeys(("temperature", "frequency_penalty", "presence_penalty", "top_p"), go.Pointer(go.FLOAT)),
        "response_format": go.Pointer(_struct("ResponseFormat", _FORMAT)),
        "tools": TOOLS,
        "reasoning": go.Pointer(_struct("Reasoning", {"effort": go.STRING})),
        "reasoning_effort": go.STRING,
        "logprobs": go.BOOL,
        "top_logprobs": go.INT,
        "_debug_render_only": go.BOOL,
    },
)


@OPENAI.route
def create_chat_completion(ollama: Ollama, request: Request) -> Response:
    """Chat."""
    fields = read_request(request, _REQUEST)
    reject_cloud_model(fields["model"])
    if not fields["messages"]:
        raise APIError(400, "[] is too short - 'messages'")
    response = OPENAI.forward(generation.chat, ollama, request, _native_request(fields))
    id = new_id("chatcmpl-")
    if fields["stream"]:
        return translate_stream(response, _Chunks(id, includes_usage(fields)).translate)
    return translate_json(response, lambda reply: _completion(id, reply))


def includes_usage(fields: Fields) -> bool:
    """Whether a streaming request asks for token counts."""
    return bool(fields["stream_options"] and fields["stream_options"]["include_usage"])


def _native_request(fields: Fields) -> Fields:
    effort = fields["reasoning"]["effort"] if fields["reasoning"] else fields["reasoning_effort"]
    return {
        **{name: fields[name] for name in ("model", "stream", "tools", "logprobs", "top_logprobs")},
        "messages": [native for message in fields["messages"] for native in _native_messages(message)],
        "format": _native_format(fields["response_format"]),
        "options": native_options(fields),
        "think": native_think(effort),
        "_debug_render_only": fields["_debug_render_only"],
    }


def _native_format(response_format: Fields | None) -> Any:
    kind = response_format["type"].strip().lower() if response_format else ""
    schema = response_format and response_format["json_schema"]
    if kind == "json_schema" and schema:
        return schema["schema"]
    return "json" if kind == "json_object" else None


def _native_messages(message: Fields) -> list[Fields]:
    """Return the native messages of one: each part of its content becomes a message."""
    role, content = message["role"], message["content"]
    calls: list[Fields] = message["tool_calls"] or []
    if is_array(content):
        messages = [{"role": role, "content": "", **_native_part(part)} for part in content]
    elif isinstance(content, str) or message["tool_calls"] is not None:
        messages = [{"role": role, "content": content if isinstance(content, str) else ""}]
    else:
        raise APIError(400, f"invalid message content type: {go.type_of(content)}")
    if messages:
        messages[-1] |= {
            "thinking": message["reasoning"],
            "tool_calls": [
                native_call(call["id"], **call["function"], error="invalid tool call arguments") for call in calls
            ],
            "tool_name": message["name"],
            "tool_call_id": message["tool_call_id"],
        }
    return messages


def _native_part(part: Any) -> Fields:
    kind = part.get("type") if is_object(part) else None
    if kind == "text" and isinstance(part.get("text"), str):
        return {"content": part["text"]}
    if kind == "image_url":
        url = part.get("image_url")
        url = url.get("url") if is_object(url) else url
        if isinstance(url, str):
            return {"images": [native_image(url)]}
    if kind == "input_audio":
        return {"images": [_native_audio(part.get("input_audio"))]}
    raise APIError(400, "invalid message format")


def _native_audio(audio: Any) -> str:
    if not is_object(audio) or not isinstance(audio.get("data"), str):
        raise APIError(400, "invalid input_audio format: missing data")
    return decode_base64(audio["data"], "invalid input_audio base64 data: ")


def _completion(id: str, reply: Fields) -> Fields:
    message, calls = reply["message"], tool_calls(reply["message"])
    more = omit_empty(reasoning=message.get("thinking"), tool_calls=calls)
    choice = {
        "index": 0,
        "message": {"role": message["role"], "content": message["content"], **more},
        "finish_reason": _finish_reason(reply.get("done_reason"), called=bool(calls)),
        **_logprobs(reply),
    }
    head = completion(id, "chat.completion", unix_time(reply["created_at"]), reply, choice)
    return {**head, "usage": usage(reply), **omit_empty(_debug_info=reply.get("_debug_info"))}


def _finish_reason(done_reason: str | None, *, called: bool) -> str | None:
    return "tool_calls" if done_reason == "stop" and called else done_reason


def _logprobs(reply: Fields) -> Fields:
    return {"logprobs": {"content": reply["logprobs"]}} if reply.get("logprobs") else {}


class _Chunks:
    """The chunks of a stream, one native line at a time."""

    def __init__(self, id: str, include_usage: bool) -> None:
        self._id = id
        self._include_usage = include_usage
        self._created = 0
        self._called = False

    def translate(self, line: Fields) -> Iterator[bytes]:
        """Translate a line to events."""
        message, first = line["message"], not self._created
        self._created = self._created or unix_time(line["created_at"])
        has_delta = message["content"] or message.get("thinking") or message.get("tool_calls") or line.get("logprobs")
        if has_delta or not line["done"] or first:
            yield from self._deltas(line, {"role": "assistant"} if first else {})
        if line["done"]:
            last = self._chunk(line, {}, _finish_reason(line.get("done_reason") or "stop", called=self._called))
            yield event(last)
            if self._include_usage:
                yield event({**last, "choices": [], "usage": usage(line)})
            yield DONE

    def _deltas(self, line: Fields, role: Fields) -> Iterator[bytes]:
        message, calls = line["message"], tool_calls(line["message"])
        self._called = self._called or bool(calls)
        reasoning = omit_empty(reasoning=message.get("thinking"))
        rest = {"content": message["content"], **omit_empty(tool_calls=calls)}
        if reasoning and (message["content"] or calls):  # reasoning has a chunk of its own
            yield event(self._chunk(line, {**role, **reasoning}, None, **_logprobs(line)))
            yield event(self._chunk(line, rest, None))
        else:
            yield event(self._chunk(line, {**role, **rest, **reasoning}, None, **_logprobs(line)))

    def _chunk(self, line: Fields, delta: Fields, reason: str | None, **more: Any) -> Fields:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, **more}
        return completion(self._id, "chat.completion.chunk", self._created, line, choice)
