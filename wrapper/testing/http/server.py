"""A small HTTP/1.1 server on h11: one event loop in one thread, sockets on loopback. It knows nothing about Ollama.

A response is sent as a list of wire items, so that a fault can be put between any two bytes: see `Item`.
"""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Protocol
from urllib.parse import unquote, urlsplit

import h11

_HEAD_LIMIT = 1 << 20
_READ_SIZE = 1 << 16
_BACKLOG = 4096
_CHUNKS_A_TURN = 16  # how many chunks a stream may send before other connections, and a disconnect, are looked at


class Sink(Protocol):
    """The destination of the body of a request while it arrives."""

    def write(self, data: bytes, /) -> object: ...


@dataclass
class Request:
    """A request. Header names are lower-case; of a repeated header, the last one counts."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""
    upload: Sink | None = None
    raw_path: str = field(init=False)  # as it was sent
    path: str = field(init=False)  # decoded
    query: str = field(init=False)

    def __post_init__(self) -> None:
        target = self.target
        if target.startswith("http://"):  # a request to a proxy
            parts = urlsplit(target)
            self.headers["host"] = parts.netloc
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.raw_path, _, self.query = target.partition("?")
        self.path = unquote(self.raw_path)


@dataclass(frozen=True)
class Wait:
    """Send nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Hold:
    """Send nothing until `opened` is set; `reached` is called as soon as the stream is here."""

    opened: asyncio.Event
    reached: Callable[[], object]


@dataclass(frozen=True)
class Cut:
    """Close the connection here, in the middle of whatever is being sent, in order or with a reset."""

    reset: bool = False


Item = bytes | Wait | Hold | Cut


@dataclass
class Response:
    """What to send. A body of bytes has a length; a generator is sent in chunks, one for each item."""

    status: int
    body: bytes | Generator[Item]
    headers: dict[str, str] = field(default_factory=dict[str, str])
    until_close: bool = False  # declare no length: the body ends with the connection
    wire: Callable[[Iterator[Item]], Iterator[Item]] | None = None  # changes the bytes on the wire: for faults
    on_end: Callable[[], object] | None = None  # called when it is sent, or never will be


class Exchange(Protocol):
    """One request and its response, as the application handles it."""

    def sink(self) -> Sink | None:
        """Return the destination of the body, or None to have it in `Request.body`."""
        ...

    def respond(self) -> Response:
        """Return the response to the request, which has arrived."""
        ...

    def sent(self, chunks: int) -> None:
        """Take note that so many chunks of the body are on their way."""
        ...

    def failed(self, error: Exception) -> None:
        """Take note of an error of the application itself; the connection is closed."""
        ...

    def ended(self, client_disconnected: bool) -> None:
        """Take note that the response was sent, or that the client left before."""
        ...


Application = Callable[[Request], Exchange]


