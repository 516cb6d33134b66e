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
from .control import ABORTED
from .proxies import variable_for
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
        reason = f"{url} did not answer in time ({name}: {details}): raise `timeout` if it needs longer"
        timed_out = ServerTimeoutError(reason)
        timed_out.is_connecting = isinstance(error, exceptions.ConnectTimeoutError)
        return timed_out
    if isinstance(error, exceptions.BuilderError):
        return RequestError(f"{url}: {details}")
    is_connecting = isinstance(error, exceptions.ConnectError) and any("(Connect)" in each for each in _messages(error))
    is_untrusted = details.startswith(_CERTIFICATE)
    if is_untrusted:
        problem = details.removeprefix(_CERTIFICATE)
        reason = f"the certificate of {server_of(url)} does not verify ({problem}): correct it there, or trust its CA "
        reason += "by SSL_CERT_FILE"
    elif is_connecting and _TLS.match(details):
        reason = f"TLS fails with {server_of(url)} ({details}): if it speaks plain HTTP, write http:// in `host`"
    elif is_connecting:
        reason = f"Failed to connect to Ollama at {url} ({details}): is it running there? Start it with `ollama serve`"
        reason += ", or name another server by `host` or OLLAMA_HOST"
        if variable := variable_for(url):
            reason += f". {variable} names a proxy, which must run unless trust_env=False or `proxy` avoids it"
    else:
        reason = f"{url} gave no answer ({name}: {details})"
        if url.startswith("http://"):
            reason += "; if it expects TLS, write https:// in `host`"
    failure = ServerConnectionError(reason)
    failure.is_untrusted = is_untrusted
    return failure


def read_error(error: Exception, response: Response, control: CallControl) -> OllamaError:
    """Return the error for what was raised in the middle of a successful response."""
    if control.is_late and not control.is_aborted:
        return control.error()
    server, details = server_of(response.url), f"{type(error).__name__}: {_details(error)}"
    if isinstance(error, (TimedOut, ReadTimeout, exceptions.RequestTimeoutError)):
        return ServerTimeoutError(f"{server} stopped sending in the middle: raise `timeout` if it needs longer")
    if isinstance(error, DecodingError):
        reason = f"the response cannot be decompressed ({details}): is {server} an Ollama server?"
        return InvalidResponseError(reason, response.status_code, headers=response.headers, body="")
    reason = f"the response was cut short ({ABORTED if control.is_aborted else details})"
    return IncompleteResponseError(reason, response.status_code, headers=response.headers, body="")


def _details(error: Exception) -> str:
    """Return the message of the innermost cause: those around it only name the layers of pyreqwest."""
    return excerpt(_messages(error)[-1])


def _messages(error: Exception) -> list[str]:
    """Return the messages of an error and its causes, the innermost last."""
    details: Any = getattr(error, "details", None) or {}
    return [str(error), *(cause["message"] for cause in details.get("causes") or ())]
