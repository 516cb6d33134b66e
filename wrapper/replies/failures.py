"""The errors that a response stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import InvalidResponseError, ResponseError
from ..exchange.urls import server_of

if TYPE_CHECKING:
    from ..exchange.steps import Response

_CREDENTIALS = re.compile("//.*@", re.DOTALL)  # to the last "@": a malformed URL may have a password anywhere
_EXCERPT = 500  # characters of a body in an error's message


def response_error(response: Response, content: bytes) -> ResponseError:
    """Return the error for a response without a success status.

    Args:
        response: The response.
        content: Its body, as far as it arrived.
    """
    body = content.decode("utf-8-sig", errors="replace")  # JSON is UTF-8, whatever the headers say
    text = body.strip()
    if not text or text.startswith("<"):  # empty, or a page for people: the status says more
        text = f"{response.status_code} {response.reason_phrase}".strip()
        if location := response.headers.get("location"):
            text += f" to {_CREDENTIALS.sub('//', location[:_EXCERPT])}"
        if body:
            text += f", with a page of HTML: is {server_of(response.url)} an Ollama server?"
    elif not text.startswith("{"):
        text = text[:_EXCERPT]
    return ResponseError(text, response.status_code, headers=response.headers, body=body)


def invalid_response(reason: str, response: Response, body: bytes) -> InvalidResponseError:
    """Return the error for a successful response whose body, or a line of it, does not follow the API."""
    text = body.decode(errors="replace")
    excerpt = text[:_EXCERPT].strip()
    error = f"{reason}: is {server_of(response.url)} an Ollama server? It sent {excerpt!r}"
    return InvalidResponseError(error, response.status_code, headers=response.headers, body=text)
