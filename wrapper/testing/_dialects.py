"""Routes of other APIs, answered by the native ones: requests, replies and errors are translated on the way.

Reply functions of a test see the request as it was sent, in the form of the other API.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from ._events import EVENTS
from .http.json import Fields, JSONSyntaxError, decode_all, encode, is_array, is_object
from .http.responses import APIError, error_response, json_response
from .http.server import Item, Request, Response
from .ollama import requests
from .ollama.errors import NO_REMOTE_MODEL
from .ollama.names import reference
from .ollama.state import Ollama

if TYPE_CHECKING:
    from .ollama.go_types import GoType

Handler = Callable[[Ollama, Request], Response]
JSON = "application/json"


class Untranslated(APIError):
    """Told as the native routes tell it."""


@dataclass(frozen=True)
class Dialect:
    """Another API. `error` makes the body of an error of a status and a text."""

    error: Callable[[int, str], Any]

    def route(self, handler: Handler) -> Handler:
        """Let a handler raise APIError for what is wrong with a request."""

        @wraps(handler)
        def handle(ollama: Ollama, request: Request) -> Response:
            try:
                return handler(ollama, request)
            except Untranslated:
                raise
            except APIError as refusal:
                return json_response(self.error(refusal.status, refusal.text), refusal.status)

        return handle

    def told(self, refusal: APIError) -> Response:
        """What a native route refuses."""
        return as_json(error_response(refusal), lambda _: self.error(refusal.status, refusal.text))


def refuse_cloud(request: Request, is_search: Callable[[str], bool] = lambda _: False) -> None:
    """Raise Untranslated for a model of the cloud, and for a body that is packed, which is found out here.

    With a tool of a type that `is_search`, a model of the cloud is left to the native route.
    """
    refuse_packed(request)
    try:
        body = decode_all(request.body)
    except JSONSyntaxError:
        return
    if not is_object(body) or not isinstance(body.get("model"), str) or not is_of_cloud(body["model"]):
        return
    tools = body["tools"] if is_array(body.get("tools")) else list[Any]()
    kinds = [tool.get("type") for tool in tools if is_object(tool)]
    if not any(isinstance(kind, str) and is_search(kind) for kind in kinds):
        raise Untranslated(403, NO_REMOTE_MODEL)


def refuse_packed(request: Request) -> None:
    """Raise Untranslated for a body that is packed: no zstd is read here."""
    if request.headers.get("content-encoding") == "zstd":
        raise Untranslated(400, "unexpected EOF")


def is_of_cloud(name: str) -> bool:
    """Whether a name says that its model is in the cloud."""
    try:
        return reference(name).source == "cloud"
    except APIError:
        return False


def read(body: bytes, shape: GoType) -> Fields:
    """Read a request's body. Of one that is missing, these routes say less than the native ones.

    Raises:
        APIError: it is wrong; the text is what the server says.
    """
    return requests.read(body, shape, missing="EOF")


def whole(answer: Response) -> Fields:
    """The value of an answer in one piece."""
    if not isinstance(answer.body, bytes):
        raise TypeError("the answer streams")
    value: Fields = json.loads(answer.body)
    return value


def as_json(answer: Response, change: Callable[[Fields], Any]) -> Response:
    """An answer in one piece with its value changed."""
    answer.body = encode(change(whole(answer))) + b"\n"
    answer.headers["Content-Type"] = JSON
    return answer


def as_events(answer: Response, change: Callable[[Fields], Iterable[bytes]]) -> Response:
    """A stream with each of its lines changed into events; an answer in one piece counts as one line."""
    answer.body = _changed(answer.body, change)
    answer.headers["Content-Type"] = EVENTS
    return answer


def _changed(body: bytes | Generator[Item], change: Callable[[Fields], Iterable[bytes]]) -> Generator[Item]:
    try:
        for item in [body] if isinstance(body, bytes) else body:
            if isinstance(item, bytes):
                yield from change(json.loads(item))
            else:
                yield item
    finally:
        if not isinstance(body, bytes):
            body.close()


def unix_time(timestamp: str) -> int:
    """Seconds since 1970 of a time as the native routes write it."""
    return int(datetime.fromisoformat(timestamp).timestamp())


def given(**fields: Any) -> Fields:
    """Those of the fields that are not empty: the others are left out of JSON."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def web_query(said: Fields) -> str | None:
    """What the model wants to search the web for, if it does."""
    for call in said.get("tool_calls", []):
        if call["function"]["name"] == "web_search":
            query = call["function"]["arguments"].get("query")
            return query if isinstance(query, str) else ""
    return None
