"""POST /api/create: a model made of another one, or of uploaded files."""

from __future__ import annotations

import dataclasses
import json
import posixpath
import re
from typing import TYPE_CHECKING, Any

from ...http.json import Fields, is_array, quote
from ...http.responses import APIError, Line, progress_response
from .. import gguf, requests
from ..built_in import SKY, parameters_text, scripted_weights
from ..errors import INVALID_NAME
from ..generation.templates import Template, TemplateError
from ..go_types import kind_of
from ..models import Layer, Model, Weights, layer
from ..names import Name, parse, reference
from .blobs import INVALID_DIGEST, digest_of
from .registry import pull_model

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ...http.server import Request, Response
    from ..state import Ollama

_QUANTIZATIONS = ["F32", "F16", "Q4_K_S", "Q4_K_M", "Q8_0"]
_UNKNOWN_TYPE = "unknown type"


def create(ollama: Ollama, request: Request) -> Response:
    """POST /api/create"""
    asked = requests.read(request.body, requests.CREATE)
    for files in (asked["files"] or dict[str, Any](), asked["draft_files"] or dict[str, Any]()):
        for path, digest in files.items():
            if not _is_relative(path):
                raise APIError(400, "file path must be relative")
            if not digest:
                raise APIError(400, INVALID_DIGEST)
    if asked["draft_quantize"] and not asked["draft_files"]:
        raise APIError(400, "--draft-quantize requires a DRAFT model")
    if not all((asked["adapters"] or {"": "-"}).values()) and asked["adapters"]:
        raise APIError(400, INVALID_DIGEST)
    name = parse(asked["model"] or asked["name"])
    if not name.valid:
        raise APIError(400, INVALID_NAME)
    return progress_response(_make(ollama, asked, ollama.store.spelled(name)), asked["stream"])


def _is_relative(path: str) -> bool:
    return path == posixpath.normpath(path) and not path.startswith(("/", "../")) and path != ".."


def _make(ollama: Ollama, asked: Fields, name: Name) -> Iterator[Line]:
    """Make the model, telling each step.

    Raises:
        APIError: a step fails.
    """
    if asked["from"]:
        model = yield from _from_model(ollama, asked, name)
    elif asked["files"] is not None:
        weights = yield from _from_files(ollama, asked["files"])
        model = Model(name, weights, [Layer("model", weights.digest, weights.size)])
    else:
        raise APIError(400, "neither 'from' or 'files' was specified")
    if asked["draft_files"] is not None:
        yield from _draft(ollama, asked["draft_files"], model)
    if asked["adapters"] is not None and not model.remote_host:
        yield from _adapt(ollama, asked["adapters"], model)
    _inform(model, asked["info"] or dict[str, Any]())
    yield from _compose(ollama, asked, model)
    yield {"status": "writing manifest"}
    ollama.store.put(model)
    yield {"status": "success"}


def _from_model(ollama: Ollama, asked: Fields, name: Name) -> Generator[Line, None, Model]:
    try:
        named = reference(asked["from"])
    except APIError:
        raise APIError(400, INVALID_NAME) from None
    host = asked["remote_host"] or ("https://ollama.com:443" if named.source == "cloud" else "")
    if host:
        if re.search(r"//[^/]*:(?!\d*(/|$))", host):
            raise APIError(400, "bad remote")
        return Model(name, None, remote_host=host, remote_model=named.base)
    source = ollama.store.get(named.name)
    if source is None or source.name != named.name:  # capitals count here
        source = yield from pull_model(ollama, named.name, insecure=False)
    return dataclasses.replace(
        source,
        name=name,
        layers=list(source.layers),
        parameters=dict(source.parameters),
        licenses=list(source.licenses),
        info={"capabilities": source.info.get("capabilities") or list[Any]()},
        parent=source.name.short,
    )


def _from_files(ollama: Ollama, files: dict[str, str]) -> Generator[Line, None, Weights]:
    if any(path.endswith(".safetensors") for path in files):
        yield {"status": "converting model"}
        raise APIError(500, "open config.json: no such file or directory")
    if not files or not any(path.endswith(".gguf") or _is_gguf(ollama, digest) for path, digest in files.items()):
        raise APIError(400, _UNKNOWN_TYPE)
    first, *others = sorted(files)
    weights = yield from _parse(ollama, files[first])
    for path in others:
        yield from _parse(ollama, files[path])
    yield {"status": "verifying conversion"}
    return weights


def _parse(ollama: Ollama, digest: str) -> Generator[Line, None, Weights]:
    yield {"status": "parsing GGUF"}
    try:
        digest = digest_of(digest)
    except APIError as refusal:
        raise APIError(500, refusal.text) from None
    known = next((m.weights for m in ollama.store if m.weights and m.weights.digest == digest), None)
    blob = ollama.store.blob(digest)
    if known and not blob:
        return known
    if blob is None:
        raise APIError(500, f"open /models/blobs/{digest.replace(':', '-')}: no such file or directory")
    blob.file.seek(0)
    try:
        description = gguf.read(blob.file)
    except gguf.Malformed as complaint:
        raise APIError(500, str(complaint)) from None
    except gguf.NotGguf:
        raise APIError(400, "supplied file was not in GGUF format") from None
    pieces = gguf.spoken(description) or scripted_weights(SKY).pieces
    return Weights(digest, blob.size, pieces, lambda: description)


