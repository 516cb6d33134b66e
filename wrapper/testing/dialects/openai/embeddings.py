"""POST /v1/embeddings"""

import base64
import struct

from ...http.json import Fields
from ...http.responses import APIError
from ...http.server import Request, Response
from ...ollama import go_types as go
from ...ollama.routes.embedding import embed
from ...ollama.state import Ollama
from ..dialect import read_request, reject_cloud_model, translate_json
from .conversion import OPENAI

_REQUEST = go.Struct(
    "EmbedRequest",
    {"input": go.ANY, "model": go.STRING, "dimensions": go.INT, "encoding_format": go.STRING},
    package="openai",
)


@OPENAI.route
def create_embeddings(ollama: Ollama, request: Request) -> Response:
    """Embed strings."""
    fields = read_request(request, _REQUEST)
    reject_cloud_model(fields["model"])
    encoding = fields["encoding_format"]
    if encoding.lower() not in ("", "float", "base64"):
        raise APIError(400, f"Invalid value for 'encoding_format' = {encoding}. Supported values: ['float', 'base64'].")
    inputs = [""] if fields["input"] == "" else fields["input"]
    if inputs is None or inputs == []:
        raise APIError(400, "invalid input")
    native = {"model": fields["model"], "input": inputs, "dimensions": fields["dimensions"]}
    response = OPENAI.forward(embed, ollama, request, native)
    return translate_json(response, lambda reply: _list(reply, fields["model"], encoding.lower() == "base64"))


def _list(reply: Fields, model: str, base64_encoded: bool) -> Fields:
    count = reply.get("prompt_eval_count", 0)
    data = [
        {"object": "embedding", "embedding": _base64(vector) if base64_encoded else vector, "index": index}
        for index, vector in enumerate(reply["embeddings"])
    ]
    usage = {"prompt_tokens": count, "total_tokens": count}
    return {"object": "list", "data": data or None, "model": model, "usage": usage}


def _base64(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
