"""Which function answers which request, and what is said to requests that none does."""

from __future__ import annotations

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

Handler = Callable[[Ollama, Request], Response]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: Handler
    uploads: bool = False  # its body is kept as a blob

    def matches(self, path: str) -> bool:
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
_ALIKE = 0.8  # from 0 to 1
_ORDER = ["HEAD", "GET", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"]


def find_route(method: str, path: str) -> Route | None:
    return next((route for route in ROUTES if route.method == method and route.matches(path)), None)


def exists(path: str) -> bool:
    """Whether anything is answered at a path."""
    return bool(_methods(path))


def nearest(path: str) -> str:
    """What one may have meant who asks at a path in vain; empty if nothing is like it."""
    if methods := _methods(path):
        return f"; it takes {', '.join(methods)}"
    alike = get_close_matches(path, [route.path for route in ROUTES], 1, _ALIKE)
    return f"; did you mean {alike[0]}?" if alike else ""


def answer(ollama: Ollama, request: Request) -> Response:
    """Response a request."""
    if request.target == "*":
        return Response(200, b"")
    if _clean(request.raw_path) != request.raw_path:
        return _moved(307, _clean(request.raw_path), request)
    access = check(request)
    route = find_route(request.method, request.path)
    reply = access.answer or (_routed(route, ollama, request) if route else _unrouted(request))
    if not route:
        if reply.status in (404, 405):
            ollama.scripting.unknown.append(request)
        if methods := _methods(request.path):
            reply.headers["Allow"] = ", ".join(methods)
    reply.headers |= access.headers
    return reply


def _routed(route: Route, ollama: Ollama, request: Request) -> Response:
    try:
        return route.handler(ollama, request)
    except APIError as refusal:
        return error_response(refusal)


def _methods(path: str) -> list[str]:
    return sorted({route.method for route in ROUTES if route.matches(path)}, key=_ORDER.index)


def _clean(path: str) -> str:
    clean = posixpath.normpath("/" + path.lstrip("/"))
    return clean + "/" if path.endswith("/") and clean != "/" else clean


def _unrouted(request: Request) -> Response:
    path = request.path
    if _methods(path):
        return text_response("405 method not allowed", 405)
    other = path.rstrip("/") if path.endswith("/") else path + "/"
    if find_route(request.method, other):
        return _moved(301 if request.method == "GET" else 307, other, request)
    return text_response("404 page not found", 404)


def _moved(status: int, path: str, request: Request) -> Response:
    where = path + (f"?{request.query}" if request.query else "")
    if request.method not in ("GET", "HEAD"):
        return Response(status, b"", {"Location": where})
    phrase = {301: "Moved Permanently", 307: "Temporary Redirect"}[status]
    page = text_response(f'<a href="{html.escape(where)}">{phrase}</a>.\n\n', status, "text/html; charset=utf-8")
    page.headers["Location"] = where
    return page
