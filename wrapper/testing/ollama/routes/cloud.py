"""The routes that would ask ollama.com. This server never does: it answers as one that has the cloud switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...http.responses import APIError, json_response
from ..errors import NO_WEB_FETCH, NO_WEB_SEARCH

if TYPE_CHECKING:
    from ...http.server import Request, Response
    from ..state import Ollama


def status(_ollama: Ollama, _request: Request) -> Response:
    """GET /api/status"""
    return json_response({"cloud": {"disabled": True, "source": "env"}})


def web_search(_ollama: Ollama, request: Request) -> Response:
    """POST /api/experimental/web_search"""
    return _switched_off(request, NO_WEB_SEARCH)


def web_fetch(_ollama: Ollama, request: Request) -> Response:
    """POST /api/experimental/web_fetch"""
    return _switched_off(request, NO_WEB_FETCH)


def _switched_off(request: Request, text: str) -> Response:
    if not request.body.strip():
        raise APIError(400, "missing request body")
    raise APIError(403, text)


def whoami(_ollama: Ollama, _request: Request) -> Response:
    """POST /api/me"""
    return json_response(
        {"error": "unauthorized", "signin_url": "https://ollama.com/connect?name=fake-ollama&key=none"}, 401
    )


def signout(_ollama: Ollama, _request: Request) -> Response:
    """POST /api/signout and DELETE /api/user/keys/{key}"""
    raise APIError(401, "you are not currently signed in")


def recommendations(_ollama: Ollama, _request: Request) -> Response:
    """GET /api/experimental/model-recommendations"""
    return json_response(
        {
            "recommendations": [
                {
                    "model": "thinker:cloud",
                    "description": "A model of the cloud, which this server has not",
                    "context_length": 4096,
                    "max_output_tokens": 4096,
                },
                {"model": "sky", "description": "Says why the sky is blue", "vram_bytes": 1_000_000},
            ]
        }
    )
