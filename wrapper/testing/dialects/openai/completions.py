"""POST /v1/completions"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from ...http.json import Fields, is_array
from ...http.responses import APIError
from ...http.server import Request, Response
from ...ollama import go_types as go
from ...ollama.routes import generation
from ...ollama.state import Ollama
from ..dialect import DONE, event, new_id, read_request, reject_cloud_model, translate_json, translate_stream
from .chat_completions import STREAM_OPTIONS, includes_usage
from .conversion import OPENAI, completion, native_options, usage

_REQUEST = go.Struct(
    "CompletionRequest",
    {
        **dict.fromkeys(("model", "prompt", "suffix"), go.STRING),
        "stream": go.BOOL,
        "stream_options": STREAM_OPTIONS,
        "stop": go.ANY,
        **dict.fromkeys(("max_tokens", "seed", "logprobs"), go.Pointer(go.INT)),
        **dict.fromkeys(("frequency_penalty", "presence_penalty", "top_p"), go.FLOAT32),
        "temperature": go.Pointer(go.FLOAT32),
        "_debug_render_only": go.BOOL,
    },
    package="openai",
)
_NO_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


@OPENAI.route
def create_completion(ollama: Ollama, request: Request) -> Response:
    """Complete a prompt."""
    fields = read_request(request, _REQUEST)
    reject_cloud_model(fields["model"])
    response = OPENAI.forward(generation.generate, ollama, request, _native_request(fields))
    id = new_id("cmpl-")
    if fields["stream"]:
        return translate_stream(response, _chunk_translator(id, includes_usage(fields)))
    return translate_json(response, lambda reply: {**_completion(id, reply), "usage": usage(reply)})


def _native_request(fields: Fields) -> Fields:
    for text in fields["stop"] if is_array(fields["stop"]) else list[Any]():
        if not isinstance(text, str):
            raise APIError(400, f"invalid type for 'stop' field: {go.type_of(text)}")
    top_logprobs = max(fields["logprobs"] or 0, 0)
    return {
        **{name: fields[name] for name in ("model", "prompt", "suffix", "stream", "_debug_render_only")},
        "logprobs": top_logprobs > 0,
        "top_logprobs": top_logprobs,
        "options": native_options({**fields, "top_p": fields["top_p"] or None}),
    }


def _completion(id: str, reply: Fields) -> Fields:
    choice = {"text": reply["response"], "index": 0, "finish_reason": reply.get("done_reason")}
    return completion(id, "text_completion", int(time.time()), reply, choice)


def _chunk_translator(id: str, include_usage: bool) -> Callable[[Fields], Iterator[bytes]]:
    def translate(line: Fields) -> Iterator[bytes]:
        chunk = _completion(id, line)
        yield event({**chunk, "usage": _NO_USAGE} if include_usage else chunk)
        if line["done"]:
            if include_usage:
                yield event({**chunk, "choices": [], "usage": usage(line)})
            yield DONE

    return translate
