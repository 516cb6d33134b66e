"""Translation of the requests, responses and errors of another API to the native ones and back.

A reply function of a test receives the request as it was sent, in the form of the other API.
"""

import base64
import json
import secrets
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from ..http.json import Fields, encode
from ..http.responses import APIError, json_response
from ..http.server import Item, Request, Response
from ..ollama import requests
from ..ollama.errors import NO_REMOTE_MODEL
from ..ollama.go_types import GoType, UnmarshalError, from_base64, unmarshal
from ..ollama.names import reference
from ..ollama.state import Ollama

Handler = Callable[[Ollama, Request], Response]
NativeRoute = Callable[[Ollama, Request, bytes], Response]
JSON = "application/json"


class NativeError(APIError):
    """An error that keeps its native form: the server returns it before it looks at the request's dialect."""


@dataclass(frozen=True)
class Dialect:
    """Another API. `error_body` returns the JSON body of an error."""

    error_body: Callable[[APIError], Fields]

    def route(self, handler: Handler) -> Handler:
        """Return a handler whose errors have this API's form."""

        @wraps(handler)
        def handle(ollama: Ollama, request: Request) -> Response:
            try:
                return handler(ollama, request)
            except NativeError:
                raise
            except APIError as error:
                return json_response(self.error_body(error), error.status)

        return handle

    def forward(self, native_route: NativeRoute, ollama: Ollama, request: Request, fields: Fields) -> Response:
        """Return the native route's response to a translated request. An error has this API's form."""
        try:
            return native_route(ollama, request, encode(fields))
        except APIError as error:
            return Response(error.status, encode(self.error_body(error)), {"Content-Type": JSON})


def read_request(request: Request, type: GoType) -> Fields:
    """Decode the body of a request. Raise `APIError` if it is invalid."""
    if request.headers.get("content-encoding") == "zstd":  # not supported here
        raise NativeError(400, "unexpected EOF")
    return requests.read(request.body, type, missing="EOF")


def is_cloud_model(name: str) -> bool:
    """Whether the name is one of a model in the cloud."""
    try:
        return reference(name).source == "cloud"
    except APIError:
        return False


def reject_cloud_model(name: str) -> None:
    """Raise `NativeError` for the name of a model in the cloud."""
    if is_cloud_model(name):
        raise NativeError(403, NO_REMOTE_MODEL)


def json_body(response: Response) -> Fields:
    """Return the decoded body of a response that does not stream."""
    if not isinstance(response.body, bytes):
        raise TypeError("the response streams")
    fields: Fields = json.loads(response.body)
    return fields


def translate_json(response: Response, translate: Callable[[Fields], Fields]) -> Response:
    """Translate the body of a response that does not stream, unless it is an error."""
    if response.status == 200:
        response.body = encode(translate(json_body(response)))
        response.headers["Content-Type"] = JSON
    return response


EVENT_STREAM = "text/event-stream"
NO_CACHE = {"Cache-Control": "no-cache", "Connection": "keep-alive"}
DONE = b"data: [DONE]\n\n"


def event(data: Any, name: str = "") -> bytes:
    """Return an event, with a name or without."""
    return (f"event: {name}\n".encode() if name else b"") + b"data: " + encode(data) + b"\n\n"


def translate_stream(response: Response, translate: Callable[[Fields], Iterable[bytes]]) -> Response:
    """Translate each line of a stream to events, unless it is an error. A whole body counts as one line."""
    if response.status == 200:
        response.body = _translated(response.body, translate)
        response.headers["Content-Type"] = EVENT_STREAM
    return response


def _translated(body: bytes | Generator[Item], translate: Callable[[Fields], Iterable[bytes]]) -> Generator[Item]:
    if isinstance(body, bytes):
        yield from translate(json.loads(body))
        return
    try:
        for item in body:
            if isinstance(item, bytes):
                yield from translate(json.loads(item))
            else:
                yield item
    finally:
        body.close()


def decode(value: Any, type: GoType, prefix: str = "") -> Any:
    """Decode a JSON value. Raise `APIError` if it is of another type; the message starts with `prefix`."""
    try:
        return unmarshal(value, type)
    except UnmarshalError as error:
        raise APIError(400, f"{prefix}{error}") from None


def decode_base64(text: Any, prefix: str) -> str:
    """Return an image or audio in base64 as the native routes take it. Raise `APIError` if it is invalid."""
    try:
        return base64.b64encode(from_base64(text)).decode()
    except UnmarshalError as error:
        raise APIError(400, f"{prefix}{error}") from None


def new_id(prefix: str) -> str:
    """Return a random id."""
    return f"{prefix}{secrets.token_hex(12)}"


def unix_time(timestamp: str) -> int:
    """Return the seconds since 1970 of a native timestamp."""
    return int(datetime.fromisoformat(timestamp).timestamp())
