"""Servers that do what they are told, byte by byte, and the pieces of HTTP that they are told in."""

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
from typing import Any


class Act(Enum):
    """What is done to a connection, between two bytes."""

    CLOSE = auto()
    """Close it in good order."""
    HALF_CLOSE = auto()
    """Send no more, and go on listening."""
    RESET = auto()
    """Slam it shut."""
    HEAR = auto()
    """Wait until the client has begun to speak."""
    STALL = auto()
    """Send nothing more, and keep it open until the client hangs up."""
    HOLD = auto()
    """Wait until the test lets the server go on."""
    DEAF = auto()
    """Neither read nor send anything more, and keep it open until the server ends."""


Script = Sequence[bytes | Act]
"""What a server does with a request, in turn; at the end it is ready for the next one on the same connection."""


def head(status: int | str, *headers: str) -> bytes:
    """A status line, with a reason phrase or without, and headers."""
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, "")).encode("latin-1")


def sized(status: int | str, body: bytes | str | Mapping[str, Any] = b"", *headers: str) -> bytes:
    """An answer whose body goes with its length."""
    if isinstance(body, Mapping):
        body = json.dumps(body)
    content = body if isinstance(body, bytes) else body.encode()
    return head(status, *headers, f"Content-Length: {len(content)}") + content


def chunks(*pieces: bytes) -> bytes:
    """Pieces of a body, framed."""
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n", headers: Sequence[str] = ()) -> bytes:
    """An answer of success whose body goes in chunks, up to its end."""
    return head("200 OK", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked", *headers) + (
        chunks(*pieces) + end
    )


def reply(text: str = "", *, done: bool = False, **more: Any) -> bytes:
    """A line that is a reply of chat and of generate alike."""
    message = {"role": "assistant", "content": text}
    return json.dumps({"model": "m", "message": message, "response": text, "done": done, **more}).encode() + b"\n"


def line(content: Any) -> bytes:
    """A line of any JSON."""
    return json.dumps(content).encode() + b"\n"


def zipped(data: bytes) -> bytes:
    """The same, as gzip."""
    return gzip.compress(data, mtime=0)


HEALTHY = sized("200 OK", {"version": "0.34.0"}, "Content-Type: application/json")
"""The answer to the next call, which asks for the version."""


class Server(socketserver.ThreadingTCPServer):
    """A server on loopback."""

    daemon_threads = True
    block_on_close = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve within the block; gives the address."""
        thread = Thread(target=self.serve_forever, args=(0.002,))  # seconds until it sees that it is to end
        thread.start()
        try:
            yield self.url
        finally:
            self.shutdown()
            thread.join()
            self.server_close()


class Wire(Server):
    """A server that answers a request by the script that the first part of its path names.

    What asks for the version is answered well. With `first`, each connection begins with those bytes or acts, before
    a request is read; with `answer`, that is the answer to all requests. `stalled` can be
    acquired once for each answer that has come to a halt, `ended` for each connection that the server has closed.
    """

    request_queue_size = 100

    def __init__(self, scripts: Mapping[str, Script], first: Script = (), answer: Script | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection, bind_and_activate=False)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)  # what nobody reads soon fills it
        self.server_bind()
        self.server_activate()
        self.scripts = scripts
        self.first = first
        self.answer = answer
        self.connections = 0
        self.stalled = Semaphore(0)
        self.going_on = Event()
        self.ended = Semaphore(0)
        self.ending = Event()

    def script(self, method: str, path: str) -> Script:
        """What is done with a request."""
        if self.answer is not None:
            return self.answer
        return [HEALTHY] if path.endswith("/api/version") else self.scripts[path.split("/")[1]]

    def shutdown(self) -> None:
        self.ending.set()
        super().shutdown()


class _Connection(socketserver.StreamRequestHandler):
    server: Wire
    connection: socket.socket
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.server.connections += 1
        try:
            goes_on = self._perform(self.server.first)
            while goes_on and (request := read_request(self.rfile)):
                goes_on = self._perform(self.server.script(*request))
        except ConnectionError:  # the client was first to leave
            pass

    def _perform(self, script: Script) -> bool:
        """Whether another request may follow."""
        for step in script:
            match step:
                case bytes():
                    self.connection.sendall(step.replace(b"{home}", self.server.url.encode()))
                case Act.HEAR:
                    self.connection.recv(1)
                case Act.HOLD:
                    self.server.stalled.release()
                    self.server.going_on.wait()
                case Act.STALL:
                    self.server.stalled.release()
                    wait_for_hang_up(self.connection)
                    return False
                case Act.DEAF:
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
        self.connection.close()  # at once, and so that a reset is one
        self.server.ended.release()


def read_request(file: BufferedIOBase) -> tuple[str, str] | None:
    """Read a request to its end; give its method and its path, None where the client hung up."""
    first, length, framed = file.readline(), 0, False
    while (header := file.readline().strip().lower()) and first:
        name, _, value = header.partition(b":")
        length = int(value) if name == b"content-length" else length
        framed = framed or name == b"transfer-encoding"
    if framed:
        while size := int(file.readline(), 16):
            file.read(size + 2)
        file.readline()
    file.read(length)
    method, _, rest = first.decode().partition(" ")
    return (method, rest.split()[0]) if rest else None


def wait_for_hang_up(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def reset_on_close(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
