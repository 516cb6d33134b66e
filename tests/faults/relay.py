"""A relay in front of a server: it records the requests, and can change the bytes of one response."""

from __future__ import annotations

import io
import socket
import socketserver
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

from tests.faults.scripted_server import Act, Request, Server, read_request, reset_on_close, wait_for_hang_up

_TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Cut:
    """End a response `extra` bytes after the given occurrence of a mark."""

    mark: bytes
    occurrence: int = 1
    extra: int = 0
    act: Act = Act.CLOSE

    def position(self, response: bytes) -> int:
        """Return the offset of the cut; beyond the end while the mark is still missing."""
        before = response.split(self.mark, self.occurrence)[:-1]
        return (
            sum(map(len, before)) + self.occurrence * len(self.mark) + self.extra
            if len(before) == self.occurrence
            else sys.maxsize
        )


@dataclass(frozen=True)
class Swap:
    """Replace the first occurrence of some bytes by others of equal length."""

    old: bytes
    new: bytes


Change = Cut | Swap


class Relay(Server):
    """Forwards bytes to the server at `url` and back; the first response to which the change applies is changed."""

    def __init__(self, url: str, change: Change | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        address = urlsplit(url)
        self.upstream = (address.hostname or "", address.port or 0)
        self.change = change
        self.received: list[bytearray] = []
        """All bytes from the clients, by connection."""

    @property
    def requests(self) -> list[Request]:
        """The requests that were forwarded completely, grouped by connection."""
        requests: list[Request] = []
        for file in map(io.BytesIO, self.received):
            while request := read_request(file):
                requests.append(request)
        return requests


class _Connection(socketserver.BaseRequestHandler):
    server: Relay
    request: socket.socket

    def handle(self) -> None:
        with socket.create_connection(self.server.upstream, _TIMEOUT) as upstream, suppress(ConnectionError):
            upstream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = Thread(target=self._forward_requests, args=(upstream,), daemon=True)
            thread.start()
            try:
                self._forward_responses(upstream)
            finally:
                with suppress(OSError):
                    upstream.shutdown(socket.SHUT_RDWR)
                    self.request.shutdown(socket.SHUT_RD)
                thread.join()
                self.request.close()  # after the reading thread has ended, so that a reset is sent

    def _forward_requests(self, upstream: socket.socket) -> None:
        received = bytearray()
        self.server.received.append(received)
        with suppress(OSError):
            while data := self.request.recv(65536):
                received += data
                upstream.sendall(data)
            upstream.shutdown(socket.SHUT_RDWR)

    def _forward_responses(self, upstream: socket.socket) -> None:
        response = b""
        while data := upstream.recv(65536):
            change = self.server.change
            if isinstance(change, Swap) and change.old in data:
                self.server.change = None
                data = data.replace(change.old, change.new, 1)
            if isinstance(change, Cut):
                response += data
                if len(response) >= (end := change.position(response)):
                    self.server.change = None
                    self.request.sendall(data[: end - len(response) or None])
                    self._end(change.act)
                    return
            self.request.sendall(data)

    def _end(self, act: Act) -> None:
        if act is Act.STALL:
            wait_for_hang_up(self.request)
        if act is Act.RESET:
            reset_on_close(self.request)
