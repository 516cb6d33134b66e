"""Everything that a call can raise.

    OllamaError
     ├── RequestError             also ValueError       the arguments are wrong; nothing was sent
     ├── ServerConnectionError    also ConnectionError  no server, or it hung up before it answered
     ├── ServerTimeoutError       also TimeoutError     the server took longer than the timeout
     └── ResponseError                                  the server answered with an error
          ├── IncompleteResponseError                   the answer was cut short
          └── InvalidResponseError                      the answer is not what the API says

Each has `partial`, the part of a stream that came before it. Nothing of httpx or json gets out: the functions below
turn whatever happens into one of these.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_EXCERPT = 500  # characters of a body that is no JSON, as shown in an error's text
# Where the text is: Ollama's own name, those of proxies, and Go's name, from a remote model's host, handed on.
_NAMES = ("error", "detail", "message", "Status")


class OllamaError(Exception):
    """The base of every error that a call raises."""

    partial: Any = None
    """What had been received of a stream, merged into one reply; None where nothing had, or nothing was streamed."""


class RequestError(OllamaError, ValueError):
    """The arguments of a call are wrong; nothing was sent."""

    error: str
    """What is wrong, and the way out."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class ServerConnectionError(OllamaError, ConnectionError):
    """The server could not be reached, or hung up before it answered, or does not speak HTTP."""


class ServerTimeoutError(OllamaError, TimeoutError):
    """The server took longer than the timeout."""


class ResponseError(OllamaError):
    """The server answered with an error: a status that is none of success, or an error line within a stream."""

    error: str
    """The server's own words."""
    status_code: int
    """The HTTP status of the answer: 200 for an error line within a stream, -1 where there is no answer."""
    headers: Mapping[str, str]
    """The headers of the answer; names in any case."""
    body: str
    """The body of the answer, whole, or the line of a stream."""
    signin_url: str | None
    """Where to sign in, when the server asks for it (status 401)."""

    def __init__(
        self,
        error: str,
        status_code: int = -1,
        *,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> None:
        text, self.signin_url = _explain(error)
        super().__init__(text)
        self.error = text
        self.status_code = status_code
        self.headers = {} if headers is None else headers
        self.body = error if body is None else body

    def __str__(self) -> str:
        return f"{self.error} (status code: {self.status_code})"


class IncompleteResponseError(ResponseError):
    """The answer ended before it was whole: a body cut short, a stream without its last line, a reply not done.

    `partial` is what came of a stream, or the reply that says that it is not done.
    """


class InvalidResponseError(ResponseError):
    """The answer is not what the API says: a page of HTML, garbage, a string where an object belongs."""


def _explain(body: str) -> tuple[str, str | None]:
    """Find the error's text and the sign-in address in a body: an object with `error`, or any other text."""
    try:
        content: object = json.loads(body)
    except (ValueError, RecursionError):
        return body, None
    if isinstance(content, str):
        return content, None
    if not isinstance(content, dict):
        return body, None
    fields = cast("dict[str, object]", content)
    error: object = next((fields[name] for name in _NAMES if fields.get(name)), body)
    if isinstance(error, dict):  # the OpenAI- and Anthropic-compatible routes, and some proxies
        error = cast("dict[str, object]", error).get("message") or cast("dict[str, object]", error)
    signin_url = fields.get("signin_url")
    return error if isinstance(error, str) else json.dumps(error), signin_url if isinstance(signin_url, str) else None


def from_response(response: httpx.Response, content: bytes) -> ResponseError:
    """Make the error for an answer whose status is none of success; `content` is its body, as far as it came."""
    body = content.decode("utf-8-sig", errors="replace")  # JSON is UTF-8, whatever the headers say
    text = body.strip()
    if not text or text.startswith("<"):  # nothing to read, or a page for people: the status says more
        text = f"{response.status_code} {response.reason_phrase}".strip()
        if location := response.headers.get("location"):
            text += f" to {re.sub('//[^/]*@', '//', location)}"  # without a password
        if body:
            text += f", with a page of HTML: is {_server(response)} an Ollama server?"
    elif not text.startswith("{"):
        text = text[:_EXCERPT]
    return ResponseError(text, response.status_code, headers=response.headers, body=body)


def invalid(reason: str, response: httpx.Response, body: bytes) -> InvalidResponseError:
    """Make the error for an answer of success whose body, or a line of it, is not what the API says."""
    text = body.decode(errors="replace")
    excerpt = text[:_EXCERPT].strip()
    error = f"{reason}: is {_server(response)} an Ollama server? It sent {excerpt!r}"
    return InvalidResponseError(error, response.status_code, headers=response.headers, body=text)


def _server(response: httpx.Response) -> str:
    return f"{response.url.scheme}://{response.url.netloc.decode()}"


def from_transport(error: Exception, url: str) -> OllamaError:
    """Turn what the transport raised before the answer began into an error of this tree."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return ServerTimeoutError(f"{url} did not answer in time ({_kind(error)}): raise `timeout` if it needs longer")
    if isinstance(error, httpx.ConnectError):
        reason = f"Failed to connect to Ollama at {url} ({error}): is it running there? Start it with `ollama serve`"
        return ServerConnectionError(f"{reason}, or name another server by `host` or OLLAMA_HOST")
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError)):
        return RequestError(f"{url}: {error}")
    return ServerConnectionError(f"{url} gave no answer ({_kind(error)}): {error}")


def from_reading(error: Exception, response: httpx.Response) -> OllamaError:
    """Turn what the transport raised in the middle of an answer of success into an error of this tree."""
    import httpx

    server, what = _server(response), f"{_kind(error)}: {error}"
    if isinstance(error, httpx.TimeoutException):
        return ServerTimeoutError(f"{server} stopped sending in the middle: raise `timeout` if it needs longer")
    kind: type[ResponseError] = IncompleteResponseError
    reason = f"the answer was cut short ({what})"
    if isinstance(error, httpx.DecodingError):
        kind, reason = InvalidResponseError, f"the answer cannot be unpacked ({what}): is {server} an Ollama server?"
    return kind(reason, response.status_code, headers=response.headers, body="")


def _kind(error: Exception) -> str:
    return type(error).__name__


def short_repr(value: object) -> str:
    """Return a value's repr for an error message, truncated to 80 characters."""
    return truncate(repr(value), 80)


def truncate(text: str, limit: int) -> str:
    """Cut a string to `limit` characters and mark the cut."""
    return text if len(text) <= limit else f"{text[:limit]}…"