def _is_gguf(ollama: Ollama, digest: str) -> bool:
    blob = ollama.store.blob(digest)
    if blob is None:
        return any(model.weights and model.weights.digest == digest.replace("-", ":", 1) for model in ollama.store)
    blob.file.seek(0)
    return blob.file.read(4) == b"GGUF"


def _adapt(ollama: Ollama, adapters: dict[str, str], model: Model) -> Iterator[Line]:
    for path in adapters:
        if path.endswith(".safetensors") and not _is_relative(path):
            raise APIError(400, f"file path must be relative: {path}")
    if not adapters:
        raise APIError(400, _UNKNOWN_TYPE)
    if len(adapters) > 1:
        raise APIError(400, "only one adapter is currently supported")
    ((path, digest),) = adapters.items()
    if path.endswith(".safetensors"):
        yield {"status": "converting adapter"}
        raise APIError(400, "open adapter_config.json: no such file or directory")
    if not path.endswith(".gguf") and not _is_gguf(ollama, digest):
        raise APIError(400, _UNKNOWN_TYPE)
    yield from _add(ollama, adapters, model, "adapter")


def _draft(ollama: Ollama, files: dict[str, str], model: Model) -> Iterator[Line]:
    if model.remote_host and files:
        raise APIError(400, "DRAFT cannot be used with remote models")
    if not files:
        raise APIError(400, _UNKNOWN_TYPE)
    yield from _add(ollama, files, model, "draft")


def _add(ollama: Ollama, files: dict[str, str], model: Model, kind: str) -> Iterator[Line]:
    """Add files of weights to a model. Whatever is wrong with them is the request's fault."""
    for path in sorted(files):
        try:
            weights = yield from _parse(ollama, files[path])
        except APIError as refusal:
            raise APIError(400, refusal.text) from None
        yield {"status": "verifying conversion"}
        part = Layer(kind, weights.digest, weights.size)
        model.layers.append(part)
        if kind == "adapter":
            model.adapters = [*model.adapters, part]


def _inform(model: Model, info: Fields) -> None:
    """Take over what a request says of the model.

    Raises:
        APIError: a fact is of the wrong type.
    """
    capabilities = info.get("capabilities")
    if is_array(capabilities):
        named = [item if isinstance(item, str) else "" for item in capabilities]
        model.info["capabilities"] = [*model.info.get("capabilities", []), *named]
    for name in ("model_family", "base_name", "quantization_level", "parameter_size"):
        if name in info and not isinstance(info[name], str):
            raise APIError(400, f"info field {quote(name)} must be a string")
    for name in ("context_length", "embedding_length"):
        value = info.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise APIError(400, f"info field {quote(name)} must be a number")
        if value < 0 or value != int(value):
            raise APIError(400, f"info field {quote(name)} must be a non-negative integer")
    model.info |= {name: value for name, value in info.items() if name != "capabilities"}


def _compose(ollama: Ollama, asked: Fields, model: Model) -> Iterator[Line]:
    """Put the layers of the request over those of the base."""
    _quantize(asked, model)
    if asked["template"]:
        try:
            Template(asked["template"])
        except TemplateError as error:
            raise APIError(400, f"template error: {error}") from None
        model.template_source = asked["template"]
        _replace(model, layer("template", asked["template"]))
    if asked["system"]:
        model.system = asked["system"]
        _replace(model, layer("system", asked["system"]))
    for text in _licenses(asked["license"]):
        model.licenses.append(text)
        model.layers.append(layer("license", text))
    model.parameters = {**model.parameters, **(asked["parameters"] or dict[str, Any]())}
    if model.parameters:
        _replace(model, layer("params", parameters_text(model.parameters)))
    if asked["messages"]:
        model.messages = [{**message, "role": message["role"].lower()} for message in asked["messages"]]
        _replace(model, layer("messages", json.dumps([(m["role"], m["content"]) for m in model.messages])))
    for part in model.layers:
        known = ollama.store.has_blob(part.digest)
        yield {"status": f"{'using existing' if known else 'creating new'} layer {part.digest}"}
    model.requires = asked["requires"] or model.requires
    model.renderer = asked["renderer"] or model.renderer
    model.parser = asked["parser"] or model.parser


def _quantize(asked: Fields, model: Model) -> None:
    wanted = (asked["quantize"] or asked["quantization"]).upper()
    if not wanted or not model.weights:
        return
    if wanted not in _QUANTIZATIONS:
        raise APIError(500, f"unsupported quantization type {wanted} - supported types are {', '.join(_QUANTIZATIONS)}")
    if model.description.quantization not in ("F16", "BF16", "F32"):
        raise APIError(500, "quantization is only supported for F16, BF16 and F32 models")
    model.quantized = wanted


def _replace(model: Model, new: Layer) -> None:
    model.layers = [part for part in model.layers if part.kind != new.kind] + [new]


def _licenses(given: Any) -> list[str]:
    if isinstance(given, str) or given is None:
        return [given] if given else []
    if not is_array(given):
        raise APIError(500, f"json: cannot unmarshal {kind_of(given)} into Go value of type []string")
    for item in given:
        if not isinstance(item, str) and item is not None:
            raise APIError(500, f"json: cannot unmarshal {kind_of(item)} into Go value of type string")
    return [item or "" for item in given]
