"""Pull and push: from and to a registry that exists on paper only. What can be pulled is what a test offers."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from ...http.responses import APIError, Line, progress_response
from .. import requests
from ..errors import INVALID_NAME
from ..models import Layer, Model
from ..names import Name, parse, reference

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ...http.server import Request, Response
    from ..state import Ollama

_PARTS = 4  # how many times progress on one layer is told


def pull(ollama: Ollama, request: Request) -> Response:
    """POST /api/pull"""
    asked = requests.read(request.body, requests.PULL)
    try:
        named = reference(asked["model"] or asked["name"], of_pull=True)
    except APIError as refusal:
        raise APIError(400, refusal.text if "local" in refusal.text else INVALID_NAME) from None
    return progress_response(pull_model(ollama, ollama.store.spelled(named.name), asked["insecure"]), asked["stream"])


def pull_model(ollama: Ollama, name: Name, insecure: bool) -> Generator[Line, None, Model]:
    """Pull a model that is on offer, and give it.

    Raises:
        APIError: it is not on offer.
    """
    yield {"status": "pulling manifest"}
    offered = ollama.offers.get(name.key)
    if offered is None:
        raise APIError(500, f"pull model manifest: {_unreachable(name, 'Get', f'manifests/{name.tag}', insecure)}")
    for part in _with_config(offered):
        if ollama.store.has_blob(part.digest):
            yield {**_told("pulling", part), "completed": part.size}
        else:
            yield from _transfer("pulling", part)
    yield {"status": "verifying sha256 digest"}
    yield {"status": "writing manifest"}
    model = dataclasses.replace(offered)
    ollama.store.put(model)
    yield {"status": "success"}
    return model


def push(ollama: Ollama, request: Request) -> Response:
    """POST /api/push"""
    asked = requests.read(request.body, requests.PUSH)
    text = asked["model"] or asked["name"]
    if not text:
        raise APIError(400, "model is required")
    return progress_response(_push_model(ollama, text, asked["insecure"]), asked["stream"])


def _push_model(ollama: Ollama, text: str, insecure: bool) -> Iterator[Line]:
    yield {"status": "retrieving manifest"}
    name = parse(text)
    model = ollama.store.get(name) if name.valid else None
    if model is None:
        yield {"status": "couldn't retrieve manifest"}
        if not name.valid:
            raise APIError(500, f"unqualified name: {name.full}")
        path = f"/models/manifests/{name.host}/{name.namespace}/{name.model}/{name.tag}"
        raise APIError(500, f"open {path}: no such file or directory")
    if ":" in name.host and name.host not in ollama.registries:
        raise APIError(500, _unreachable(name, "Head", f"blobs/{model.layers[0].digest}", insecure))
    for part in _with_config(model):
        yield from _transfer("pushing", part)
    yield {"status": "pushing manifest"}
    ollama.offers[name.key] = dataclasses.replace(model)
    yield {"status": "success"}


def _unreachable(name: Name, verb: str, path: str, insecure: bool) -> str:
    """Nobody listens where a name gives a port; a registry without one answers that it has no such model."""
    if ":" not in name.host:
        return "file does not exist"
    url = f"{'http' if insecure else 'https'}://{name.host}/v2/{name.namespace}/{name.model}/{path}"
    address = re.sub("^localhost:", "127.0.0.1:", name.host, flags=re.IGNORECASE)
    return f'{verb} "{url}": dial tcp {address}: connect: connection refused'


def _with_config(model: Model) -> list[Layer]:
    return [*model.layers, Layer("config", f"sha256:{model.digest}", 400)]


def _told(verb: str, part: Layer) -> Line:
    return {"status": f"{verb} {part.digest[7:19]}", "digest": part.digest, "total": part.size}


def _transfer(verb: str, part: Layer) -> Iterator[Line]:
    yield _told(verb, part)
    for done in range(1, _PARTS + 1):
        yield {**_told(verb, part), "completed": part.size * done // _PARTS}
