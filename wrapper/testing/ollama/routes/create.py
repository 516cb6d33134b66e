"""POST /api/create: a model made from another model, or from uploaded files."""

import dataclasses
import json
import posixpath
import re
from collections.abc import Generator, Iterator
from typing import Any

from ...http.json import Fields, is_array, quote
from ...http.responses import APIError, Line, progress_response
from ...http.server import Request, Response
from .. import gguf, requests, templates
from ..built_in import SKY, parameters_text, scripted_weights
from ..errors import INVALID_NAME
from ..go_types import STRING, Slice, UnmarshalError, unmarshal
from ..models import Layer, Model, Weights, layer
from ..names import Name, parse, reference
from ..state import Ollama
from .blobs import INVALID_DIGEST, parse_digest
from .registry import pull_model

_QUANTIZATIONS = ["F32", "F16", "Q4_K_S", "Q4_K_M", "Q8_0"]
_UNKNOWN_TYPE = "unknown type"


def create(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.CREATE)
    files: list[tuple[str, str]] = [*(fields["files"] or {}).items(), *(fields["draft_files"] or {}).items()]
    adapters: dict[str, str] = fields["adapters"] or {}
    if not all(_is_relative(path) for path, _ in files):
        raise APIError(400, "file path must be relative")
    if not all(digest for _, digest in [*files, *adapters.items()]):
        raise APIError(400, INVALID_DIGEST)
    if fields["draft_quantize"] and not fields["draft_files"]:
        raise APIError(400, "--draft-quantize requires a DRAFT model")
    name = parse(fields["model"] or fields["name"])
    if not name.valid:
        raise APIError(400, INVALID_NAME)
    return progress_response(_create(ollama, fields, ollama.store.spelled(name)), fields["stream"])


def _is_relative(path: str) -> bool:
    return path == posixpath.normpath(path) and not path.startswith(("/", "../")) and path != ".."


def _create(ollama: Ollama, fields: Fields, name: Name) -> Iterator[Line]:
    """Create the model; yield the progress. Raise `APIError` if a step fails."""
    if fields["from"]:
        model = yield from _from_model(ollama, fields, name)
    elif fields["files"] is not None:
        weights = yield from _from_files(ollama, fields["files"])
        model = Model(name, weights, [Layer("model", weights.digest, weights.size)])
    else:
        raise APIError(400, "neither 'from' or 'files' was specified")
    if fields["draft_files"] is not None:
        if model.remote_host and fields["draft_files"]:
            raise APIError(400, "DRAFT cannot be used with remote models")
        yield from _add_files(ollama, fields["draft_files"], model, "draft")
    if fields["adapters"] is not None and not model.remote_host:
        yield from _adapt(ollama, fields["adapters"], model)
    _inform(model, fields["info"] or {})
    _quantize(fields, model)
    _configure(model, fields)
    for part in model.layers:
        known = ollama.store.has_blob(part.digest)
        yield {"status": f"{'using existing' if known else 'creating new'} layer {part.digest}"}
    yield {"status": "writing manifest"}
    ollama.store.put(model)
    yield {"status": "success"}


def _from_model(ollama: Ollama, fields: Fields, name: Name) -> Generator[Line, None, Model]:
    try:
        named = reference(fields["from"])
    except APIError:
        raise APIError(400, INVALID_NAME) from None
    host = fields["remote_host"] or ("https://ollama.com:443" if named.source == "cloud" else "")
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
    if not any(path.endswith(".gguf") or _is_gguf(ollama, digest) for path, digest in files.items()):
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
        digest = parse_digest(digest)
    except APIError as error:
        raise APIError(500, error.text) from None
    blob = ollama.store.blob(digest)
    if blob is None:
        known = next((m.weights for m in ollama.store if m.weights and m.weights.digest == digest), None)
        if known is None:
            raise APIError(500, f"open /models/blobs/{digest.replace(':', '-')}: no such file or directory")
        return known
    blob.file.seek(0)
    try:
        description = gguf.read(blob.file)
    except gguf.Malformed as error:
        raise APIError(500, str(error)) from None
    except gguf.NotGguf:
        raise APIError(400, "supplied file was not in GGUF format") from None
    pieces = gguf.reply_pieces(description) or scripted_weights(SKY).pieces
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
    if len(adapters) > 1:
        raise APIError(400, "only one adapter is currently supported")
    for path, digest in adapters.items():
        if path.endswith(".safetensors"):
            yield {"status": "converting adapter"}
            raise APIError(400, "open adapter_config.json: no such file or directory")
        if not path.endswith(".gguf") and not _is_gguf(ollama, digest):
            raise APIError(400, _UNKNOWN_TYPE)
    yield from _add_files(ollama, adapters, model, "adapter")


