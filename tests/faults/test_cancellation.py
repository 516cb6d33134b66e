"""Cancelling, interrupting or closing a call disconnects it, and the client still works."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import anyio
import anyio.to_thread
import httpcore
import httpx
import pytest

from tests.backends import loop_of, open_client
from tests.faults.calls import (
    DEADLINE,
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_ASYNC_BACKEND,
    TLS,
    USER,
    WHOLE_AND_STREAMED,
    busy_connections,
    run_with_deadline,
    transport_for,
)
from tests.faults.expected import kind_of
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunked, head, sized
from tests.faults.table.fault import HELLO, YOU
from wrapper import AsyncClient, Client, IncompleteResponseError, OllamaError

STALLED: dict[str, Script] = {
    "before the head": [Act.STALL],
    "in the head": [head(200)[:9], Act.STALL],
    "before the first line": [chunked(end=b""), Act.STALL],
    "in the first line": [chunked(HELLO[:9], end=b""), Act.STALL],
    "after the first line": [chunked(HELLO, end=b""), Act.STALL],
    "after the last line": [chunked(HELLO, YOU, end=b""), Act.STALL],
    "in an error": [head(500, "Content-Length: 9"), Act.STALL],
}

pytestmark = IGNORE_DROPPED_GENERATORS


@pytest.fixture
def long_drain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a response take long to end, as on a slow machine."""
    monkeypatch.setattr("wrapper.replies.stream.DRAIN_TIMEOUT", DEADLINE)


def wait_for(event: threading.Semaphore) -> None:
    """Wait until the server signals an event."""
    assert event.acquire(timeout=DEADLINE), f"no event within {DEADLINE} s"


async def call(client: AsyncClient, streamed: bool) -> None:
    if not streamed:
        await client.chat("m", USER)
        return
    async with await client.chat("m", USER, stream=True) as stream:
        async for _ in stream:
            pass


@ON_EACH_ASYNC_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("where", STALLED)
def test_cancelled_task_disconnects(where: str, streamed: bool, backend: str) -> None:
    server = ScriptedServer({"api": STALLED[where]})

    async def run() -> None:
        transport = transport_for(backend)
        async with AsyncClient(url, transport=transport) as client:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(call, client, streamed)
                await anyio.to_thread.run_sync(wait_for, server.stalled)
                tasks.cancel_scope.cancel()
            assert busy_connections(transport) == []
            await anyio.to_thread.run_sync(wait_for, server.ended)  # the server has noticed
            assert (await client.version()).version

    with server.serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))


@ON_EACH_ASYNC_BACKEND
@WHOLE_AND_STREAMED
def test_caller_deadline_disconnects(streamed: bool, backend: str) -> None:
    server = ScriptedServer({"api": STALLED["after the first line"]})

    async def run() -> None:
        transport = transport_for(backend)
        async with AsyncClient(url, transport=transport) as client:
            with pytest.raises(TimeoutError), anyio.fail_after(0.05):
                await call(client, streamed)
            assert busy_connections(transport) == []
            assert (await client.version()).version

    with server.serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))


@contextmanager
def interrupted(server: ScriptedServer) -> Iterator[None]:
    """Interrupt the block once, as soon as it waits for more than the server sends."""
    main = threading.get_ident()
    over = threading.Event()

    def interrupt(_: int, frame: FrameType | None) -> None:
        reading = frame.f_locals.get("self") if frame else None
        waits = isinstance(reading, httpcore.NetworkStream) and not reading.get_extra_info("is_readable")
        if waits and not over.is_set():
            over.set()
            raise KeyboardInterrupt

    def send() -> None:
        wait_for(server.stalled)
        while not over.wait(0.01):  # the interpreter misses a signal right before the system call
            signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=send, daemon=True)
    before = signal.signal(signal.SIGINT, interrupt)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(DEADLINE)
        signal.signal(signal.SIGINT, before)


@WHOLE_AND_STREAMED
@pytest.mark.parametrize("where", STALLED)
@pytest.mark.usefixtures("long_drain")
def test_interrupt_disconnects(where: str, streamed: bool) -> None:
    server = ScriptedServer({"api": STALLED[where]})
    transport = httpx.HTTPTransport(verify=TLS)
    with server.serving() as url, Client(url, transport=transport, timeout=DEADLINE) as client:
        with pytest.raises(KeyboardInterrupt), interrupted(server):
            list(client.chat("m", USER, stream=True)) if streamed else client.chat("m", USER)
        assert busy_connections(transport) == []
        wait_for(server.ended)
        assert client.version().version


def test_interrupt_in_loop_body_disconnects() -> None:
    server = ScriptedServer({"api": STALLED["after the first line"]})
    with server.serving() as url, Client(url, timeout=DEADLINE) as client:
        with pytest.raises(KeyboardInterrupt), client.chat("m", USER, stream=True) as stream:  # noqa: PT012 - the loop
            for _ in stream:
                raise KeyboardInterrupt
        wait_for(server.ended)
        assert client.version().version


def test_closed_client_ends_stream() -> None:
    with ScriptedServer({"api": STALLED["after the first line"]}).serving() as url:
        client = Client(url, timeout=DEADLINE)
        stream = client.chat("m", USER, stream=True)
        client.close()
        assert next(stream).message.content == "Hello"  # it had already arrived
        with pytest.raises(IncompleteResponseError) as caught:
            next(stream)
        assert caught.value.partial.message.content == "Hello"
        assert list(stream) == []


