"""The errors of pyreqwest, converted to those of the client's tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyreqwest import exceptions

from ..errors import (
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ServerConnectionError,
    ServerTimeoutError,
    excerpt,
)
from ..exchange.urls import redact_url, server_of
from . import error_texts
from .control import ABORTED
from .pyreqwest_waits import TimedOut, WaitEnded

if TYPE_CHECKING:
    from ..exchange.steps import Response
    from .control import CallControl


class RemoteProtocolError(Exception):
    """A response does not follow HTTP."""


class DecodingError(Exception):
    """A body cannot be decompressed."""


class ReadTimeout(Exception):
    """The deadline of the call has passed."""


class ReadError(Exception):
    """The call was ended."""


RAISED = (
    exceptions.PyreqwestError,
    TimedOut,
    WaitEnded,
    RemoteProtocolError,
    DecodingError,
    ReadTimeout,
    ReadError,
)
"""Everything that pyreqwest, and waiting for it, raises while a body is read."""

_CERTIFICATE = "invalid peer certificate: "
_TLS = re.compile("received corrupt message|received fatal alert|peer (is incompatible|misbehaved)|tls handshake")


def connection_error(error: Exception, url: str) -> OllamaError:
    """Return the error for what was raised before the response began."""
    url, details, name = redact_url(url), _details(error), type(error).__name__
    if isinstance(error, (TimedOut, exceptions.RequestTimeoutError)):
        timed_out = ServerTimeoutError(error_texts.late(url, f"{name}: {details}"))
        timed_out.is_connecting = isinstance(error, exceptions.ConnectTimeoutError)
        return timed_out
    if isinstance(error, exceptions.BuilderError):
        return RequestError(f"{url}: {details}")
    is_connecting = isinstance(error, exceptions.ConnectError) and any("(Connect)" in each for each in _messages(error))
    is_untrusted = details.startswith(_CERTIFICATE)
    if is_untrusted:
        reason = error_texts.untrusted(url, details.removeprefix(_CERTIFICATE), "SSL_CERT_FILE")
    elif is_connecting and _TLS.match(details):
        reason = error_texts.without_tls(url, details)
    elif is_connecting:
        reason = error_texts.unreachable(url, details)
    else:
        reason = error_texts.unanswered(url, f"{name}: {details}")
    failure = ServerConnectionError(reason)
    failure.is_untrusted = is_untrusted
    return failure


def read_error(error: Exception, response: Response, control: CallControl) -> OllamaError:
    """Return the error for what was raised in the middle of a successful response."""
    if control.is_late and not control.is_aborted:
        return control.error()
    server, details = server_of(response.url), f"{type(error).__name__}: {_details(error)}"
    if isinstance(error, (TimedOut, ReadTimeout, exceptions.RequestTimeoutError)):
        return ServerTimeoutError(error_texts.stalled(server))
    if isinstance(error, DecodingError):
        reason = error_texts.undecodable(server, details)
        return InvalidResponseError(reason, response.status_code, headers=response.headers, body="")
    reason = error_texts.cut_short(ABORTED if control.is_aborted else details)
    return IncompleteResponseError(reason, response.status_code, headers=response.headers, body="")


def _details(error: Exception) -> str:
    """Return the message of the innermost cause: those around it only name the layers of pyreqwest."""
    return excerpt(_messages(error)[-1])


def _messages(error: Exception) -> list[str]:
    """Return the messages of an error and its causes, the innermost last."""
    details: Any = getattr(error, "details", None) or {}
    return [str(error), *(cause["message"] for cause in details.get("causes") or ())]
