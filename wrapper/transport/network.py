"""The connections of an httpx client, under the control of the call that each carries.

The classes implement the interface `NetworkBackend` and `NetworkStream` of httpcore, on which httpx is built. httpx2 is
built on httpcore2, which has the same.
"""

from __future__ import annotations

# ruff: noqa: D102 - the methods are those that httpcore documents
import contextlib
import re
import socket
import ssl
from concurrent.futures import CancelledError, Future
from contextvars import ContextVar
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

from ..errors import ServerConnectionError
from . import early_responses, event_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .control import CallControl

current_call: ContextVar[CallControl | None] = ContextVar("current_call", default=None)
"""The call that is sending a request; a request of `client._client` itself has none, and no control."""

_PIECE = 1 << 16  # bytes that are written between two looks at the deadline
_END_OF_HEADERS = re.compile(rb"\n\r?\n")


class Controlled:
    """What both kinds of connection share, apart from the I/O.

    Args:
        stream: The stream of the connection.
        errors: The module with the errors that its library raises: `httpcore`.
    """

    def __init__(self, stream: Any, errors: Any) -> None:
        self._stream = stream
        self._errors = errors
        self._control: CallControl | None = None
        self.parser: Any = None
        """The parser of the responses, with `trailing_data`; None before the first response."""
        self._held = b""  # what was received, and is still to be read
        self._held_error: Exception | None = None
        self._end_of_headers = b""  # the last bytes so far, where an end may be cut

    def get_extra_info(self, info: str) -> Any:
        # httpcore closes an idle connection that is readable; bytes after the end of a response were read already.
        if info == "is_readable" and (self._held or (self.parser is not None and self.parser.trailing_data[0])):
            return True
        return self._stream.get_extra_info(info)

    def unread(self, data: bytes, error: Exception | None = None) -> None:
        """Take back bytes, to be read again, and the error that came after them."""
        self._held, self._held_error = data + self._held, error

    def _read_held(self, max_bytes: int) -> bytes:
        """Return bytes that were received before.

        Raises:
            Exception: The error that came after them.
        """
        data, self._held = self._held[:max_bytes], self._held[max_bytes:]
        if not data and (error := self._held_error) is not None:
            self._held_error = None
            raise error
        return data

    def _hold_body(self, data: bytes) -> bytes:
        """Return the bytes of the headers; hold the others, so that `ChunkedBody` can read them and no parser has."""
        before = len(self._end_of_headers)
        seen = self._end_of_headers + data
        match = _END_OF_HEADERS.search(seen)
        self._end_of_headers = b"" if match else seen[-3:]
        if match is None:
            return data
        size = match.end() - before
        self._held = data[size:] + self._held
        return data[:size]

    def _secured(self, stream: Any) -> Any:
        """Return the connection over TLS; several calls share one of HTTP/2, so that none of them controls it."""
        tls = stream.get_extra_info("ssl_object")
        return stream if tls is not None and tls.selected_alpn_protocol() == "h2" else type(self)(stream, self._errors)


def limited(limit: Callable[[float | None], float | None], timeout: float | None, errors: Any) -> float | None:
    """Return the limit that a call sets to a timeout; its errors become those of a library."""
    try:
        return limit(timeout)
    except TimeoutError as error:
        raise errors.ReadTimeout(str(error)) from None
    except ServerConnectionError as error:
        raise errors.ReadError(str(error)) from None


