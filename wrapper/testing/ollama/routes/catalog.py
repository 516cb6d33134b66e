"""The routes that look at models and keep them in order: tags, ps, show, copy, delete."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ...http.json import is_array, quote
from ...http.responses import APIError, empty_response, json_response
from .. import requests
from ..clock import timestamp
from ..errors import INVALID_NAME, NO_REMOTE_DETAILS, not_found
from ..generation.templates import show as show_value
from ..names import parse, reference

if TYPE_CHECKING:
    from ...http.server import Request, Response
    from ..models import Model
    from ..state import Ollama

_LONG = 5  # lists longer than this are shown to those alone who ask for all


def tags(ollama: Ollama, _request: Request) -> Response:
    """GET /api/tags"""
    return json_response({"models": [_listed(model) for model in ollama.store.newest_first()]})


def _listed(model: Model) -> dict[str, Any]:
    details = model.details()
    facts = model.description
    if details["quantization_level"] == "unknown" and facts.facts.get("general.file_type") == 0:
        details["quantization_level"] = "F32"
    for name in ("context_length", "embedding_length"):
        if length := model.info.get(name) or facts.of_family(name):
            details[name] = length
    remote = {"remote_model": model.remote_model, "remote_host": model.remote_host} if model.remote_host else {}
    return {
        "name": model.name.short,
        "model": model.name.short,
        **remote,
        "modified_at": timestamp(model.modified),
        "size": model.size,
        "digest": model.digest,
        "details": details,
        # what the weights are for comes first here, and behind what a creator claimed in what is shown
        **(
            {"capabilities": sorted(model.capabilities, key=lambda c: c != model.purpose)} if model.capabilities else {}
        ),
    }


def ps(ollama: Ollama, _request: Request) -> Response:
    """GET /api/ps"""
    running: list[dict[str, Any]] = []
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
    """POST /api/show"""
    asked = requests.read(request.body, requests.SHOW)
    named = reference(asked["model"] or asked["name"])
    if named.source == "cloud":
        raise APIError(403, NO_REMOTE_DETAILS)
    model = ollama.store.get(named.name)
    if model is None:
        raise not_found(named.name.short)
    if model.remote_host:
        raise APIError(403, NO_REMOTE_DETAILS)
    if asked["system"]:
        model = dataclasses.replace(model, system=asked["system"])
    facts = {name: _shortened(value, asked["verbose"]) for name, value in model.description.facts.items()}
    facts.pop("general.name", None)
    facts.pop("tokenizer.chat_template", None)
    tensors = [{"name": t.name, "type": t.type, "shape": list(t.shape)} for t in model.description.tensors]
    if request.headers.get("user-agent", "").startswith("GitHubCopilotChat/"):
        facts["general.basename"] = asked["model"] or asked["name"]
    return json_response(
        {
            **({"license": "\n".join(model.licenses)} if model.licenses else {}),
            "modelfile": modelfile(
                model, dict(sorted(model.parameters.items())) | (asked["options"] or dict[str, Any]())
            ),
            **({"parameters": "\n".join(_parameter_lines(model.parameters))} if model.parameters else {}),
            **({"template": model.template_source} if model.template_source else {}),
            **({"system": model.system} if model.system else {}),
            "details": model.details(),
            **(
                {"messages": [{"role": m["role"], "content": m["content"]} for m in model.messages]}
                if model.messages
                else {}
            ),
            "model_info": facts,
            **({"tensors": tensors} if tensors else {}),
            **({"capabilities": model.capabilities} if model.capabilities else {}),
            "modified_at": timestamp(model.modified),
            **({"requires": model.requires} if model.requires else {}),
        }
    )


def copy(ollama: Ollama, request: Request) -> Response:
    """POST /api/copy"""
    asked = requests.read(request.body, requests.COPY)
    source, destination = parse(asked["source"]), parse(asked["destination"])
    for name, role in ((source, "source"), (destination, "destination")):
        if not name.valid:
            raise APIError(400, f"{role} {quote(asked[role])} is invalid")
    model = ollama.store.get(source)
    if model is None:
        raise APIError(404, f"model {quote(asked['source'])} not found")
    if source.key != destination.key:
        ollama.store.put(dataclasses.replace(model, name=ollama.store.spelled(destination)))
    return empty_response()


def delete(ollama: Ollama, request: Request) -> Response:
    """DELETE /api/delete"""
    asked = requests.read(request.body, requests.DELETE)
    text = asked["model"] or asked["name"]
    try:
        named = reference(text, of_pull=True)
    except APIError as refusal:
        raise APIError(400, f"name {quote(text)} is invalid") if refusal.text == INVALID_NAME else refusal from None
    if ollama.store.get(named.name) is None:
        raise not_found(text)
    ollama.store.drop(named.name)
    return empty_response()


def modelfile(model: Model, parameters: dict[str, Any]) -> str:
    """The Modelfile that would make this model."""
    lines = [
        '# Modelfile generated by "ollama show"',
        "# To build a new Modelfile based on this, replace FROM with:",
        f"# FROM {model.name.short}",
        "",
        f"FROM {_blob_path(model.weights.digest) if model.weights else ''}",
        *(f"ADAPTER {_blob_path(adapter.digest)}" for adapter in model.adapters),
    ]
    if model.template_source:
        lines.append(f"TEMPLATE {_quoted(model.template_source)}")
    if model.system:
        lines.append(f"SYSTEM {_quoted(model.system)}")
    if model.renderer:
        lines.append(f"RENDERER {model.renderer}")
    if model.parser:
        lines.append(f"PARSER {model.parser}")
    for name, value in parameters.items():
        items = value if is_array(value) else [value]
        lines += [f"PARAMETER {name} {_quoted(show_value(item))}" for item in items]
    lines += [f"LICENSE {_quoted(text)}" for text in model.licenses]
    lines += [f"MESSAGE {m['role']} {_quoted(m['content'])}" for m in model.messages]
    return "\n".join(lines) + "\n"


def _blob_path(digest: str) -> str:
    return f"/models/blobs/{digest.replace(':', '-')}"


def _quoted(text: str) -> str:
    if "\n" not in text and text == text.strip(" "):
        return text
    return f'"""{text}"""' if '"' in text else f'"{text}"'


def _parameter_lines(parameters: dict[str, Any]) -> list[str]:
    return [
        f"{name:<30} {quote(item) if isinstance(item, str) else show_value(item)}"
        for name, value in parameters.items()
        for item in (value if is_array(value) else [value])
    ]


def _shortened(value: Any, verbose: bool) -> Any:
    return None if is_array(value) and not verbose else value
