"""The routes that make vectors of texts, and the vectors."""

from __future__ import annotations

import hashlib
import math
import time
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...http.json import decode, is_array, quote
from ...http.responses import APIError, json_response
from .. import requests
from ..errors import NO_REMOTE_MODEL, not_found
from ..generation.prompts import tokens_of
from ..loading import Loaded, load
from ..names import Required, reference

if TYPE_CHECKING:
    from ...http.server import Request, Response
    from ..models import Model
    from ..state import Ollama

_RUNNERS_OWN_BATCH = 512
_FRAME = 2  # tokens that frame an input
_NOTHING_LEFT = "input after truncation exceeds maximum context length"
_NOTHING_TO_CUT = "input exceeds maximum context length and cannot be truncated further"
_TOO_LONG = "the input length exceeds the context length"
_NO_EMBEDDINGS = "This server does not support embeddings. Start it with `--embeddings`"


def embed(ollama: Ollama, request: Request, body: bytes | None = None) -> Response:
    """POST /api/embed; `body` stands for the one of a request in another API's form."""
    began = time.monotonic_ns()
    asked = requests.read(request.body if body is None else body, requests.EMBED)
    try:
        named = reference(asked["model"])
    except Required:
        raise not_found(asked["model"]) from None
    if named.source == "cloud":
        raise APIError(403, NO_REMOTE_MODEL)
    inputs = _inputs(asked["input"])
    model = ollama.store.get(named.name)
    if model is None or model.remote_host:
        raise _try_pulling(asked["model"])
    with load(ollama, model, asked, [], "embed") as loaded:
        at_hand = time.monotonic_ns()
        if not inputs:
            return loaded.until_sent(json_response({"model": asked["model"], "embeddings": []}))
        vectors: list[list[float]] = []
        count = 0
        for text in inputs:
            tokens = _fitted(model, tokens_of(model, text), loaded, asked["truncate"])
            if "embedding" not in model.capabilities:
                raise APIError(501, _NO_EMBEDDINGS)
            vector = _vector(ollama, request, model, tokens)
            if 0 < asked["dimensions"] < len(vector):
                vector = _unit(vector[: asked["dimensions"]])
            vectors.append([round(number, 8) for number in vector])
            count += len(tokens)
        durations = {"total_duration": time.monotonic_ns() - began, "load_duration": at_hand - began}
        counted = {"prompt_eval_count": count} if count else {}
        return loaded.until_sent(
            json_response({"model": asked["model"], "embeddings": vectors, **durations, **counted})
        )


def embeddings(ollama: Ollama, request: Request) -> Response:
    """POST /api/embeddings"""
    asked = requests.read(request.body, requests.EMBEDDINGS)
    named = reference(asked["model"])
    if named.source == "cloud":
        raise APIError(403, NO_REMOTE_MODEL)
    model = ollama.store.get(named.name)
    if model is None or model.remote_host or model.name != named.name:  # this route alone looks at capitals
        raise _try_pulling(asked["model"])
    with load(ollama, model, asked, [], "embed") as loaded:
        if not asked["prompt"]:
            return loaded.until_sent(json_response({"embedding": []}))
        if "embedding" not in model.capabilities:
            raise APIError(500, _NO_EMBEDDINGS)
        tokens = tokens_of(model, asked["prompt"])
        if len(tokens) > _at_once(loaded):
            raise APIError(500, _TOO_LONG)
        return loaded.until_sent(json_response({"embedding": _vector(ollama, request, model, tokens)}))


def _try_pulling(name: str) -> APIError:
    return APIError(404, f"model {quote(name)} not found, try pulling it first")


def _inputs(given: Any) -> list[str]:
    if given is None or given == "":
        return []
    if isinstance(given, str):
        return [given]
    if is_array(given) and all(isinstance(item, str) for item in given):
        return given
    raise APIError(400, "invalid input type")


def _fitted(model: Model, tokens: list[int], loaded: Loaded, truncate: bool) -> list[int]:
    num_ctx, batch = loaded.options.num_ctx, loaded.options.num_batch
    context = model.description.of_family("context_length", num_ctx)
    room = (min(num_ctx, context) if num_ctx > 0 else context) - _FRAME
    if room <= 0:
        raise APIError(400, _NOTHING_LEFT)
    if not tokens and "embedding" in model.capabilities:
        raise APIError(400, _NOTHING_TO_CUT)
    if len(tokens) > room:
        if not truncate:
            raise APIError(400, _TOO_LONG)
        tokens = tokens[:room]
    if len(tokens) <= _at_once(loaded):
        return tokens
    if not truncate:
        raise APIError(400, _TOO_LONG)
    limit = min(room, batch - _FRAME) if batch > 0 else room
    if limit <= 0:
        raise APIError(400, _NOTHING_LEFT)
    if len(tokens) <= limit:
        raise APIError(400, _NOTHING_TO_CUT)
    if limit > _at_once(loaded):
        raise APIError(400, _TOO_LONG)
    return tokens[:limit]


def _at_once(loaded: Loaded) -> int:
    """The longest input, in tokens, that is taken."""
    batch = loaded.options.num_batch
    return min(batch if batch > 0 else _RUNNERS_OWN_BATCH, loaded.runner.num_ctx)


def _vector(ollama: Ollama, request: Request, model: Model, tokens: list[int]) -> list[float]:
    reply = ollama.scripting.reply(model.name, decode(request.body))
    if reply and reply.embedding is not None:
        return _unit(list(reply.embedding))
    width = model.description.of_family("embedding_length", 320)
    total = [0.0] * width
    for token in tokens:
        total = [a + b for a, b in zip(total, _direction(token, width), strict=True)]
    return _unit(total)


@lru_cache(maxsize=1024)
def _direction(token: int, width: int) -> tuple[float, ...]:
    """A token's own direction: the same on every machine, and close to no other."""
    numbers = array("h", hashlib.shake_128(token.to_bytes(4, "little")).digest(2 * width))
    return tuple(number / 32768 for number in numbers)


def _unit(vector: list[float]) -> list[float]:
    length = max(math.sqrt(sum(number * number for number in vector)), 1e-12)
    return [number / length for number in vector]
