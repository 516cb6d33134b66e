"""The routes that ask ollama.com. This server never does: it responds like one whose cloud is disabled."""

from functools import partial

from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from ..errors import NO_WEB_FETCH, NO_WEB_SEARCH
from ..state import Ollama


def status(_ollama: Ollama, _request: Request) -> Response:
    return json_response({"cloud": {"disabled": True, "source": "env"}})


def _disabled(text: str, _ollama: Ollama, request: Request) -> Response:
    if not request.body.strip():
        raise APIError(400, "missing request body")
    raise APIError(403, text)


web_search: partial[Response] = partial(_disabled, NO_WEB_SEARCH)
web_fetch: partial[Response] = partial(_disabled, NO_WEB_FETCH)


def whoami(_ollama: Ollama, _request: Request) -> Response:
    url = "https://ollama.com/connect?name=fake-ollama&key=none"
    return json_response({"error": "unauthorized", "signin_url": url}, 401)


def signout(_ollama: Ollama, _request: Request) -> Response:
    raise APIError(401, "you are not currently signed in")


def recommendations(_ollama: Ollama, _request: Request) -> Response:
    local = {"model": "sky", "description": "Explains why the sky is blue", "vram_bytes": 1_000_000}
    return json_response({"recommendations": [local]})
