"""Pull and push: to and from a registry that exists only here. A test adds the models that can be pulled."""

import dataclasses
import re
from collections.abc import Generator, Iterator

from ...http.responses import APIError, Line, progress_response
from ...http.server import Request, Response
from .. import requests
from ..errors import INVALID_NAME
from ..models import Layer, Model
from ..names import Name, parse, reference
from ..state import Ollama

_STEPS = 4  # how many times the progress on one layer is reported


def pull(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.PULL)
    try:
        named = reference(fields["model"] or fields["name"], of_pull=True)
    except APIError as error:
        raise APIError(400, error.text if "local" in error.text else INVALID_NAME) from None
    return progress_response(pull_model(ollama, ollama.store.spelled(named.name), fields["insecure"]), fields["stream"])


def pull_model(ollama: Ollama, name: Name, insecure: bool) -> Generator[Line, None, Model]:
    """Pull a model of the registry and return it; yield the progress.

    Raises:
        APIError: the registry does not have it.
    """
    yield {"status": "pulling manifest"}
    offered = ollama.registry.get(name.key)
    if offered is None:
        raise APIError(500, f"pull model manifest: {_unreachable(name, 'Get', f'manifests/{name.tag}', insecure)}")
    for part in _with_config(offered):
        if ollama.store.has_blob(part.digest):
            yield {**_status("pulling", part), "completed": part.size}
        else:
            yield from _transfer("pulling", part)
    yield {"status": "verifying sha256 digest"}
    yield {"status": "writing manifest"}
    model = dataclasses.replace(offered)
    ollama.store.put(model)
    yield {"status": "success"}
    return model


def push(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.PUSH)
    text = fields["model"] or fields["name"]
    if not text:
        raise APIError(400, "model is required")
    return progress_response(_push_model(ollama, text, fields["insecure"]), fields["stream"])


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
    if ":" in name.host and name.host not in ollama.registry_hosts:
        raise APIError(500, _unreachable(name, "Head", f"blobs/{model.layers[0].digest}", insecure))
    for part in _with_config(model):
        yield from _transfer("pushing", part)
    yield {"status": "pushing manifest"}
    ollama.registry[name.key] = dataclasses.replace(model)
    yield {"status": "success"}


def _unreachable(name: Name, verb: str, path: str, insecure: bool) -> str:
    """Refuse a connection to a host with a port; without a port, the registry does not have the model."""
    if ":" not in name.host:
        return "file does not exist"
    url = f"{'http' if insecure else 'https'}://{name.host}/v2/{name.namespace}/{name.model}/{path}"
    address = re.sub("^localhost:", "127.0.0.1:", name.host, flags=re.IGNORECASE)
    return f'{verb} "{url}": dial tcp {address}: connect: connection refused'


def _with_config(model: Model) -> list[Layer]:
    return [*model.layers, Layer("config", f"sha256:{model.digest}", 400)]


def _status(verb: str, part: Layer) -> Line:
    return {"status": f"{verb} {part.digest[7:19]}", "digest": part.digest, "total": part.size}


def _transfer(verb: str, part: Layer) -> Iterator[Line]:
    yield _status(verb, part)
    for done in range(1, _STEPS + 1):
        yield {**_status(verb, part), "completed": part.size * done // _STEPS}
