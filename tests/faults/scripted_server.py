"""A server that sends scripted bytes, and functions that build the scripts."""

from __future__ import annotations

import gzip
import json
import socket
import socketserver
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from io import BufferedIOBase
from threading import Event, Semaphore, Thread
from typing import Any, NamedTuple


class Act(Enum):
    """What the server does to a connection, between two pieces of bytes."""

    CLOSE = auto()
    """Close it."""
    HALF_CLOSE = auto()
    """End sending, and keep reading."""
    RESET = auto()
    """Reset it."""
    RECEIVE = auto()
    """Wait for the client's first byte."""
    STALL = auto()
    """Send nothing more, and keep it open until the client disconnects."""
    HOLD = auto()
    """Wait until the test sets `resume`."""
    IGNORE = auto()
    """Neither read nor send any more, and keep it open until the server ends."""


Script = Sequence[bytes | Act]
"""The steps of a response. After the last one, the server reads the next request of the connection."""


def head(status: int | str, *headers: str) -> bytes:
    """Build a status line, with or without a reason phrase, and headers."""
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, "")).encode("latin-1")


def sized(status: int | str, body: bytes | str | Mapping[str, Any] = b"", *headers: str) -> bytes:
    """Build a response with a Content-Length."""
    if isinstance(body, Mapping):
        body = json.dumps(body)
    content = body if isinstance(body, bytes) else body.encode()
    return head(status, *headers, f"Content-Length: {len(content)}") + content


def chunks(*pieces: bytes) -> bytes:
    """Encode pieces of a body as HTTP chunks."""
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n", headers: Sequence[str] = ()) -> bytes:
    """Build a successful response with a chunked body."""
    return head("200 OK", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked", *headers) + (
        chunks(*pieces) + end
    )


def reply(text: str = "", *, done: bool = False, **more: Any) -> bytes:
    """Build a line that is a reply of both chat and generate."""
    message = {"role": "assistant", "content": text}
    return json.dumps({"model": "m", "message": message, "response": text, "done": done, **more}).encode() + b"\n"


def line(content: Any) -> bytes:
    """Encode a value as a line of JSON."""
    return json.dumps(content).encode() + b"\n"


def zipped(data: bytes) -> bytes:
    """Compress data with gzip."""
    return gzip.compress(data, mtime=0)


VERSION_RESPONSE = sized("200 OK", {"version": "0.34.0"}, "Content-Type: application/json")
"""The response to every request for the version."""


class Request(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    body: bytes


class Server(socketserver.ThreadingTCPServer):
    """A server on loopback."""

    daemon_threads = True
    block_on_close = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)  # small, so that unread data fills it
        super().server_bind()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve within the block, and return the URL."""
        thread = Thread(target=self.serve_forever, args=(0.002,))  # seconds between two checks for the end
        thread.start()
        try:
            yield self.url
        finally:
            self.shutdown()
            thread.join()
            self.server_close()


class ScriptedServer(Server):
    """Responds with the script that the first part of a request's path names.

    A request for the version succeeds. With `first`, each connection begins with those bytes or acts, before a request
    is read. With `response`, every request gets that script. `stalled` is released once for each response that
    stalls, `ended` for each connection that the server has closed.
    """

    request_queue_size = 100

    def __init__(self, scripts: Mapping[str, Script], first: Script = (), response: Script | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.scripts = scripts
        self.first = first
        self.response = response
        self.connections = 0
        self.stalled = Semaphore(0)
        self.resume = Event()
        self.ended = Semaphore(0)
        self.ending = Event()

    def script(self, method: str, path: str) -> Script:
        """Return the script for a request."""
        if self.response is not None:
            return self.response
        return [VERSION_RESPONSE] if path.endswith("/api/version") else self.scripts[path.split("/")[1]]

    def shutdown(self) -> None:
        self.ending.set()
        super().shutdown()


class _Connection(socketserver.StreamRequestHandler):
    server: ScriptedServer
    connection: socket.socket
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.server.connections += 1
        try:
            open = self._perform(self.server.first)
            while open and (request := read_request(self.rfile)):
                open = self._perform(self.server.script(request.method, request.path))
        except ConnectionError:  # the client disconnected first
            pass

    def _perform(self, script: Script) -> bool:
        """Send a script, and return whether another request may follow."""
        for step in script:
            match step:
                case bytes():
                    self.connection.sendall(step.replace(b"{home}", self.server.url.encode()))
                case Act.RECEIVE:
                    self.connection.recv(1)
                case Act.HOLD:
                    self.server.stalled.release()
                    self.server.resume.wait()
                case Act.STALL:
                    self.server.stalled.release()
                    wait_for_hang_up(self.connection)
                    return False
                case Act.IGNORE:
                    self.server.ending.wait()
                    return False
                case Act.HALF_CLOSE:
                    self.connection.shutdown(socket.SHUT_WR)
                    self.server.ended.release()
                case Act.RESET:
                    reset_on_close(self.connection)
                    return False
                case _:
                    return False
        return True

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # at once, so that a reset is sent
        self.server.ended.release()


def read_request(file: BufferedIOBase) -> Request | None:
    """Read a request to its end; return None if the client disconnected before that."""
    first, length, framed = file.readline(), 0, False
    while (header := file.readline().strip().lower()) and first:
        name, _, value = header.partition(b":")
        length = int(value) if name == b"content-length" else length
        framed = framed or name == b"transfer-encoding"
    body = b""
    while framed and (size := int(file.readline() or b"0", 16)):
        body += file.read(size)
        file.readline()
    if framed:
        file.readline()
    body += file.read(length)
    method, _, rest = first.decode().partition(" ")
    return Request(method, rest.split()[0], body) if rest else None


def wait_for_hang_up(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def reset_on_close(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
