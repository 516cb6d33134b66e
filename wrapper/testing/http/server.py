"""A small HTTP/1.1 server: one event loop in one thread, sockets on loopback, and no idea of Ollama.

What is sent is a list of wire items, so that a fault can be put between any two bytes: see `Item`.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Protocol
from urllib.parse import unquote, urlsplit

_HEAD_LIMIT = 1 << 20
_PIECE = 1 << 16
_BACKLOG = 4096
_CHUNKS_A_TURN = 16  # how many chunks one stream may send before the others, and a hang-up, are looked at


class Sink(Protocol):
    """Where the body of a request goes while it arrives."""

    def write(self, data: bytes, /) -> object: ...


@dataclass
class Request:
    """A request as it arrived. Header names are lower-case; of a repeated header the last one counts."""

    method: str
    target: str
    headers: dict[str, str]
    version: str = "HTTP/1.1"
    body: bytes = b""
    upload: Sink | None = None
    raw_path: str = field(init=False)  # as it was sent
    path: str = field(init=False)  # with what was escaped in it
    query: str = field(init=False)

    def __post_init__(self) -> None:
        self.raw_path, _, self.query = self.target.partition("?")
        self.path = unquote(self.raw_path)

    @property
    def keeps_alive(self) -> bool:
        wish = self.headers.get("connection", "").lower()
        return wish == "keep-alive" if self.version == "HTTP/1.0" else wish != "close"


@dataclass(frozen=True)
class Wait:
    """Send nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Hold:
    """Send nothing until `opened` is set; `reached` is called as soon as the stream stands here."""

    opened: asyncio.Event
    reached: Callable[[], object]


@dataclass(frozen=True)
class Cut:
    """Close the connection here, in the middle of whatever was being sent, in good order or with a reset."""

    reset: bool = False


Item = bytes | Wait | Hold | Cut


@dataclass
class Response:
    """What to send. A body of bytes goes with its length, a generator goes as chunks, one item a chunk."""

    status: int
    body: bytes | Generator[Item]
    headers: dict[str, str] = field(default_factory=dict[str, str])
    until_close: bool = False  # tell no length: the body ends where the connection does
    wire: Callable[[Iterator[Item]], Iterator[Item]] | None = None  # changes the bytes themselves: for faults
    on_end: Callable[[], object] | None = None  # called when it is sent, or never will be


class Exchange(Protocol):
    """One request and its answer, as the application sees it."""

    def sink(self) -> Sink | None:
        """Where the body goes, as `Request.upload` later, or None to have it in `Request.body`."""
        ...

    def answer(self) -> Response: ...

    def sent(self, chunks: int) -> None:
        """So many pieces of the body are on their way."""
        ...

    def failed(self, error: Exception) -> None:
        """The application itself broke; the connection is closed."""
        ...

    def ended(self, client_disconnected: bool) -> None:
        """The answer was sent whole, or the client went away before that."""
        ...


Application = Callable[[Request], Exchange]


class BadRequest(Exception):
    """What arrived is not HTTP, or none that is spoken here."""

    def __init__(self, text: str = "400 Bad Request", body: str = "") -> None:
        super().__init__(text)
        self._body = body or text

    def answer(self) -> bytes:
        text = str(self)
        head = f"HTTP/1.1 {text}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
        return f"{head}{self._body}".encode()


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
        self._loop = asyncio.SelectorEventLoop()  # on Windows, too: `_serve` knows how this one accepts
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
            backlog=_BACKLOG,  # asyncio listens anew, and with far less unless it is told
        )
        await self._stopping.wait()
        # What was accepted in this turn has no connection yet, and asyncio makes none for a closed listener.
        self._loop.remove_reader(self._socket)
        known = {asyncio.current_task(), *(c.task for c in self._connections)}
        if accepted := asyncio.all_tasks() - known:
            await asyncio.wait(accepted)
        listener.close()
        open_connections = list(self._connections)
        for connection in open_connections:
            connection.abort()
        await asyncio.gather(*(c.task for c in open_connections if c.task), return_exceptions=True)
        # Transports tell their end in the next turn of the loop, and must have done so before it closes.
        await asyncio.sleep(0)

    def stop(self) -> None:
        """End every connection and the thread. A second call does nothing."""
        if self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # the loop ended in between
                self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()


