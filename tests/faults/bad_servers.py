"""Servers that fail before they read a request."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from tests.faults.scripted_server import Act, ScriptedServer

BadServer = Callable[[], AbstractContextManager[str]]
"""Open the server and return its URL."""


@contextmanager
def refused() -> Iterator[str]:
    """Bind a port that does not listen, so that connections are refused."""
    with socket.socket() as taken:  # bound, so that no other process listens on it
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def never_accepted() -> Iterator[str]:
    """Listen with a full queue, so that connections are never accepted."""
    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(address)
        yield f"http://127.0.0.1:{address[1]}"


def opening_with(*first: bytes | Act) -> BadServer:
    """Begin each connection with these bytes and acts, whatever the client sends."""

    @contextmanager
    def opened() -> Iterator[str]:
        with ScriptedServer({}, first).serving() as url:
            yield url

    return opened


def over_tls(server: BadServer) -> BadServer:
    """Make the client use TLS with a server that does not."""

    @contextmanager
    def secured() -> Iterator[str]:
        with server() as url:
            yield url.replace("http:", "https:")

    return secured
