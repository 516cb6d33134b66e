"""Which handler responds to which request, and the responses to requests that have none."""

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

from .http.access import check
from .http.responses import APIError, error_response, json_response, text_response
from .http.server import Request, Response
from .ollama.routes.blobs import create_blob, head_blob
from .ollama.routes.catalog import copy, delete, ps, show, tags
from .ollama.routes.cloud import recommendations, signout, status, web_fetch, web_search, whoami
from .ollama.routes.create import create
from .ollama.routes.embedding import embed, embeddings
from .ollama.routes.generation import chat, generate
from .ollama.routes.registry import pull, push
from .ollama.state import Ollama

VERSION = "0.34.0"
_METHODS = ["HEAD", "GET", "POST", "DELETE"]  # in the order of the header Allow
_SIMILAR = 0.8  # from 0 to 1

Handler = Callable[[Ollama, Request], Response]


@dataclass(frozen=True)
class Route:
    """A method and a path with its handler. If it `uploads`, the body is kept as a blob."""

    method: str
    path: str
    handler: Handler
    uploads: bool = False

    def matches(self, path: str) -> bool:
        """Whether a path is one of this route's."""
        return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", self.path), path) is not None


def _root(_ollama: Ollama, _request: Request) -> Response:
    return text_response("Ollama is running", content_type="text/plain; charset=utf-8")


def _version(_ollama: Ollama, _request: Request) -> Response:
    return json_response({"version": VERSION})


def _dialect(module: str, name: str) -> Handler:
    """Return a handler that is imported at its first request, so that it does not slow down the start."""

    def handle(ollama: Ollama, request: Request) -> Response:
        handler: Handler = getattr(import_module(f".dialects.{module}", __package__), name)
        return handler(ollama, request)

    return handle


ROUTES = [
    Route("HEAD", "/", _root),
    Route("GET", "/", _root),
    Route("HEAD", "/api/version", _version),
    Route("GET", "/api/version", _version),
    Route("HEAD", "/api/tags", tags),
    Route("GET", "/api/tags", tags),
    Route("GET", "/api/ps", ps),
    Route("POST", "/api/show", show),
    Route("POST", "/api/copy", copy),
    Route("DELETE", "/api/delete", delete),
    Route("POST", "/api/create", create),
    Route("HEAD", "/api/blobs/{digest}", head_blob),
    Route("POST", "/api/blobs/{digest}", create_blob, uploads=True),
    Route("POST", "/api/pull", pull),
    Route("POST", "/api/push", push),
    Route("POST", "/api/chat", chat),
    Route("POST", "/api/generate", generate),
    Route("POST", "/api/embed", embed),
    Route("POST", "/api/embeddings", embeddings),
    Route("GET", "/api/status", status),
    Route("POST", "/api/me", whoami),
    Route("POST", "/api/signout", signout),
    Route("DELETE", "/api/user/keys/{key}", signout),
    Route("POST", "/api/experimental/web_search", web_search),
    Route("POST", "/api/experimental/web_fetch", web_fetch),
    Route("GET", "/api/experimental/model-recommendations", recommendations),
    Route("POST", "/v1/chat/completions", _dialect("openai.chat_completions", "create_chat_completion")),
    Route("POST", "/v1/completions", _dialect("openai.completions", "create_completion")),
    Route("POST", "/v1/embeddings", _dialect("openai.embeddings", "create_embeddings")),
    Route("GET", "/v1/models", _dialect("openai.models", "list_models")),
    Route("GET", "/v1/models/{model}", _dialect("openai.models", "retrieve_model")),
    Route("POST", "/v1/responses", _dialect("openai.responses.routes", "create_response")),
    Route("POST", "/v1/responses/compact", _dialect("openai.responses.routes", "compact")),
    Route("POST", "/v1/audio/transcriptions", _dialect("openai.transcriptions", "create_transcription")),
    Route("POST", "/v1/messages", _dialect("anthropic.messages", "create_message")),
]


def find_route(method: str, path: str) -> Route | None:
    """Return the route of a request."""
    return next((route for route in ROUTES if route.method == method and route.matches(path)), None)


def exists(path: str) -> bool:
    """Whether any method has a route at a path."""
    return bool(_methods(path))


def hint(path: str) -> str:
    """Return a hint for an error about a wrong path or method; empty if nothing is similar."""
    if methods := _methods(path):
        return f"; it takes {', '.join(methods)}"
    similar = get_close_matches(path, [route.path for route in ROUTES], 1, _SIMILAR)
    return f"; did you mean {similar[0]}?" if similar else ""


def respond(ollama: Ollama, request: Request) -> Response:
    """Respond to a request."""
    if request.target == "*":
        return Response(200, b"")
    clean = posixpath.normpath("/" + request.raw_path.lstrip("/"))
    clean += "/" if request.raw_path.endswith("/") and clean != "/" else ""
    if clean != request.raw_path:
        return _moved(307, clean, request)
    response, headers = check(request)
    route = find_route(request.method, request.path)
    if response is None:
        try:
            response = route.handler(ollama, request) if route else _not_found(ollama, request)
        except APIError as error:
            response = error_response(error)
    if not route and (methods := _methods(request.path)):
        response.headers["Allow"] = ", ".join(methods)
    response.headers = headers | response.headers
    return response


def _methods(path: str) -> list[str]:
    return sorted({route.method for route in ROUTES if route.matches(path)}, key=_METHODS.index)


def _not_found(ollama: Ollama, request: Request) -> Response:
    path = request.path
    other = path.rstrip("/") if path.endswith("/") else path + "/"
    methods = _methods(path)
    if not methods and find_route(request.method, other):
        return _moved(301 if request.method == "GET" else 307, other, request)
    ollama.scripting.unknown.append(request)
    return text_response("405 method not allowed", 405) if methods else text_response("404 page not found", 404)


def _moved(status: int, path: str, request: Request) -> Response:
    url = path + (f"?{request.query}" if request.query else "")
    response = Response(status, b"")
    if request.method in ("GET", "HEAD"):
        phrase = {301: "Moved Permanently", 307: "Temporary Redirect"}[status]
        response = text_response(f'<a href="{html.escape(url)}">{phrase}</a>.\n\n', status, "text/html; charset=utf-8")
    response.headers["Location"] = url
    return response