class _Connection(asyncio.StreamReaderProtocol):
    """One connection. A client that goes away cancels what is being sent to it at once."""

    def __init__(self, application: Application, connections: set[_Connection]) -> None:
        super().__init__(asyncio.StreamReader(limit=_HEAD_LIMIT), self._start)
        self._application = application
        self._connections = connections
        self._answering = False
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
        self._hang_up()
        super().eof_received()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._hang_up()
        super().connection_lost(exc)

    def _hang_up(self) -> None:
        if self._answering and self.task:
            self._answering = False
            self.task.cancel()

    def abort(self) -> None:
        if self._writer:
            self._writer.transport.abort()
        if self.task:
            self.task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            try:
                while await self._exchange(reader, writer):
                    pass
            except BadRequest as refused:
                writer.write(refused.answer())
            except asyncio.LimitOverrunError:
                writer.write(BadRequest("431 Request Header Fields Too Large").answer())
            finally:
                writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Read one request and answer it; tell whether another may follow on this connection."""
        try:
            head = await _head(reader)
        except asyncio.IncompleteReadError:
            return False
        request = parse_head(head)
        if expected := request.headers.get("expect", ""):
            if expected.lower() != "100-continue":
                writer.write(_NOT_EXPECTED)
                return False
            if _has_body(request.headers):
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        exchange = self._application(request)
        sink = request.upload = exchange.sink()
        held = bytearray()
        client_disconnected = True
        try:
            async for piece in _body(reader, request.headers):
                if sink:
                    sink.write(piece)
                else:
                    held += piece
            request.body = bytes(held)
            self._answering = True
            if reader.at_eof():
                return False
            whole = await self._send(exchange, request, writer)
            client_disconnected = False
        except (ConnectionError, EOFError, BadRequest, asyncio.LimitOverrunError):
            raise
        except Exception as error:
            exchange.failed(error)
            return False
        finally:
            self._answering = False
            exchange.ended(client_disconnected)
        return whole and request.keeps_alive

    async def _send(self, exchange: Exchange, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Send an answer; tell whether it went out whole."""
        answer = exchange.answer()
        try:
            return await self._send_items(wire(answer, request, exchange.sent), answer, writer)
        finally:
            if not isinstance(answer.body, bytes):
                answer.body.close()
            if answer.on_end:
                answer.on_end()

    async def _send_items(self, items: Iterator[Item], answer: Response, writer: asyncio.StreamWriter) -> bool:
        for number, item in enumerate(answer.wire(items) if answer.wire else items, 1):
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


async def _head(reader: asyncio.StreamReader) -> bytes:
    """The bytes before a body. A line may end without its carriage return."""
    head = b""
    while (line := await reader.readuntil(b"\n")).strip(b"\r\n"):
        head += line
        if len(head) > _HEAD_LIMIT:
            raise asyncio.LimitOverrunError("", len(head))
    return head


def parse_head(head: bytes) -> Request:
    """Parse the request line and the headers.

    Raises:
        BadRequest: they are none.
    """
    first, *lines = head.decode("latin-1").rstrip("\r\n").replace("\r\n", "\n").split("\n")
    method, target, version = [*first.split(" "), "", ""][:3]
    if first.count(" ") != 2 or not _TOKEN.fullmatch(method) or not _VERSION.fullmatch(version):
        raise BadRequest
    if not version.startswith("HTTP/1."):
        raise BadRequest("505 HTTP Version Not Supported: unsupported protocol version")
    headers = _parse_headers(lines)
    target = _parse_target(method, target, headers)
    host = headers.get("host")
    if host is None and version != "HTTP/1.0":
        raise BadRequest("400 Bad Request: missing required Host header")
    if host and not _HOST.fullmatch(host):
        raise BadRequest("400 Bad Request: malformed Host header")
    return Request(method, target, headers, version)


