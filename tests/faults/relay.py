"""A relay in front of a server, that does something to the bytes of one answer."""

from __future__ import annotations

import socket
import socketserver
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

from tests.faults.wire import Act, Server, reset_on_close, wait_for_hang_up

_TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Cut:
    """End an answer so many bytes after a mark has come so many times."""

    mark: bytes
    times: int = 1
    more: int = 0
    act: Act = Act.CLOSE

    def position(self, answer: bytes) -> int:
        """Where in the answer; behind its end as long as the mark has not come."""
        before = answer.split(self.mark, self.times)[:-1]
        return (
            sum(map(len, before)) + self.times * len(self.mark) + self.more
            if len(before) == self.times
            else sys.maxsize
        )


@dataclass(frozen=True)
class Swap:
    """Put other bytes, of equal length, in the place of the first that are such."""

    old: bytes
    new: bytes


Meddling = Cut | Swap


class Relay(Server):
    """Hands everything on to the server at `url` and back, and meddles once."""

    def __init__(self, url: str, meddling: Meddling) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        address = urlsplit(url)
        self.upstream = (address.hostname or "", address.port or 0)
        self.meddling: Meddling | None = meddling


class _Connection(socketserver.BaseRequestHandler):
    server: Relay
    request: socket.socket

    def handle(self) -> None:
        with socket.create_connection(self.server.upstream, _TIMEOUT) as upstream, suppress(ConnectionError):
            thread = Thread(target=self._hand_on, args=(upstream,), daemon=True)
            thread.start()
            try:
                self._hand_back(upstream)
            finally:
                with suppress(OSError):
                    upstream.shutdown(socket.SHUT_RDWR)
                    self.request.shutdown(socket.SHUT_RD)
                thread.join()
                self.request.close()  # with nobody who reads from it, and so that a reset is one

    def _hand_on(self, upstream: socket.socket) -> None:
        with suppress(OSError):
            while data := self.request.recv(65536):
                upstream.sendall(data)
            upstream.shutdown(socket.SHUT_RDWR)

    def _hand_back(self, upstream: socket.socket) -> None:
        answer = b""
        while data := upstream.recv(65536):
            meddling = self.server.meddling
            if isinstance(meddling, Swap) and meddling.old in data:
                self.server.meddling = None
                data = data.replace(meddling.old, meddling.new, 1)
            answer += data
            if isinstance(meddling, Cut) and len(answer) >= (end := meddling.position(answer)):
                self.server.meddling = None
                self.request.sendall(data[: end - len(answer) or None])
                self._end(meddling.act)
                return
            self.request.sendall(data)

    def _end(self, act: Act) -> None:
        if act is Act.STALL:
            wait_for_hang_up(self.request)
        if act is Act.RESET:
            reset_on_close(self.request)
