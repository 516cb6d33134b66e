"""One call, from its request to an answer of success, in steps that a client performs.

The generators here decide everything and do no I/O: they yield a step, are sent its outcome (or thrown its exception),
and return the result. `Client` performs the steps as they are, `AsyncClient` awaits them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx

from generated.types import ApiModel

from ._errors import from_response, from_transport
from ._replies import parse_reply
from ._settings import Default

if TYPE_CHECKING:
    from collections.abc import Generator

    from ._requests import Call

R = TypeVar("R", bound=ApiModel)
T = TypeVar("T")

_logger = logging.getLogger("wrapper")
_MOST_REDIRECTS = 10
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


Step: TypeAlias = Send | Read
Steps: TypeAlias = "Generator[Step, Any, T]"


def open_reply(call: Call[Any], http: httpx.Client | httpx.AsyncClient) -> Steps[httpx.Response]:
    """Send a call's request; return the answer when its status is one of success, its body unread.

    Raises:
        RequestError: the request cannot be sent as it is.
        ServerConnectionError: there is no server, or it hung up.
        ServerTimeoutError: the server took too long.
        ResponseError: the answer is an error.
    """
    timeout = httpx.USE_CLIENT_DEFAULT if isinstance(call.timeout, Default) else call.timeout
    first = request = http.build_request(**call.request, timeout=timeout)
    redirects = 0
    try:
        while True:
            response: httpx.Response = yield Send(request, trusted=_same_server(first.url, request.url))
            _logger.debug("%s %s: %d", request.method, request.url, response.status_code)
            if response.is_success:
                return response
            yield Read(response)
            if response.next_request is None or redirects == _MOST_REDIRECTS:
                raise from_response(response)
            request = _redirected(request, response.next_request, response.status_code)
            redirects += 1
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise from_transport(error, str(request.url)) from error


def fetch_reply(call: Call[R], http: httpx.Client | httpx.AsyncClient) -> Steps[R]:
    """Send a call's request and read its answer whole.

    Raises:
        OllamaError: as `open_reply` and `parse_reply` say.
    """
    response = yield from open_reply(call, http)
    try:
        yield Read(response)
    except httpx.HTTPError as error:
        raise from_transport(error, str(response.url)) from error
    return parse_reply(call, response)


def _redirected(request: httpx.Request, following: httpx.Request, status: int) -> httpx.Request:
    """Follow a redirect with method and body kept, and to another server with nothing that proves who asks."""
    if status in (301, 302):  # httpx, as browsers do, would make a GET of it and lose the body
        following = httpx.Request(
            request.method, following.url, headers=request.headers, stream=request.stream, extensions=request.extensions
        )
        following.headers["Host"] = following.url.netloc.decode()
    if not _same_server(request.url, following.url):
        for name in following.headers.keys() - _HARMLESS_HEADERS:
            del following.headers[name]
    return following


def _same_server(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both are one server; the same host over https instead of http counts."""
    if one.host != other.host:
        return False
    upgraded = one.scheme == "http" and other.scheme == "https"
    return upgraded or (one.scheme, one.port) == (other.scheme, other.port)
