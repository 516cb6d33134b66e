"""Translation of another API's requests, responses and errors to the native ones and back.

A reply function of a test receives the request as it was sent, in the other API's form.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from ..http.json import Fields, encode
from ..http.responses import APIError, json_response
from ..http.server import Request, Response
from ..ollama import requests
from ..ollama.errors import NO_REMOTE_MODEL
from ..ollama.go_types import GoType
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