@ON_EACH_ASYNC_BACKEND
def test_closed_async_client_ends_stream_of_another_task(backend: str) -> None:
    errors: list[Exception] = []

    async def run() -> None:
        started = anyio.Event()

        async def read() -> None:
            try:
                async for _ in await client.chat("m", USER, stream=True):
                    started.set()
            except OllamaError as error:
                errors.append(error)

        client = open_client(backend, url)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(read)
            await started.wait()
            await client.close()

    with ScriptedServer({"api": STALLED["after the first line"]}).serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))
    assert [kind_of(error) for error in errors] == [IncompleteResponseError]


def test_abort_ends_stream_before_first_reply() -> None:
    server = ScriptedServer({"api": STALLED["before the first line"]})
    errors: list[Exception] = []

    def read() -> None:
        try:
            client.chat("m", USER, stream=True)
        except OllamaError as error:
            errors.append(error)

    received = threading.Event()
    hooks = {"response": [lambda _: received.set()]}
    with server.serving() as url, Client(url, timeout=DEADLINE, event_hooks=hooks) as client:
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        assert received.wait(DEADLINE)
        client.abort()
        thread.join(DEADLINE)
    assert [kind_of(error) for error in errors] == [IncompleteResponseError]


@ON_EACH_ASYNC_BACKEND
def test_closed_async_client_ends_stream(backend: str) -> None:
    async def run() -> None:
        client = open_client(backend, url)
        stream = await client.chat("m", USER, stream=True)
        await client.close()
        assert (await anext(stream)).message.content == "Hello"
        with pytest.raises(IncompleteResponseError) as caught:
            await anext(stream)
        assert caught.value.partial.message.content == "Hello"
        assert [part async for part in stream] == []

    with ScriptedServer({"api": STALLED["after the first line"]}).serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))


def test_closed_client_ends_stream_of_another_thread() -> None:
    errors: list[Exception] = []
    started = threading.Event()

    def read() -> None:
        try:
            for _ in client.chat("m", USER, stream=True):
                started.set()
        except OllamaError as error:
            errors.append(error)

    with ScriptedServer({"api": STALLED["after the first line"]}).serving() as url:
        client = Client(url, timeout=DEADLINE)
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        assert started.wait(DEADLINE)
        client.close()
        thread.join(DEADLINE)
    assert [kind_of(error) for error in errors] == [IncompleteResponseError]


def test_closed_stream_is_empty() -> None:
    with (
        ScriptedServer({"api": STALLED["after the first line"]}).serving() as url,
        Client(url, timeout=DEADLINE) as client,
    ):
        stream = client.chat("m", USER, stream=True)
        stream.close()
        stream.close()
        assert list(stream) == []
        assert list(stream.text) == []
        with pytest.raises(IncompleteResponseError):
            stream.final()


def test_two_loops_share_the_replies_of_a_stream() -> None:
    with (
        ScriptedServer({"api": [chunked(HELLO, HELLO, YOU)]}).serving() as url,
        Client(url, timeout=DEADLINE) as client,
    ):
        stream = client.chat("m", USER, stream=True)
        for _ in stream:
            break
        assert [part.message.content for part in stream] == ["Hello", " you"]
        assert stream.final().message.content == "HelloHello you"


def test_closing_an_ended_stream_keeps_its_connection() -> None:
    """The connection of an ended stream may already carry another call."""
    server = ScriptedServer({"api": [chunked(HELLO, YOU)]})
    with server.serving() as url, Client(url, timeout=DEADLINE) as client:
        ended = client.chat("m", USER, stream=True)
        ended.final()
        server.scripts = {"api": [Act.HOLD, sized(200, YOU)]}
        replies: list[Any] = []
        thread = threading.Thread(target=lambda: replies.append(client.chat("m", USER)), daemon=True)
        thread.start()
        wait_for(server.stalled)
        ended.close()
        server.resume.set()
        thread.join(DEADLINE)
    assert [reply.message.content for reply in replies] == [" you"]


@pytest.mark.usefixtures("long_drain")
def test_stream_returns_its_connection() -> None:
    server = ScriptedServer({"api": [chunked(HELLO, YOU, end=b""), b"0\r\n\r\n"]})
    transport = httpx.HTTPTransport(verify=TLS)
    with server.serving() as url, Client(url, transport=transport, timeout=DEADLINE) as client:
        for _ in range(5):
            assert client.chat("m", USER, stream=True).final().message.content == "Hello you"
            assert client.version().version
        pool: Any = transport._pool
        assert len(pool.connections) == 1
        assert server.connections == 1


@ON_EACH_ASYNC_BACKEND
@pytest.mark.usefixtures("long_drain")
def test_async_stream_returns_its_connection(backend: str) -> None:
    server = ScriptedServer({"api": [chunked(HELLO, YOU, end=b""), b"0\r\n\r\n"]})

    async def run() -> None:
        async with open_client(backend, url) as client:
            for _ in range(5):
                assert (await (await client.chat("m", USER, stream=True)).final()).message.content == "Hello you"
                assert (await client.version()).version

    with server.serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))
    assert server.connections == 1
