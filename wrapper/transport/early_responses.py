"""Responses that arrive before the end of a request's body, such as status 413 for an upload.

httpcore writes the whole body before it reads. A server that responds early and hangs up resets the connection, upon
which asyncio discards what has arrived; a server that responds early and reads no more leaves the write waiting. The
streams of this module therefore listen while they write a long body, and stop once the final response begins.
"""

from __future__ import annotations

# ruff: noqa: D102 - the methods are those that httpcore documents
import contextlib
import re
import selectors
import socket
from typing import TYPE_CHECKING, Any

from . import event_loop

if TYPE_CHECKING:
    import ssl

_LONG = 64 << 10  # bytes; a shorter body fits into the buffers of both systems
_PIECE = 16 << 10  # bytes that a socket accepts without blocking if it is writable
_RECEIVED = 64 << 10  # bytes to read at a time
_GRACE = 0.01  # seconds to wait for data: a socket is also readable if it has a TLS record without data
_FINAL = re.compile(rb"(?:HTTP/1\.[01] 1\d\d.*?\r?\n\r?\n)*HTTP/1\.[01] [2-9]", re.DOTALL)


class _Listener:
    """The stream of a connection, and what it received while a body was written.

    Args:
        stream: The stream.
        errors: The module with the errors that its library raises: `httpcore`.
    """

    def __init__(self, stream: Any, errors: Any) -> None:
        self._stream = stream
        self._errors = errors
        self._no_data = (errors.ReadError, errors.ReadTimeout)
        self._received = b""
        self._is_http2: bool | None = None  # it reads while it writes; None before the first write
        self._writes_body = False

    def _must_listen(self, buffer: bytes) -> bool:
        """Whether a write belongs to a long body."""
        if self._is_http2 is None:
            self._is_http2 = buffer.startswith(b"PRI * HTTP/2")
        self._writes_body = not self._is_http2 and (self._writes_body or len(buffer) >= _LONG)
        return self._writes_body and self.get_extra_info("socket") is not None

    def _take(self, max_bytes: int) -> bytes:
        """Return what was received during the write that has ended."""
        self._writes_body = False
        data, self._received = self._received[:max_bytes], self._received[max_bytes:]
        return data

    def _has_final(self) -> bool:
        """Whether the final response has begun, or too much of anything else has arrived."""
        return len(self._received) > _RECEIVED or _FINAL.match(self._received) is not None

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _responded(self) -> Exception:
        """Return the error after which httpcore reads the response."""
        error: Exception = self._errors.WriteError("the server responded before the end of the request")
        return error


class Stream(_Listener):
    """The stream of a synchronous connection."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._take(max_bytes) or self._stream.read(max_bytes, timeout)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not self._must_listen(buffer):
            self._stream.write(buffer, timeout)
            return
        unsent = memoryview(buffer)
        with selectors.DefaultSelector() as selector:
            selector.register(self.get_extra_info("socket"), selectors.EVENT_READ | selectors.EVENT_WRITE)
            while unsent:
                ready = selector.select(timeout)
                if not ready:
                    raise self._errors.WriteTimeout("timed out")
                if ready[0][1] & selectors.EVENT_READ and not self._may_go_on():
                    raise self._responded()
                if ready[0][1] & selectors.EVENT_WRITE:
                    self._stream.write(unsent[:_PIECE], timeout)
                    unsent = unsent[_PIECE:]

    def _may_go_on(self) -> bool:
        """Receive what has arrived; return whether neither the final response nor the end of the connection did."""
        with contextlib.suppress(*self._no_data):
            data = self._stream.read(_RECEIVED, _GRACE)
            self._received += data
            return bool(data) and not self._has_final()
        return True

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        return Stream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._errors)


class AsyncStream(_Listener):
    """The stream of an asynchronous connection."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._take(max_bytes) or await self._stream.read(max_bytes, timeout)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not self._must_listen(buffer):
            await self._stream.write(buffer, timeout)
            return

        async def send() -> None:
            for start in range(0, len(buffer), _LONG):
                if self.get_extra_info("is_readable"):  # if the connection was reset, a write discards it
                    await event_loop.sleep(_GRACE)
                await self._stream.write(buffer[start : start + _LONG], timeout)

        with self._second_handle() as connected:
            try:
                is_sent = await event_loop.run_beside(send, self._has_response)
            except self._errors.WriteError:
                await self._receive_rest(connected)
                raise
        if not is_sent:
            raise self._responded()

    def _second_handle(self) -> socket.socket:
        """Return another handle of the socket, which asyncio closes at an error; an unconnected one if it is closed."""
        own = self.get_extra_info("socket")
        number = own.fileno()
        return socket.socket(own.family, own.type) if number < 0 else socket.fromfd(number, own.family, own.type)

    async def _receive_rest(self, connected: socket.socket) -> None:
        """Receive what the system still holds of a connection that was reset; over TLS it would be encrypted."""
        with contextlib.suppress(*self._no_data):
            self._received += await self._stream.read(_RECEIVED, _GRACE)
        if self.get_extra_info("ssl_object") is None:
            with contextlib.suppress(OSError):
                connected.setblocking(False)
                self._received += connected.recv(_RECEIVED)

    async def _has_response(self) -> bool:
        """Receive until the final response has begun or the connection has ended; return False if neither happens."""
        with contextlib.suppress(*self._no_data):
            while not self._has_final() and (data := await self._stream.read(_RECEIVED)):
                self._received += data
            with contextlib.suppress(*self._no_data):  # trio's TLS receives no more after a cancelled write
                while len(self._received) < _RECEIVED and (data := await self._stream.read(_RECEIVED, _GRACE)):
                    self._received += data
            return True
        return False

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncStream:
        return AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._errors)
