"""What goes wrong before a request is read: each is a server that a client cannot talk to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from tests.faults.wire import Act, Wire

Place = Callable[[], AbstractContextManager[str]]
"""Gives the address of the server."""


@contextmanager
def refused() -> Iterator[str]:
    """Nobody listens."""
    with socket.socket() as taken:  # so nobody else gets the port, either
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def never_accepted() -> Iterator[str]:
    """The queue of connections is full."""
    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(address)
        yield f"http://127.0.0.1:{address[1]}"


def begun_with(*first: bytes | Act) -> Place:
    """A connection begins so, whatever the client has to say."""

    @contextmanager
    def place() -> Iterator[str]:
        with Wire({}, first).serving() as url:
            yield url

    return place


def over_tls(place: Place) -> Place:
    """The client is told to speak TLS to it."""

    @contextmanager
    def secured() -> Iterator[str]:
        with place() as url:
            yield url.replace("http:", "https:")

    return secured
