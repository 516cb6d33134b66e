"""The errors of httpx or httpx2, converted to those of the client's tree."""

from __future__ import annotations

import contextlib
import re
import ssl
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import (
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
    excerpt,
)
from ..exchange.redirects import without_credentials
from ..exchange.urls import redact_url, server_of
from ..replies.failures import response_error
from . import error_texts
from .control import ABORTED

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import ModuleType

    import httpx

    from ..exchange.steps import Request
    from .control import CallControl

E = TypeVar("E", bound=OllamaError)


class HTTPXErrors:
    """The conversion of the errors of one library.

    Args:
        module: httpx or httpx2.
    """

    def __init__(self, module: ModuleType) -> None:
        self._httpx: Any = module
        self.raised: tuple[type[Exception], ...] = (module.HTTPError, module.InvalidURL, module.StreamError)
        """Everything that the library raises while it sends, waits and reads."""
        self._invalid = (module.UnsupportedProtocol, module.InvalidURL, module.LocalProtocolError)

    @contextlib.contextmanager
    def sending(self, request: Request) -> Generator[None]:
        """Convert what httpx raises before the response begins."""
        try:
            yield
        except self.raised as error:
            raise self.connection_error(error, redact_url(request.url)) from error
        except UnicodeError as error:  # a host name that no lookup accepts: asyncio alone makes it an OSError
            cause = self._httpx.ConnectError(str(error), request=self._httpx.Request(request.method, request.url))
            raise self.connection_error(cause, redact_url(request.url)) from error
        except (OSError, RuntimeError) as error:  # a file that vanished during its upload, a client that is closed
            raise RequestError(f"the request cannot be sent: {error}") from error

    def connection_error(self, error: Any, url: str) -> OllamaError:
        """Return the error for what httpx raised before the response began."""
        if isinstance(error, self._httpx.HTTPStatusError):  # an event hook called `raise_for_status`
            content = b""
            with contextlib.suppress(self._httpx.ResponseNotRead):  # the hook may have left the body unread
                content = error.response.content
            return response_error(error.response, content)
        name, cause = type(error).__name__, _innermost(error)
        details = excerpt(str(error) or str(cause))  # with trio, only the cause has a message
        details = re.sub(r"(?<=location header):.*", "", details, flags=re.DOTALL)  # part of a password may follow
        if isinstance(error, self._httpx.TimeoutException):
            timed_out = both(ServerTimeoutError, error)(error_texts.late(url, name))
            timed_out.is_connecting = isinstance(error, (self._httpx.ConnectTimeout, self._httpx.PoolTimeout))
            return self._with_request(timed_out, error)
        kind: type[OllamaError] = ServerConnectionError
        if isinstance(cause, ssl.SSLCertVerificationError):
            ways_out = '`verify=ssl.create_default_context(cafile="ca.pem")` or by SSL_CERT_FILE'
            reason = error_texts.untrusted(url, cause.verify_message, ways_out)
        elif isinstance(cause, ssl.SSLError):
            reason = error_texts.without_tls(url, excerpt(str(cause)))
        elif isinstance(error, self._httpx.ConnectError):
            reason = error_texts.unreachable(url, details)
        elif isinstance(error, self._invalid):
            kind, reason = RequestError, f"{url}: {error}"
        else:
            reason = error_texts.unanswered(url, f"{name}: {details}")
        failure = both(kind, error)(reason)
        if isinstance(failure, ServerConnectionError):
            failure.is_untrusted = isinstance(cause, ssl.SSLCertVerificationError)
        return self._with_request(failure, error)

    @contextlib.contextmanager
    def reading(self, response: httpx.Response) -> Generator[None]:
        """Convert what httpx raises while a body is read."""
        try:
            yield
        except self.raised as error:
            raise self.read_error(error, response) from error

    def read_error(self, error: Exception, response: httpx.Response, control: CallControl | None = None) -> OllamaError:
        """Return the error for what httpx raised in the middle of a successful response."""
        if control is not None and control.is_late and not control.is_aborted:
            return control.error()
        server, details = server_of(response.url), f"{type(error).__name__}: {excerpt(str(error))}"
        if isinstance(error, self._httpx.TimeoutException):
            return self._with_request(both(ServerTimeoutError, error)(error_texts.stalled(server)), error, response)
        kind: type[ResponseError] = IncompleteResponseError
        aborted = control is not None and control.is_aborted
        reason = error_texts.cut_short(ABORTED if aborted else details)
        if isinstance(error, self._httpx.DecodingError):
            kind = InvalidResponseError
            reason = error_texts.undecodable(server, details)
        failure = both(kind, error)(reason, response.status_code, headers=response.headers, body="")
        return self._with_request(failure, error, response)

    def too_many_redirects(self, error: ResponseError, response: httpx.Response, followed: int) -> OllamaError:
        """Return the error for a redirect that is one too many, which is otherwise the error of its response."""
        cause = self._httpx.TooManyRedirects("", request=response.request)
        reason = error_texts.too_many_redirects(error.error, followed)
        failure = both(ResponseError, cause)(reason, error.status_code, headers=error.headers, body=error.body)
        return self._with_request(failure, cause)

    def _with_request(self, error: Any, cause: Any, response: httpx.Response | None = None) -> OllamaError:
        """Return the error with the request of its cause, as its `request` of httpx: without credentials and body."""
        if isinstance(cause, self._httpx.RequestError):
            with contextlib.suppress(RuntimeError):  # httpx raises it where a request is unset
                request = response.request if response is not None else cause.request
                headers = without_credentials(request.headers)
                error.request = self._httpx.Request(request.method, redact_url(request.url), headers=headers)
        checked: OllamaError = error
        return checked


def _innermost(error: BaseException) -> BaseException:
    while cause := error.__cause__ or error.__context__:
        if isinstance(error, ssl.SSLError):
            break
        error = cause
    return error


# Code written for httpx catches `httpx.ConnectError`. A class for each pair would be two dozen, which differ in their
# bases only.


def both(ours: type[E], error: Exception) -> type[E]:
    """Return the class of errors that are one of the client's and of the class of an error of httpx."""
    theirs: Any = type(error)
    is_stream_error = isinstance(error, RuntimeError)  # those take no message
    combined: type[E] = ours if is_stream_error else _combined(cast("Any", ours), theirs)
    return combined


@cache
def _combined(ours: Any, theirs: Any) -> Any:
    body = {"__module__": ours.__module__, "__doc__": ours.__doc__, "__reduce__": _reduce}
    return type(ours.__name__, (ours, theirs), body)  # the same name, for tracebacks and logs


def _reduce(error: OllamaError) -> tuple[Any, ...]:
    """Return what pickle and copy rebuild an error from: the class itself can be imported from nowhere."""
    ours, theirs = type(error).__bases__
    return _rebuild, (ours, theirs, error.args), vars(error)


def _rebuild(ours: Any, theirs: Any, args: tuple[Any, ...]) -> Any:
    return _combined(ours, theirs)(*args)