def _add_files(ollama: Ollama, files: dict[str, str], model: Model, kind: str) -> Iterator[Line]:
    """Add files of weights to a model. Every error in them is the request's fault."""
    if not files:
        raise APIError(400, _UNKNOWN_TYPE)
    for path in sorted(files):
        try:
            weights = yield from _parse(ollama, files[path])
        except APIError as error:
            raise APIError(400, error.text) from None
        yield {"status": "verifying conversion"}
        part = Layer(kind, weights.digest, weights.size)
        model.layers.append(part)
        if kind == "adapter":
            model.adapters = [*model.adapters, part]


def _inform(model: Model, info: Fields) -> None:
    """Set the facts about the model that a request gives. Raise `APIError` if a fact has a wrong type."""
    for name in ("model_family", "base_name", "quantization_level", "parameter_size"):
        if name in info and not isinstance(info[name], str):
            raise APIError(400, f"info field {quote(name)} must be a string")
    for name in ("context_length", "embedding_length"):
        value = info.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise APIError(400, f"info field {quote(name)} must be a number")
        if value < 0 or value != int(value):
            raise APIError(400, f"info field {quote(name)} must be a non-negative integer")
    capabilities = list(model.info.get("capabilities", []))
    if is_array(info.get("capabilities")):
        capabilities += [item if isinstance(item, str) else "" for item in info["capabilities"]]
    model.info = {**model.info, **info, "capabilities": capabilities}


def _quantize(fields: Fields, model: Model) -> None:
    wanted = (fields["quantize"] or fields["quantization"]).upper()
    if not wanted or not model.weights:
        return
    if wanted not in _QUANTIZATIONS:
        raise APIError(500, f"unsupported quantization type {wanted} - supported types are {', '.join(_QUANTIZATIONS)}")
    if model.description.quantization not in ("F16", "BF16", "F32"):
        raise APIError(500, "quantization is only supported for F16, BF16 and F32 models")
    model.quantized = wanted


def _configure(model: Model, fields: Fields) -> None:
    """Put the layers of the request over those of the base."""
    if fields["template"]:
        try:
            templates.check(fields["template"])
        except templates.TemplateError as error:
            raise APIError(400, f"template error: {error}") from None
        model.template = fields["template"]
        _replace(model, layer("template", model.template))
    if fields["system"]:
        model.system = fields["system"]
        _replace(model, layer("system", model.system))
    for text in _licenses(fields["license"]):
        model.licenses.append(text)
        model.layers.append(layer("license", text))
    model.parameters |= fields["parameters"] or {}
    if model.parameters:
        _replace(model, layer("params", parameters_text(model.parameters)))
    if fields["messages"]:
        model.messages = [{**message, "role": message["role"].lower()} for message in fields["messages"]]
        _replace(model, layer("messages", json.dumps([(m["role"], m["content"]) for m in model.messages])))
    for name in ("requires", "renderer", "parser"):
        setattr(model, name, fields[name] or getattr(model, name))


def _replace(model: Model, new: Layer) -> None:
    model.layers = [part for part in model.layers if part.kind != new.kind] + [new]


def _licenses(value: Any) -> list[str]:
    if isinstance(value, str) or value is None:
        return [value] if value else []
    try:
        texts: list[str] = unmarshal(value, Slice(STRING))
    except UnmarshalError as error:
        raise APIError(500, str(error)) from None
    return texts
