"""The routes that embed texts, and the vectors."""

import hashlib
import math
import time
from array import array
from functools import lru_cache
from typing import Any

from ...http.json import decode, is_array, quote
from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from .. import requests
from ..errors import NO_REMOTE_MODEL, not_found
from ..loading import Loaded, load
from ..models import Model
from ..names import Required, reference
from ..state import Ollama

_FRAME = 2  # tokens around an input
_NOTHING_LEFT = "input after truncation exceeds maximum context length"
_NOTHING_TO_CUT = "input exceeds maximum context length and cannot be truncated further"
_TOO_LONG = "the input length exceeds the context length"
_NO_EMBEDDINGS = "This server does not support embeddings. Start it with `--embeddings`"


def embed(ollama: Ollama, request: Request, body: bytes | None = None) -> Response:
    began = time.monotonic_ns()
    fields = requests.read(request.body if body is None else body, requests.EMBED)
    try:
        model = _find(ollama, fields["model"])
    except Required:
        raise not_found(fields["model"]) from None
    inputs = _inputs(fields["input"])
    if model is None:
        raise _try_pulling(fields["model"])
    with load(ollama, model, fields, [], "embed") as loaded:
        loaded_at = time.monotonic_ns()
        if not inputs:
            return loaded.until_sent(json_response({"model": fields["model"], "embeddings": []}))
        if "embedding" not in model.capabilities:
            raise APIError(501, _NO_EMBEDDINGS)
        words = [_fitted(text, loaded, fields["truncate"]) for text in inputs]
        vectors = [_vector(ollama, request, model, part, fields["dimensions"]) for part in words]
        figures = {"total_duration": time.monotonic_ns() - began, "load_duration": loaded_at - began}
        reply = {"model": fields["model"], "embeddings": vectors, **figures}
        return loaded.until_sent(json_response({**reply, "prompt_eval_count": sum(map(len, words))}))


def embeddings(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.EMBEDDINGS)
    model = _find(ollama, fields["model"])
    if model is None or model.name != reference(fields["model"]).name:  # this route alone looks at capitals
        raise _try_pulling(fields["model"])
    with load(ollama, model, fields, [], "embed") as loaded:
        if not fields["prompt"]:
            return loaded.until_sent(json_response({"embedding": []}))
        if "embedding" not in model.capabilities:
            raise APIError(500, _NO_EMBEDDINGS)
        try:
            words = _fitted(fields["prompt"], loaded, truncate=False)
        except APIError as error:
            raise APIError(500, error.text) from None
        return loaded.until_sent(json_response({"embedding": _vector(ollama, request, model, words)}))


def _find(ollama: Ollama, text: str) -> Model | None:
    named = reference(text)
    if named.source == "cloud":
        raise APIError(403, NO_REMOTE_MODEL)
    model = ollama.store.get(named.name)
    return None if model is None or model.remote_host else model


def _try_pulling(name: str) -> APIError:
    return APIError(404, f"model {quote(name)} not found, try pulling it first")


def _inputs(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [value]
    if is_array(value) and all(isinstance(item, str) for item in value):
        return value
    raise APIError(400, "invalid input type")


def _fitted(text: str, loaded: Loaded, truncate: bool) -> list[str]:
    """The words of an input, cut to the context."""
    words = text.split() or [text][: len(text)]
    room = min(loaded.runner.num_ctx, loaded.options.num_batch or loaded.runner.num_ctx) - _FRAME
    if room <= 0 or not words:
        raise APIError(400, _NOTHING_LEFT if words else _NOTHING_TO_CUT)
    if len(words) > room and not truncate:
        raise APIError(400, _TOO_LONG)
    return words[:room]


def _vector(ollama: Ollama, request: Request, model: Model, words: list[str], dimensions: int = 0) -> list[float]:
    reply = ollama.scripting.reply(model.name, decode(request.body))
    if reply and reply.embedding is not None:
        vector = list(reply.embedding)
    else:
        width = model.description.of_family("embedding_length", 320)
        vector = [sum(numbers) for numbers in zip(*(_direction(word, width) for word in words), strict=True)]
    vector = vector[:dimensions] if dimensions > 0 else vector
    length = max(math.sqrt(sum(number * number for number in vector)), 1e-12)
    return [round(number / length, 8) for number in vector]


@lru_cache(maxsize=1024)
def _direction(word: str, width: int) -> tuple[float, ...]:
    """A word's own direction: the same on every machine, and close to no other."""
    numbers = array("h", hashlib.shake_128(word.encode("utf-8", "replace")).digest(2 * width))
    return tuple(number / 32768 for number in numbers)
