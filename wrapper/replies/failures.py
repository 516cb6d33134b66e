"""The errors that a response stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import InvalidResponseError, ResponseError, excerpt
from ..exchange.urls import server_of

if TYPE_CHECKING:
    from ..errors import OllamaError
    from ..exchange.steps import Response

_CREDENTIALS = re.compile("//.*@", re.DOTALL)  # to the last "@": a malformed URL may have a password anywhere


def response_error(response: Response, content: bytes, unread: OllamaError | None = None) -> ResponseError:
    """Return the error for a response without a success status.

    Args:
        response: The response.
        content: Its body, up to the client's bound.
        unread: Why the body was not read, or None.
    """
    body = content.decode("utf-8-sig", errors="replace")  # JSON is UTF-8, whatever the headers say
    text = body.strip()
    if not text or text.startswith("<"):  # empty, or a page for people: the status says more
        text = f"{response.status_code} {response.reason_phrase}".strip()
        if location := response.headers.get("location"):
            text += f" to {excerpt(_CREDENTIALS.sub('//', location))}"
        if body:
            text += f", with a page of HTML: is {server_of(response.url)} an Ollama server?"
        if unread:
            text += f"; its body cannot be read: {unread.args[0]}"
    if response.status_code == 400 and "HTTPS" in body and str(response.url).startswith("http:") and text[0] != "{":
        text = f"{excerpt(text)}: if the server expects TLS, write https:// in `host`"
    return ResponseError(text, response.status_code, headers=response.headers, body=body)


def too_long(part: str, setting: str, limit: int, response: Response, body: bytes) -> InvalidResponseError:
    """Return the error for a response with a part that is longer than a bound of the client."""
    return invalid_response(
        f"{part} is longer than {limit} bytes, the client's `{setting}`: raise it if need be", response, body
    )


def invalid_response(reason: str, response: Response, body: bytes) -> InvalidResponseError:
    """Return the error for a successful response whose body, or a line of it, does not follow the API."""
    text = body.decode(errors="replace")
    error = f"{reason}: is {server_of(response.url)} an Ollama server? It sent {excerpt(text.strip())!r}"
    return InvalidResponseError(error, response.status_code, headers=response.headers, body=text)
