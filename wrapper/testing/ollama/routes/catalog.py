"""The routes about the models of the store: tags, ps, show, copy, delete."""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from ...http.json import Fields, encode, is_array, omit_empty, quote
from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from .. import requests
from ..clock import timestamp
from ..errors import INVALID_NAME, NO_REMOTE_DETAILS, not_found
from ..models import Model
from ..names import parse, reference
from ..state import Ollama


def tags(ollama: Ollama, _request: Request) -> Response:
    return json_response({"models": [_listed(m) for m in sorted(ollama.store, key=lambda m: -m.modified)]})


def _listed(model: Model) -> Fields:
    details, weights = model.details(), model.description
    if details["quantization_level"] == "unknown" and weights.facts.get("general.file_type") == 0:
        details["quantization_level"] = "F32"
    for name in ("context_length", "embedding_length"):
        if length := model.info.get(name) or weights.of_family(name):
            details[name] = length
    return {
        "name": model.name.short,
        "model": model.name.short,
        **omit_empty(remote_model=model.remote_model, remote_host=model.remote_host),
        "modified_at": timestamp(model.modified),
        "size": model.size,
        "digest": model.digest,
        "details": details,
        # the purpose of the weights comes first here, but in `show` after what the creator claimed
        **omit_empty(capabilities=sorted(model.capabilities, key=lambda c: c != model.purpose)),
    }


def ps(ollama: Ollama, _request: Request) -> Response:
    running: list[Fields] = []
    for runner in ollama.runners.loaded():
        model = runner.model
        size = model.weights.size if model.weights else 0
        running.append(
            {
                "name": model.name.short,
                "model": model.name.short,
                "size": size,
                "digest": model.digest,
                "details": {**model.details(), "parent_model": ""},
                "expires_at": timestamp(runner.expires),
                "size_vram": size,
                "context_length": runner.num_ctx,
            }
        )
    return json_response({"models": running})


def show(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.SHOW)
    named = reference(fields["model"] or fields["name"])
    if named.source == "cloud":
        raise APIError(403, NO_REMOTE_DETAILS)
    model = ollama.store.get(named.name)
    if model is None:
        raise not_found(named.name.short)
    if model.remote_host:
        raise APIError(403, NO_REMOTE_DETAILS)
    model = dataclasses.replace(model, system=fields["system"] or model.system)
    hidden = ("general.name", "tokenizer.chat_template")
    facts = {
        name: None if is_array(value) and not fields["verbose"] else value
        for name, value in model.description.facts.items()
        if name not in hidden
    }
    return json_response(
        {
            **omit_empty(license="\n".join(model.licenses)),
            "modelfile": _modelfile(model, {**dict(sorted(model.parameters.items())), **(fields["options"] or {})}),
            **omit_empty(
                parameters="\n".join(f"{name:<30} {text}" for name, text in _parameters(model.parameters, quote)),
                template=model.template,
                system=model.system,
            ),
            "details": model.details(),
            **omit_empty(messages=[{"role": m["role"], "content": m["content"]} for m in model.messages]),
            "model_info": facts,
            **omit_empty(
                tensors=[{"name": t.name, "type": t.type, "shape": list(t.shape)} for t in model.description.tensors],
                capabilities=model.capabilities,
            ),
            "modified_at": timestamp(model.modified),
            **omit_empty(requires=model.requires),
        }
    )


def copy(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.COPY)
    source, destination = parse(fields["source"]), parse(fields["destination"])
    for name, role in ((source, "source"), (destination, "destination")):
        if not name.valid:
            raise APIError(400, f"{role} {quote(fields[role])} is invalid")
    model = ollama.store.get(source)
    if model is None:
        raise APIError(404, f"model {quote(fields['source'])} not found")
    if source.key != destination.key:
        ollama.store.put(dataclasses.replace(model, name=ollama.store.spelled(destination)))
    return Response(200, b"")


def delete(ollama: Ollama, request: Request) -> Response:
    fields = requests.read(request.body, requests.DELETE)
    text = fields["model"] or fields["name"]
    try:
        named = reference(text, of_pull=True)
    except APIError as error:
        raise APIError(400, f"name {quote(text)} is invalid") if error.text == INVALID_NAME else error from None
    if ollama.store.get(named.name) is None:
        raise not_found(text)
    ollama.store.drop(named.name)
    return Response(200, b"")


def _modelfile(model: Model, parameters: dict[str, Any]) -> str:
    """The Modelfile that creates this model."""
    lines = [
        '# Modelfile generated by "ollama show"',
        "# To build a new Modelfile based on this, replace FROM with:",
        f"# FROM {model.name.short}",
        "",
        f"FROM {_blob_path(model.weights.digest) if model.weights else ''}",
        *(f"ADAPTER {_blob_path(adapter.digest)}" for adapter in model.adapters),
        *(f"{name.upper()} {_quoted(text)}" for name in ("template", "system") if (text := getattr(model, name))),
        *(f"{name.upper()} {text}" for name in ("renderer", "parser") if (text := getattr(model, name))),
        *(f"PARAMETER {name} {text}" for name, text in _parameters(parameters, _quoted)),
        *(f"LICENSE {_quoted(text)}" for text in model.licenses),
        *(f"MESSAGE {message['role']} {_quoted(message['content'])}" for message in model.messages),
    ]
    return "\n".join(lines) + "\n"


def _blob_path(digest: str) -> str:
    return f"/models/blobs/{digest.replace(':', '-')}"


def _quoted(text: str) -> str:
    if "\n" not in text and text == text.strip(" "):
        return text
    return f'"""{text}"""' if '"' in text else f'"{text}"'


def _parameters(parameters: dict[str, Any], quoted: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each parameter with its value as text; one with a list comes once for each item."""
    for name, value in parameters.items():
        for item in value if is_array(value) else [value]:
            number = f"{item:.15g}" if isinstance(item, float) else encode(item).decode()
            yield name, quoted(item) if isinstance(item, str) else number
