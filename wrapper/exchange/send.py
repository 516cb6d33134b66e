"""One call, from its request to an answer of success, in steps that a client performs.

The generators here decide everything and do no I/O: they yield a step, are sent its outcome (or thrown its exception),
and return the result. `Client` performs the steps as they are, `AsyncClient` awaits them.
"""

from __future__ import annotations

import contextlib
import logging
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx

from ollama_rest.types import ApiModel

from ..clients.settings import Default, check_timeout
from ..errors import (
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
    from_reading,
    from_response,
    from_transport,
)
from ..replies.decode import parse_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from ..requests.call import Call

R = TypeVar("R", bound=ApiModel)
T = TypeVar("T")

_logger = logging.getLogger("wrapper")
_MOST_REDIRECTS = 10
_LONGEST_DELAY = 60.0  # seconds between two attempts
_HARMLESS_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
    }
)


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request; the outcome is the response, its body unread."""

    request: httpx.Request
    trusted: bool
    """Whether it goes where the client points, so that the client's own authentication may go along."""


@dataclass(frozen=True, slots=True)
class Read:
    """Read the body of a response to its end."""

    response: httpx.Response


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for a number of seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """Do what blocks, such as reading a large file; the outcome is what the function returns."""

    function: Callable[[], Any]


Step: TypeAlias = Send | Read | Sleep | Work
Steps: TypeAlias = "Generator[Step, Any, T]"


def open_reply(call: Call[Any], http: httpx.Client | httpx.AsyncClient, retries: int) -> Steps[httpx.Response]:
    """Send a call's request; return the answer when its status is one of success, its body unread.

    A call that failed before its answer began, or was answered 429 or 503, is sent again up to `retries` times.

    Raises:
        RequestError: the request cannot be sent as it is.
        ServerConnectionError: there is no server, or it hung up.
        ServerTimeoutError: the server took too long.
        ResponseError: the answer is an error.
    """
    attempt = 0
    while True:
        try:
            return (yield from _send(call, http))
        except (ServerConnectionError, ServerTimeoutError, ResponseError) as error:
            if attempt >= retries or not _is_passing(error):
                raise
            delay = _delay(error, attempt)
            _logger.debug("trying again in %.1f s: %s", delay, type(error).__name__)
            yield Sleep(delay)
            attempt += 1


def _send(call: Call[Any], http: httpx.Client | httpx.AsyncClient) -> Steps[httpx.Response]:
    timeout = check_timeout(call.timeout)
    try:
        request = http.build_request(
            **call.request, timeout=httpx.USE_CLIENT_DEFAULT if isinstance(timeout, Default) else timeout
        )
    except (httpx.InvalidURL, ValueError, TypeError) as error:  # what JSON or HTTP cannot carry
        raise RequestError(f"the request cannot be sent: {error}") from error
    _keep_secrets(http.base_url, request, call.request.get("headers", {}))
    redirects = 0
    try:
        while True:
            response: httpx.Response = yield Send(request, trusted=_same_server(http.base_url, request.url))
            _logger.debug("%s %s: %d", request.method, _shown(request.url), response.status_code)
            if response.is_success:
                return response
            following = response.next_request if http.follow_redirects else None
            try:
                content: bytes = yield Read(response)
            except httpx.HTTPError:  # the status says enough
                content = b""
            if following is None or not _is_of_the_web(following.url) or redirects == _MOST_REDIRECTS:
                raise from_response(response, content)
            request = _redirected(request, following, response.status_code)
            redirects += 1
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise from_transport(error, _shown(request.url)) from error
    except (OSError, RuntimeError) as error:  # a file that went away during its upload, a client that is closed
        raise RequestError(f"the request cannot be sent: {error}") from error


def _is_passing(error: OllamaError) -> bool:
    """Whether the same call may succeed a little later; a reply that has begun is never asked for again."""
    if isinstance(error, ResponseError):
        return error.status_code in (429, 503)
    # Waiting for the answer took too long: the server is at work on it, and would be so twice.
    return isinstance(error, ServerConnectionError) or isinstance(error.__cause__, httpx.ConnectTimeout)


def _delay(error: OllamaError, attempt: int) -> float:
    """Tell how many seconds to wait: what the server says in Retry-After, else ever longer."""
    text = error.headers.get("retry-after", "") if isinstance(error, ResponseError) else ""
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_DELAY)
    with contextlib.suppress(ValueError, TypeError, OverflowError):  # whatever the text is
        until = parsedate_to_datetime(text) - datetime.now(UTC)
        return min(max(until.total_seconds(), 0.0), _LONGEST_DELAY)
    # Spread, so that many clients of one server do not come back at once.
    return min(0.25 * 2.0**attempt, _LONGEST_DELAY) * random.uniform(0.75, 1.25)  # noqa: S311 - no secret


def fetch_reply(call: Call[R], http: httpx.Client | httpx.AsyncClient, retries: int) -> Steps[R]:
    """Send a call's request and read its answer whole.

    Raises:
        OllamaError: as `open_reply` and `parse_reply` say.
    """
    response = yield from open_reply(call, http, retries)
    try:
        yield Read(response)
    except httpx.HTTPError as error:
        raise from_reading(error, response) from error
    return parse_reply(call, response)


def _is_of_the_web(url: httpx.URL) -> bool:
    """Whether a redirect may be followed; httpx lets any number be a port, and systems cut it down to another one."""
    return url.scheme in ("http", "https") and (url.port or 0) < 1 << 16


def _redirected(request: httpx.Request, following: httpx.Request, status: int) -> httpx.Request:
    """Follow a redirect with method and body kept, and to another server with nothing that proves who asks."""
    if status in (301, 302):  # httpx, as browsers do, would make a GET of it and lose the body
        following = httpx.Request(
            request.method, following.url, headers=request.headers, stream=request.stream, extensions=request.extensions
        )
        following.headers["Host"] = following.url.netloc.decode()
    _keep_secrets(request.url, following)
    return following


def _keep_secrets(home: httpx.URL, request: httpx.Request, own: Mapping[str, str] | None = None) -> None:
    """Take from a request to another server than `home` all headers but harmless ones and its own."""
    if not _same_server(home, request.url):
        for name in request.headers.keys() - _HARMLESS_HEADERS - {name.lower() for name in own or ()}:
            del request.headers[name]


def _shown(url: httpx.URL) -> str:
    """Write a URL down without the password that a redirect may have put into it."""
    return str(url.copy_with(userinfo=b""))


def _same_server(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both are one server; the same host over https instead of http counts."""
    if one.host != other.host:
        return False
    upgraded = one.scheme == "http" and other.scheme == "https"
    return upgraded or (one.scheme, one.port) == (other.scheme, other.port)
