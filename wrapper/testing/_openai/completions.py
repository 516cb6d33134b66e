"""POST /v1/completions"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .._dialects import as_events, as_json, read, refuse_cloud, unix_time
from .._events import DONE, event
from ..http.json import Fields, encode, is_array
from ..http.responses import APIError
from ..ollama.go_types import ANY, BOOL, FLOAT32, INT, STRING, Pointer, Struct, type_of
from ..ollama.routes import generation
from .chat import STREAM_OPTIONS, stops
from .shared import OPENAI, new_id, usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..http.server import Request, Response
    from ..ollama.state import Ollama

_REQUEST = Struct(
    "CompletionRequest",
    {
        "model": STRING,
        "prompt": STRING,
        "frequency_penalty": FLOAT32,
        "max_tokens": Pointer(INT),
        "presence_penalty": FLOAT32,
        "seed": Pointer(INT),
        "stop": ANY,
        "stream": BOOL,
        "stream_options": STREAM_OPTIONS,
        "temperature": Pointer(FLOAT32),
        "top_p": FLOAT32,
        "suffix": STRING,
        "logprobs": Pointer(INT),
        "_debug_render_only": BOOL,
    },
    package="openai",
)
_NOTHING = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


@OPENAI.route
def completion(ollama: Ollama, request: Request) -> Response:
    """Go on from a prompt."""
    refuse_cloud(request)
    asked = read(request.body, _REQUEST)
    body = encode(_native(asked))
    try:
        answer = generation.generate(ollama, request, body)
    except APIError as refusal:
        return OPENAI.told(refusal)
    id = new_id("cmpl-", 999)
    if not asked["stream"]:
        return as_json(
            answer, lambda reply: _reply(id, reply, unix_time(reply["created_at"])) | {"usage": usage(reply)}
        )
    with_usage = bool(asked["stream_options"] and asked["stream_options"]["include_usage"])
    return as_events(answer, _chunks(id, with_usage))


def _native(asked: Fields) -> Fields:
    """The native request."""
    for text in asked["stop"] if is_array(asked["stop"]) else list[Any]():
        if not isinstance(text, str):
            raise APIError(400, f"invalid type for 'stop' field: {type_of(text)}")
    top = max(asked["logprobs"] or 0, 0)
    return {
        "model": asked["model"],
        "prompt": asked["prompt"],
        "suffix": asked["suffix"],
        "stream": asked["stream"],
        "logprobs": top > 0,
        "top_logprobs": top,
        "_debug_render_only": asked["_debug_render_only"],
        "options": {
            "stop": stops(asked["stop"]),
            "num_predict": asked["max_tokens"],
            "temperature": 1.0 if asked["temperature"] is None else asked["temperature"],
            "seed": asked["seed"],
            "frequency_penalty": asked["frequency_penalty"],
            "presence_penalty": asked["presence_penalty"],
            "top_p": asked["top_p"] or 1.0,
        },
    }


def _reply(id: str, reply: Fields, created: int) -> Fields:
    return {
        "id": id,
        "object": "text_completion",
        "created": created,
        "model": reply["model"],
        "system_fingerprint": "fp_ollama",
        "choices": [{"text": reply["response"], "index": 0, "finish_reason": reply.get("done_reason")}],
    }


def _chunks(id: str, with_usage: bool) -> Callable[[Fields], Iterator[bytes]]:
    def chunks(line: Fields) -> Iterator[bytes]:
        chunk = _reply(id, line, int(time.time()))
        yield event({**chunk, "usage": _NOTHING} if with_usage else chunk)
        if line["done"]:
            if with_usage:
                yield event({**chunk, "choices": [], "usage": usage(line)})
            yield DONE

    return chunks