class Connection(Controlled):
    """A connection of a synchronous client."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        control = self._control
        if control is not None:
            timeout = limited(control.limit_read, timeout, self._errors)
        data: bytes = self._read_held(max_bytes) or self._stream.read(max_bytes, timeout)
        return self._hold_body(data) if control is not None and control.awaits_response else data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._control = control = current_call.get()
        if control is None:
            self._stream.write(buffer, timeout)
            return
        control.interrupt_by(partial(self._hang_up, control))
        size = len(buffer) if control.deadline is None else _PIECE
        for start in range(0, len(buffer), size or 1):
            limit = limited(control.limit_write, timeout, self._errors)
            self._stream.write(buffer[start : start + size], limit)

    def close(self) -> None:
        self._control = None
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        if (control := current_call.get()) is None:
            return self._secured(self._stream.start_tls(ssl_context, server_hostname, timeout))
        plain = self._stream.get_extra_info("socket")
        # The handshake detaches the socket from its object, unless it is in the TLS of a proxy.
        with contextlib.nullcontext(plain) if isinstance(plain, ssl.SSLSocket) else plain.dup() as connected:
            control.interrupt_by(partial(shut_down, connected))
            try:
                limit = limited(control.limit, timeout, self._errors)
                return self._secured(self._stream.start_tls(ssl_context, server_hostname, limit))
            except BaseException:  # httpcore closes a connection only if the handshake fails
                self.close()
                raise

    def _hang_up(self, control: CallControl) -> None:
        if self._control is control:
            shut_down(self._stream.get_extra_info("socket"))


class Backend:
    """Makes the connections of a synchronous client.

    Args:
        backend: The backend of httpcore that connects.
        errors: The module with the errors that it raises: `httpcore`.
    """

    def __init__(self, backend: Any, errors: Any) -> None:
        self._backend = backend
        self._errors = errors

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Any:
        connect = partial(
            self._backend.connect_tcp, host, port, local_address=local_address, socket_options=socket_options
        )
        stream = _connect(connect, timeout, self._errors)
        return Connection(early_responses.Stream(stream, self._errors), self._errors)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> Any:
        stream = self._backend.connect_unix_socket(path, timeout, socket_options)
        return Connection(early_responses.Stream(stream, self._errors), self._errors)

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


def _connect(connect: Callable[..., Any], timeout: float | None, errors: Any) -> Any:
    """Connect in a thread: the system cannot be interrupted, so that a call that ends before leaves it behind."""
    control = current_call.get()
    if control is None:
        return connect(timeout=timeout)
    timeout = limited(control.limit, timeout, errors)
    outcome: Future[Any] = Future()
    thread = Thread(target=_settle, args=(outcome, partial(connect, timeout=timeout)), daemon=True)
    try:
        thread.start()
    except RuntimeError:  # no thread starts while the interpreter shuts down
        return connect(timeout=timeout)
    try:
        control.interrupt_by(outcome.cancel)
        stream = outcome.result(None if control.deadline is None else timeout)
        thread.join()  # a process with threads cannot fork safely
    except BaseException as error:
        if not outcome.cancel() and outcome.exception() is None:
            outcome.result().close()
        if isinstance(error, (CancelledError, TimeoutError)):
            raise errors.ConnectTimeout("the call ended before it was connected") from None
        raise
    return stream


def _settle(outcome: Future[Any], connect: Callable[[], Any]) -> None:
    try:
        stream = connect()
    except BaseException as error:  # raised in the thread that waits
        if outcome.set_running_or_notify_cancel():
            outcome.set_exception(error)
        return
    if outcome.set_running_or_notify_cancel():
        outcome.set_result(stream)
    else:
        stream.close()


class AsyncConnection(Controlled):
    """A connection of an asynchronous client."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        control = self._control
        if control is not None:
            timeout = limited(control.limit_read, timeout, self._errors)
        data: bytes = self._read_held(max_bytes) or await self._stream.read(max_bytes, timeout)
        return self._hold_body(data) if control is not None and control.awaits_response else data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._control = control = current_call.get()
        if control is not None:
            timeout = limited(control.limit_write, timeout, self._errors)
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        self._control = None
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        try:
            return self._secured(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:  # httpcore leaves a connection open whose task is cancelled in the handshake
            await self.aclose()
            raise


class AsyncBackend:
    """Makes the connections of an asynchronous client, whose tasks can be cancelled.

    Args:
        backend: The backend of httpcore that connects.
        errors: The module with the errors that it raises: `httpcore`.
        is_default: Whether the backend is httpcore's own choice, so that asyncio may connect instead.
    """

    def __init__(self, backend: Any, errors: Any, is_default: bool) -> None:
        self._backend = backend
        self._errors = errors
        self._is_default = is_default

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Any:
        if self._may_use_asyncio(host, port) and local_address is None:
            from .asyncio_stream import connect  # here, because trio does not need asyncio

            stream: Any = await connect(host, port, timeout, socket_options, self._errors)
        else:
            stream = await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return AsyncConnection(early_responses.AsyncStream(stream, self._errors), self._errors)

    def _may_use_asyncio(self, host: str, port: int) -> bool:
        """Whether asyncio runs, and the connection is to the server of a request over HTTP: TLS does not follow."""
        control = current_call.get()
        is_plain = control is not None and control.plain_server == (host, port)
        return self._is_default and is_plain and not event_loop.is_trio()

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> Any:
        stream = await self._backend.connect_unix_socket(path, timeout, socket_options)
        return AsyncConnection(early_responses.AsyncStream(stream, self._errors), self._errors)

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


def shut_down(connected: Any) -> None:
    """Shut down a socket, which another thread or task may be reading from."""
    if connected is not None:
        with contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)
