"""The errors that a call can raise.

    OllamaError
     ├── RequestError             also ValueError       an argument is invalid; the request was not sent
     ├── ServerConnectionError    also ConnectionError  no connection, or it broke before the response
     ├── ServerTimeoutError       also TimeoutError     the server took longer than the timeout
     └── ResponseError                                  the server responded with an error
          ├── IncompleteResponseError                   the response was cut short
          └── InvalidResponseError                      the response does not follow the API

An exception of httpx or json never leaves a call by itself: it is converted to one of these. An error that httpx caused
is also an instance of httpx's own class, so that `except httpx.ConnectError` catches it; the same holds for httpx2.
Those of pyreqwest are instances of the built-in classes only.
"""

# Annotations are evaluated, so that `typing.get_type_hints` and `inspect.signature` work.

import json
from collections.abc import Mapping
from typing import Any, cast

# The keys that may hold the message: Ollama's, those of proxies, and Go's, which a remote model's host may send.
_MESSAGE_KEYS = ("error", "detail", "message", "Status")


class OllamaError(Exception):
    """The base class of every error that a call raises.

    Attributes:
        partial (Any): the part of a stream received before the error, merged into one reply; None (the default) if
            nothing was received or the call did not stream.

    >>> from wrapper import Client
    >>> try:
    ...     Client("ftp://localhost")
    ... except OllamaError as error:
    ...     print(type(error).__name__)
    RequestError
    """

    partial: Any = None


class RequestError(OllamaError, ValueError):
    """An argument of a call is invalid; the request was not sent.

    Args:
        error: the message.

    Attributes:
        error (str): which argument is invalid, the values that are accepted, and how to fix it.

    >>> from wrapper import Client
    >>> Client("ftp://localhost")
    Traceback (most recent call last):
    wrapper.errors.RequestError: invalid scheme 'ftp' in host: use http or https
    """

    error: str

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class ServerConnectionError(OllamaError, ConnectionError):
    """The server is unreachable, disconnected before it responded, or does not speak HTTP.

    Attributes:
        is_aborted (bool): whether `abort()` or `close()` of the client ended the call.
        is_untrusted (bool): whether the server's certificate does not verify; the call is not retried.

    >>> from wrapper import Client
    >>> with Client("http://127.0.0.1:9") as client:
    ...     try:
    ...         client.version()
    ...     except ServerConnectionError:
    ...         print("The server is not running.")
    The server is not running.
    """

    is_aborted: bool = False
    is_untrusted: bool = False


class ServerTimeoutError(OllamaError, TimeoutError):
    """The server took longer than the timeout to connect, respond or send more data.

    Attributes:
        is_connecting (bool): whether no connection was made; the server then has not received the call.
    """

    is_connecting: bool = False


class ResponseError(OllamaError):
    """The server responded with an error: an error status, or an error line within a stream.

    Args:
        error: the error message, or the JSON object that contains it.
        status_code, headers, body: the attributes of the same name; `body` defaults to `error`.

    Attributes:
        error (str): the server's error message, its first 500 characters.
        status_code (int): the HTTP status of the response: 200 for an error line within a stream, -1 (the default) if
            there is no response.
        headers (Mapping[str, str]): the response headers, whose names are case-insensitive; empty by default.
        body (str): the body of the response, or the line of the stream: its first MiB, or the client's
            `max_error_bytes`.
        signin_url (str | None): the page for signing in if the server requires it (status 401), else None.

    >>> error = ResponseError('{"error": "model not found"}', 404)
    >>> error.error, error.status_code
    ('model not found', 404)
    >>> print(error)
    model not found (status code: 404)
    """

    error: str
    status_code: int
    headers: Mapping[str, str]
    body: str
    signin_url: str | None

    def __init__(
        self,
        error: str,
        status_code: int = -1,
        *,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> None:
        message, self.signin_url = _parse_error(error)
        message = excerpt(message)
        super().__init__(message)
        self.error = message
        self.status_code = status_code
        self.headers = {} if headers is None else headers
        self.body = error if body is None else body

    def __str__(self) -> str:
        return f"{self.error} (status code: {self.status_code})"


class IncompleteResponseError(ResponseError):
    """The response ended early: a truncated body, a stream without its last line, or a reply with `done: false`.

    Its attributes are those of `ResponseError`.

    Attributes:
        partial (Any): the received part of a stream, merged into one reply, or the reply with `done: false`; None if
            nothing was received.
    """


class InvalidResponseError(ResponseError):
    """The response does not follow the API: a page of HTML, malformed JSON, JSON of another service, or too many bytes.

    Its status is a success; with an error status, such a response is a plain `ResponseError`. Its attributes are those
    of `ResponseError`.

    >>> from wrapper import GenerateResponse
    >>> GenerateResponse.from_dict({"response": "[]"}).parse(int)
    Traceback (most recent call last):
    wrapper.errors.InvalidResponseError: $: expected an integer, got [] (status code: 200)
    """


def _parse_error(body: str) -> tuple[str, str | None]:
    """Return the error message and the sign-in URL in `body`, which may be plain text or JSON."""
    try:
        content: object = json.loads(body)
    except (ValueError, RecursionError):
        return body, None
    if isinstance(content, str):
        return content, None
    if not isinstance(content, dict):
        return body, None
    fields = cast("dict[str, object]", content)
    error: object = next((fields[key] for key in _MESSAGE_KEYS if fields.get(key)), body)
    if isinstance(error, dict):  # the OpenAI- and Anthropic-compatible routes, and some proxies
        error = cast("dict[str, object]", error).get("message") or cast("dict[str, object]", error)
    if isinstance(error, str) and error is not body and error.lstrip().startswith("{"):  # a runner's own JSON error
        error = _parse_error(error)[0]
    signin_url = fields.get("signin_url")
    return error if isinstance(error, str) else json.dumps(error), signin_url if isinstance(signin_url, str) else None


def short_repr(value: object) -> str:
    """Return a value's repr for an error message, truncated to 80 characters; its type if it has no repr."""
    try:
        return truncate(repr(value), 80)
    except Exception:  # a __repr__ may raise anything; that of a huge integer or of deep nesting raises too
        return f"<{type(value).__name__}>"


def excerpt(text: str) -> str:
    """Return as much of a string as an error message may contain."""
    return truncate(text, 500)


def truncate(text: str, limit: int) -> str:
    """Cut a string to `limit` characters and mark the cut."""
    return text if len(text) <= limit else f"{text[:limit]}…"
