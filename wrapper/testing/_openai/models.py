"""GET /v1/models and /v1/models/{model}"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import _catalog
from .._dialects import Untranslated, as_json, is_of_cloud, unix_time
from .._errors import NO_REMOTE_DETAILS, Refusal
from .._go_json import encode
from .._names import parse
from .shared import OPENAI

if TYPE_CHECKING:
    from .._ollama import Ollama
    from .._server import Answer, Request

LIST = "/v1/models"


def models(ollama: Ollama, request: Request) -> Answer:
    """All models."""
    return as_json(
        _catalog.tags(ollama, request),
        lambda reply: {
            "object": "list",
            "data": [_model(listed["model"], listed["modified_at"]) for listed in reply["models"]] or None,
        },
    )


@OPENAI.route
def model(ollama: Ollama, request: Request) -> Answer:
    """One model."""
    name = request.path.removeprefix(f"{LIST}/")
    if is_of_cloud(name):
        raise Untranslated(403, NO_REMOTE_DETAILS)
    try:
        answer = _catalog.show(ollama, replace(request, body=encode({"name": name})))
    except Refusal as refusal:
        return OPENAI.told(refusal)
    return as_json(answer, lambda shown: _model(name, shown["modified_at"]))


def _model(name: str, modified: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": unix_time(modified), "owned_by": parse(name).namespace}
