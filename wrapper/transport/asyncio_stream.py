"""Connections of asyncio without TLS, as streams of httpcore.

httpcore reads through anyio, which takes twice the time of all else that happens to a token of a live stream: it enters
a scope, a timeout and a guard, and registers the socket, for each read.
"""

from __future__ import annotations

# ruff: noqa: D102 - the methods are those that httpcore documents
import asyncio
import select
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable

_MOST = 64 << 10  # bytes that are received before the caller reads them
_NEXT_ADDRESS = 0.25  # seconds after which another address of a name is tried, too, as RFC 8305 recommends


async def connect(
    host: str, port: int, timeout: float | None, socket_options: Iterable[Any] | None, errors: Any
) -> AsyncioStream:
    """Connect to a server.

    Raises:
        ConnectTimeout: It took too long.
        ConnectError: No address of the server can be reached.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(timeout):
            transport, protocol = await loop.create_connection(
                _Protocol, host, port, happy_eyeballs_delay=_NEXT_ADDRESS
            )
    except TimeoutError as error:
        raise errors.ConnectTimeout(str(error)) from error
    except OSError as error:
        raise errors.ConnectError(str(error)) from error
    stream = AsyncioStream(transport, protocol, errors)
    for option in socket_options or ():
        transport.get_extra_info("socket").setsockopt(*option)
    return stream


class _Protocol(asyncio.Protocol):
    """What a connection has received, and what waits for it."""

    def __init__(self) -> None:
        self.received: bytearray = bytearray()
        self.is_at_end: bool = False
        self.error: Exception | None = None
        self.reader: asyncio.Future[None] | None = None
        self.writer: asyncio.Future[None] | None = None
        self._is_full = False  # what was written is not all sent

    def connection_made(self, transport: Any) -> None:
        self.transport: asyncio.Transport = transport
        transport.set_write_buffer_limits(0)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if len(self.received) >= _MOST:
            self.transport.pause_reading()
        _wake(self.reader)

    def eof_received(self) -> bool:
        self.is_at_end = True
        _wake(self.reader)
        return True  # what is being written goes on

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_at_end, self.error = True, exc
        _wake(self.reader)
        self.resume_writing()

    def pause_writing(self) -> None:
        self._is_full = True

    def resume_writing(self) -> None:
        self._is_full = False
        _wake(self.writer)

    async def wait_for_bytes(self, timeout: float | None) -> None:
        """Wait until there is something to read, or the end.

        Raises:
            TimeoutError: Nothing arrived in time.
        """
        if not self.is_at_end:
            self.reader = asyncio.get_running_loop().create_future()
            await _wait(self.reader, timeout)

    async def wait_until_sent(self, timeout: float | None) -> None:
        """Wait until the system has all that was written.

        Raises:
            TimeoutError: The server does not receive it in time.
        """
        if self._is_full:
            self.writer = asyncio.get_running_loop().create_future()
            await _wait(self.writer, timeout)


class AsyncioStream:
    """A connection of asyncio."""

    def __init__(self, transport: asyncio.Transport, protocol: _Protocol, errors: Any) -> None:
        self._transport = transport
        self._protocol = protocol
        self._errors = errors
        self._is_closed = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        protocol, received = self._protocol, self._protocol.received
        if not received and not self._is_closed:
            try:
                await protocol.wait_for_bytes(timeout)
            except TimeoutError as error:
                raise self._errors.ReadTimeout(str(error)) from error
        if received:
            data = bytes(received[:max_bytes])
            del received[:max_bytes]
            if len(received) < _MOST:
                self._transport.resume_reading()
            return data
        if self._is_closed or protocol.error is not None:
            raise self._errors.ReadError(str(protocol.error or "the connection is closed")) from protocol.error
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        self._check_open()
        self._transport.write(buffer)
        try:
            await self._protocol.wait_until_sent(timeout)
        except TimeoutError as error:
            raise self._errors.WriteTimeout(str(error)) from error
        self._check_open()

    def _check_open(self) -> None:
        error = self._protocol.error
        if self._is_closed or error is not None or self._transport.is_closing():
            raise self._errors.WriteError(str(error or "the connection is closed")) from error

    async def aclose(self) -> None:
        self._is_closed = True
        self._transport.abort()
        await asyncio.sleep(0)  # the event loop closes the socket

    async def start_tls(self, *_: Any, **__: Any) -> Any:
        await self.aclose()
        raise self._errors.ConnectError("this connection was made for a server without TLS")

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._is_readable()
        names = {"socket": "socket", "client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names[info]) if info in names else None

    def _is_readable(self) -> bool:
        if self._protocol.received or self._protocol.is_at_end:
            return True
        connected: socket.socket = self._transport.get_extra_info("socket")
        if not hasattr(select, "poll"):  # Windows
            return bool(select.select([connected], [], [], 0)[0])
        poll = select.poll()
        poll.register(connected, select.POLLIN)
        return bool(poll.poll(0))


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)


async def _wait(waiting: asyncio.Future[None], timeout: float | None) -> None:
    if timeout is None:
        await waiting
        return
    timer = asyncio.get_running_loop().call_later(timeout, _expire, waiting)  # a tenth of `asyncio.timeout`
    try:
        await waiting
    finally:
        timer.cancel()


def _expire(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_exception(TimeoutError())
