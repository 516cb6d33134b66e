"""GET /v1/models and /v1/models/{model}"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .._dialects import Untranslated, as_json, is_of_cloud, unix_time
from ..http.json import encode
from ..http.responses import APIError
from ..ollama.errors import NO_REMOTE_DETAILS
from ..ollama.names import parse
from ..ollama.routes import catalog
from .shared import OPENAI

if TYPE_CHECKING:
    from ..http.server import Request, Response
    from ..ollama.state import Ollama

LIST = "/v1/models"


def models(ollama: Ollama, request: Request) -> Response:
    """All models."""
    return as_json(
        catalog.tags(ollama, request),
        lambda reply: {
            "object": "list",
            "data": [_model(listed["model"], listed["modified_at"]) for listed in reply["models"]] or None,
        },
    )


@OPENAI.route
def model(ollama: Ollama, request: Request) -> Response:
    """One model."""
    name = request.path.removeprefix(f"{LIST}/")
    if is_of_cloud(name):
        raise Untranslated(403, NO_REMOTE_DETAILS)
    try:
        answer = catalog.show(ollama, replace(request, body=encode({"name": name})))
    except APIError as refusal:
        return OPENAI.told(refusal)
    return as_json(answer, lambda shown: _model(name, shown["modified_at"]))


def _model(name: str, modified: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": unix_time(modified), "owned_by": parse(name).namespace}