class Server:
    """Serves `application` on a port of loopback until `stop`. It accepts connections as soon as it exists.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, application: Application, port: int = 0) -> None:
        self._application = application
        self._socket = socket.create_server(("127.0.0.1", port), backlog=_BACKLOG)
        self._socket.setblocking(False)
        self.port: int = self._socket.getsockname()[1]
        self._connections: set[_Connection] = set()
        self._stopping = asyncio.Event()
        self._loop = asyncio.SelectorEventLoop()  # also on Windows: `_serve` relies on how this loop accepts
        self._thread = threading.Thread(target=self._run, name=f"fake-ollama-{self.port}", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        listener = await self._loop.create_server(
            lambda: _Connection(self._application, self._connections),
            sock=self._socket,
            backlog=_BACKLOG,  # asyncio calls listen() again, with 100 by default
        )
        await self._stopping.wait()
        # A socket that was accepted in this turn gets no connection once the listener is closed: wait for it.
        self._loop.remove_reader(self._socket)
        known = {asyncio.current_task(), *(c.task for c in self._connections)}
        if accepted := asyncio.all_tasks() - known:
            await asyncio.wait(accepted)
        listener.close()
        open_connections = list(self._connections)
        for connection in open_connections:
            connection.abort()
        await asyncio.gather(*(c.task for c in open_connections if c.task), return_exceptions=True)
        # Transports report their end in the next turn of the loop, which must come before it closes.
        await asyncio.sleep(0)

    def stop(self) -> None:
        """End every connection and the thread. A second call does nothing."""
        if self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # the loop ended in between
                self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()


class _Connection(asyncio.StreamReaderProtocol):
    """One connection. When the client disconnects, the response is cancelled at once."""

    def __init__(self, application: Application, connections: "set[_Connection]") -> None:
        super().__init__(asyncio.StreamReader(limit=_HEAD_LIMIT), self._start)
        self._application = application
        self._connections = connections
        self._responding = False
        self._writer: asyncio.StreamWriter | None = None
        self.task: asyncio.Task[None] | None = None

    def _start(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        sock: socket.socket = writer.get_extra_info("socket")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connections.add(self)
        self.task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self.task.add_done_callback(lambda _: self._connections.discard(self))

    def eof_received(self) -> bool:
        self._client_left()
        super().eof_received()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._client_left()
        super().connection_lost(exc)

    def _client_left(self) -> None:
        if self._responding and self.task:
            self._responding = False
            self.task.cancel()

    def abort(self) -> None:
        """Close the connection at once."""
        if self._writer:
            self._writer.transport.abort()
        if self.task:
            self.task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        http = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEAD_LIMIT)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            try:
                while await self._exchange(http, reader, writer):
                    http.start_next_cycle()
            except h11.RemoteProtocolError as error:
                if http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                    text = f"{error.error_status_hint} {_reason(error.error_status_hint)}"
                    refusal = Response(error.error_status_hint, text.encode(), {"Content-Type": "text/plain"})
                    writer.write(http.send(_head(refusal)) + http.send(h11.Data(data=text.encode())))
            finally:
                writer.close()

    async def _exchange(self, http: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Read one request and respond; return whether another may follow on this connection."""
        event = await _next_event(http, reader, writer)
        if not isinstance(event, h11.Request):
            return False
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
        request = Request(event.method.decode(), event.target.decode("latin-1"), headers)
        exchange = self._application(request)
        sink = request.upload = exchange.sink()
        body = bytearray()
        client_disconnected = True
        try:
            while isinstance(event := await _next_event(http, reader, writer), h11.Data):
                (sink.write if sink else body.extend)(event.data)
            request.body = bytes(body)
            self._responding = True
            if reader.at_eof():
                return False
            complete = await self._send(exchange, request.method, http, writer)
            client_disconnected = False
        except (ConnectionError, h11.RemoteProtocolError):
            raise
        except Exception as error:
            exchange.failed(error)
            return False
        finally:
            self._responding = False
            exchange.ended(client_disconnected)
        return complete and http.our_state is h11.DONE

    async def _send(self, exchange: Exchange, method: str, http: h11.Connection, writer: asyncio.StreamWriter) -> bool:
        """Send the response; return whether nothing cut it off."""
        response = exchange.respond()
        try:
            items = _wire(response, method, http, exchange.sent)
            return await self._send_items(response.wire(items) if response.wire else items, writer)
        finally:
            if not isinstance(response.body, bytes):
                response.body.close()
            if response.on_end:
                response.on_end()

    async def _send_items(self, items: Iterator[Item], writer: asyncio.StreamWriter) -> bool:
        for number, item in enumerate(items, 1):
            if number % _CHUNKS_A_TURN == 0:
                await asyncio.sleep(0)
            if isinstance(item, bytes):
                writer.write(item)
                await writer.drain()
            elif isinstance(item, Wait):
                await asyncio.sleep(item.seconds)
            elif isinstance(item, Hold):
                item.reached()
                await item.opened.wait()
            else:
                if item.reset:
                    _reset_on_close(writer)
                    writer.transport.abort()
                return False
        return True


async def _next_event(http: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> object:
    while (event := http.next_event()) is h11.NEED_DATA:
        if http.they_are_waiting_for_100_continue:
            writer.write(http.send(h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue")))
        http.receive_data(await reader.read(_READ_SIZE))
    return event


def _wire(response: Response, method: str, http: h11.Connection, sent: Callable[[int], None]) -> Iterator[Item]:
    """The bytes of a response: its head, then its framed body."""
    body = response.body
    if response.until_close:
        http.their_http_version = b"1.0"  # which has no chunks: h11 ends the body with the connection
    elif isinstance(body, bytes) and (body or response.status not in (204, 304)):
        response.headers.setdefault("Content-Length", str(len(body)))
    yield http.send(_head(response))
    count = 0
    try:
        for item in () if method == "HEAD" else [body] if isinstance(body, bytes) else body:
            if not isinstance(item, bytes):
                yield item
            elif item:
                yield http.send(h11.Data(data=item))
                count += 1
                sent(count)
        yield http.send(h11.EndOfMessage())
    except h11.LocalProtocolError:  # the body has not the length that a test declared
        yield Cut()


def _head(response: Response) -> h11.Response:
    headers = {**response.headers, "Date": formatdate(usegmt=True)}
    return h11.Response(status_code=response.status, headers=list(headers.items()), reason=_reason(response.status))


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"status code {status}"


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
