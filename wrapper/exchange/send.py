"""One call, from its request to a successful response: redirects and retries."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any, TypeVar

from ollama_rest.types import ApiModel

from ..errors import OllamaError, ResponseError, ServerConnectionError, ServerTimeoutError
from ..replies.decode import parse_reply
from ..replies.failures import response_error, too_long
from .redirects import redirected
from .steps import Flow, Read, Request, Response, Send, Session, Sleep
from .urls import redact_url, same_server

if TYPE_CHECKING:
    from ..requests.call import Call

R = TypeVar("R", bound=ApiModel)

_logger = logging.getLogger("wrapper")
_MAX_DELAY = 60.0  # seconds between two attempts


def fetch_reply(call: Call[R], session: Session) -> Flow[R]:
    """Send a call's request and parse its whole response.

    Raises:
        OllamaError: as `open_response` and `parse_reply` raise it.
    """
    response, content = yield from fetch_content(call, session)
    return parse_reply(call, response, content, session.bounds)


def fetch_content(call: Call[Any], session: Session) -> Flow[tuple[Response, bytes]]:
    """Send a call's request; return the response and its whole body.

    Raises:
        OllamaError: as `open_response` raises it, or the body broke off or is too long.
    """
    response = yield from open_response(call, session)
    content: bytes = yield Read(response, session.bounds.body + 1)
    if len(content) > session.bounds.body:
        raise too_long("the response", "max_body_bytes", session.bounds.body, response, content[: session.bounds.error])
    return response, content


def open_response(call: Call[Any], session: Session) -> Flow[Response]:
    """Send a call's request; return the response once its status is a success, its body unread.

    A call that fails before the server answers, or with status 429 or 503, is sent again up to `session.retries` times.

    Raises:
        RequestError: The request cannot be sent as it is.
        ServerConnectionError: The server cannot be reached, or it hung up.
        ServerTimeoutError: The server took too long.
        ResponseError: The response is an error.
    """
    attempt = 0
    while True:
        try:
            return (yield from _send(call, session))
        except (ServerConnectionError, ServerTimeoutError, ResponseError) as error:
            if attempt >= session.retries or not _is_transient(error):
                raise
            delay = _retry_delay(error, attempt)
            _logger.debug("retrying in %.1f s after %s", delay, type(error).__name__)
            yield Sleep(delay)
            attempt += 1


def _send(call: Call[Any], session: Session) -> Flow[Response]:
    request = _absolute(call.request, session.base_url)
    redirects = 0
    while True:
        send_credentials = same_server(session.base_url, request.url)
        response: Response = yield Send(request, session.timeout, send_credentials)
        if _logger.isEnabledFor(logging.DEBUG):
            _logger.debug("%s %s: %d", request.method.upper(), redact_url(request.url), response.status_code)
        if 200 <= response.status_code < 300:
            return response
        content, unread = b"", None
        try:
            content = yield Read(response, session.bounds.error)
        except OllamaError as error:
            is_late = session.deadline is not None and session.deadline.has_passed
            if is_late or isinstance(error, ServerConnectionError):  # the call was ended
                raise
            unread = error  # the status is enough
        following = redirected(request, response) if session.follow_redirects else None
        if following is None:
            raise response_error(response, content, unread) from unread
        if redirects == session.max_redirects:
            final = response_error(response, content, unread)
            raise session.library.too_many_redirects(final, response, redirects)
        request = following
        redirects += 1


def _absolute(request: dict[str, Any], base_url: str) -> Request:
    url: str = request["url"]
    return Request(
        method=request["method"],
        url=f"{base_url}{url}" if url.startswith("/") else url,
        headers=request.get("headers", {}),
        json=request.get("json"),
        content=request.get("content"),
    )


def _is_transient(error: OllamaError) -> bool:
    """Whether the same call may succeed a little later; a reply that has begun is never requested again."""
    if isinstance(error, ResponseError):
        return error.status_code in (429, 503)
    if isinstance(error, ServerConnectionError):
        return not (error.is_aborted or error.is_untrusted)
    # After a read timeout the server may still be working on the call, and would then do it twice.
    return isinstance(error, ServerTimeoutError) and error.is_connecting


def _retry_delay(error: OllamaError, attempt: int) -> float:
    """Return the seconds to wait: the value of Retry-After, else an exponentially growing delay."""
    import random  # here, because few calls are retried, and these import twenty modules
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    text = error.headers.get("retry-after", "") if isinstance(error, ResponseError) else ""
    if text.isascii() and text.isdigit():
        return min(float(text), _MAX_DELAY)
    with contextlib.suppress(ValueError, TypeError, OverflowError):  # any text may be in the header
        until = parsedate_to_datetime(text) - datetime.now(UTC)
        return min(max(until.total_seconds(), 0.0), _MAX_DELAY)
    # Random, so that many clients of one server do not come back at once.
    return min(0.25 * 2.0 ** min(attempt, 8), _MAX_DELAY) * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