def _parse_headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    name = ""
    for line in lines:
        if name and line.startswith((" ", "\t")):  # goes on with the line before
            headers[name] += f" {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        if not colon or _CONTROL_IN_HEADER.search(value):
            raise BadRequest
        if not _TOKEN.fullmatch(name):
            raise BadRequest("400 Bad Request: invalid header name")
        name, value = name.lower(), value.strip()
        if name in headers and (name == "host" or (name == "content-length" and headers[name] != value)):
            raise BadRequest
        headers[name] = value
    if headers.get("transfer-encoding", "chunked").lower() != "chunked":
        raise BadRequest("501 Not Implemented", "Unsupported transfer encoding")
    return headers


def _parse_target(method: str, target: str, headers: dict[str, str]) -> str:
    """The path and the query; a target that names a host sets the header."""
    if _UNESCAPED.search(target.partition("?")[0]) or _CONTROL.search(target):
        raise BadRequest
    if target.startswith("/") or (method == "OPTIONS" and target == "*"):
        return target
    try:
        parts = urlsplit(target)
    except ValueError:
        raise BadRequest from None
    if not parts.scheme or not parts.netloc:
        raise BadRequest
    headers["host"] = parts.netloc
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VERSION = re.compile(r"HTTP/\d\.\d", re.ASCII)
_HOST = re.compile(r"[0-9A-Za-z!$%&'()*+,.:;=\[\]_~-]*")
_UNESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL_IN_HEADER = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def _has_body(headers: Mapping[str, str]) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    """The body's bytes in pieces, whichever way its length is told."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        while size := _number((await reader.readuntil(b"\n")).split(b";")[0].strip(), 16):
            async for piece in _exactly(reader, size):
                yield piece
            await reader.readuntil(b"\n")
        while (await reader.readuntil(b"\n")).strip():
            pass
    else:
        async for piece in _exactly(reader, _number(headers.get("content-length", "0").encode("latin-1"), 10)):
            yield piece


async def _exactly(reader: asyncio.StreamReader, size: int) -> AsyncIterator[bytes]:
    while size:
        piece = await reader.read(min(size, _PIECE))
        if not piece:
            raise asyncio.IncompleteReadError(piece, size)
        size -= len(piece)
        yield piece


def _number(text: bytes, base: int) -> int:
    if not text.isalnum():
        raise BadRequest
    try:
        return int(text, base)
    except ValueError:
        raise BadRequest from None


def wire(answer: Response, request: Request, sent: Callable[[int], None]) -> Iterator[Item]:
    """The bytes of an answer: its head, then its body, framed."""
    headers = {**answer.headers, "Date": formatdate(usegmt=True)}
    until_close = answer.until_close or (request.version == "HTTP/1.0" and not isinstance(answer.body, bytes))
    chunked = not until_close and not isinstance(answer.body, bytes)
    if chunked:
        headers["Transfer-Encoding"] = "chunked"
    elif isinstance(answer.body, bytes) and not until_close and (answer.body or answer.status not in (204, 304)):
        headers.setdefault("Content-Length", str(len(answer.body)))
    old = request.version == "HTTP/1.0"
    stays = request.keeps_alive and not until_close
    if stays == old:  # else it is as the version has it anyway
        headers["Connection"] = "keep-alive" if stays else "close"
    lines = [
        f"{'HTTP/1.0' if old else 'HTTP/1.1'} {answer.status} {_reason(answer.status)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    yield "".join(f"{line}\r\n" for line in [*lines, ""]).encode("latin-1")
    if request.method == "HEAD":
        return
    count = 0
    for item in [answer.body] if isinstance(answer.body, bytes) else answer.body:
        if not isinstance(item, bytes):
            yield item
        elif item:
            yield b"%x\r\n%b\r\n" % (len(item), item) if chunked else item
            count += 1
            sent(count)
    if chunked:
        yield b"0\r\n\r\n"
    if until_close:
        yield Cut()


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"status code {status}"


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


_NOT_EXPECTED = b"HTTP/1.1 417 Expectation Failed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
