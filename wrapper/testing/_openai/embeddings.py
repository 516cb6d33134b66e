"""POST /v1/embeddings"""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

from .._dialects import as_json, read, refuse_cloud
from ..http.json import Fields, encode
from ..http.responses import APIError
from ..ollama.go_types import ANY, INT, STRING, Struct
from ..ollama.routes import embedding
from .shared import OPENAI

if TYPE_CHECKING:
    from ..http.server import Request, Response
    from ..ollama.state import Ollama

_REQUEST = Struct(
    "EmbedRequest",
    {"input": ANY, "model": STRING, "dimensions": INT, "encoding_format": STRING},
    package="openai",
)


@OPENAI.route
def embeddings(ollama: Ollama, request: Request) -> Response:
    """Make vectors of texts."""
    refuse_cloud(request)
    asked = read(request.body, _REQUEST)
    encoding = asked["encoding_format"]
    if encoding.lower() not in ("", "float", "base64"):
        raise APIError(400, f"Invalid value for 'encoding_format' = {encoding}. Supported values: ['float', 'base64'].")
    inputs = [""] if asked["input"] == "" else asked["input"]
    if inputs is None or inputs == []:
        raise APIError(400, "invalid input")
    body = encode({"model": asked["model"], "input": inputs, "dimensions": asked["dimensions"]})
    try:
        answer = embedding.embed(ollama, request, body)
    except APIError as refusal:
        return OPENAI.told(refusal)
    return as_json(answer, lambda reply: _list(reply, asked["model"], encoding.lower() == "base64"))


def _list(reply: Fields, model: str, packed: bool) -> Fields:
    count = reply.get("prompt_eval_count", 0)
    data = [
        {"object": "embedding", "embedding": _packed(vector) if packed else vector, "index": index}
        for index, vector in enumerate(reply["embeddings"])
    ]
    return {
        "object": "list",
        "data": data or None,
        "model": model,
        "usage": {"prompt_tokens": count, "total_tokens": count},
    }


def _packed(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
