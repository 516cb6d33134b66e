"""GET /v1/models and /v1/models/{model}"""

from dataclasses import replace

from ...http.json import Fields
from ...http.server import Request, Response
from ...ollama.errors import NO_REMOTE_DETAILS
from ...ollama.names import parse
from ...ollama.routes import catalog
from ...ollama.state import Ollama
from ..dialect import NativeError, is_cloud_model, translate_json, unix_time
from .conversion import OPENAI


def list_models(ollama: Ollama, request: Request) -> Response:
    """List all models."""
    return translate_json(
        catalog.tags(ollama, request),
        lambda reply: {
            "object": "list",
            "data": [_model(model["model"], model["modified_at"]) for model in reply["models"]] or None,
        },
    )


@OPENAI.route
def retrieve_model(ollama: Ollama, request: Request) -> Response:
    """Describe one model."""
    name = request.path.removeprefix("/v1/models/")
    if is_cloud_model(name):
        raise NativeError(403, NO_REMOTE_DETAILS)
    response = OPENAI.forward(_show, ollama, request, {"name": name})
    return translate_json(response, lambda shown: _model(name, shown["modified_at"]))


def _show(ollama: Ollama, request: Request, body: bytes) -> Response:
    return catalog.show(ollama, replace(request, body=body))


def _model(name: str, modified_at: str) -> Fields:
    return {"id": name, "object": "model", "created": unix_time(modified_at), "owned_by": parse(name).namespace}
