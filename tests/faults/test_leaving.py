"""Whoever leaves a call, in whatever way, hangs up; the client works on."""

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

from tests.faults.calls import DROPPED, GUARD, TLS, USER, busy, guarded
from tests.faults.table import HELLO, YOU
from tests.faults.wire import Act, Script, Wire, chunked, head, sized
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

pytestmark = DROPPED
BACKEND = pytest.mark.parametrize("backend", ["asyncio", "trio"])
STREAMED = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer may take its time to end, on a slow machine too."""
    monkeypatch.setattr("wrapper.replies.stream.DRAIN_TIMEOUT", GUARD)


def told(by: threading.Semaphore) -> None:
    """Wait until the server has said so."""
    assert by.acquire(timeout=GUARD), f"not told within {GUARD} s"


async def call(client: AsyncClient, streamed: bool) -> None:
    if not streamed:
        await client.chat("m", USER)
        return
    async with await client.chat("m", USER, stream=True) as stream:
        async for _ in stream:
            pass


@BACKEND
@STREAMED
@pytest.mark.parametrize("where", STALLED)
def test_a_task_that_is_cancelled_hangs_up(where: str, streamed: bool, backend: str) -> None:
    wire = Wire({"api": STALLED[where]})

    async def run() -> None:
        transport = httpx.AsyncHTTPTransport(verify=TLS)
        async with AsyncClient(url, transport=transport) as client:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(call, client, streamed)
                await anyio.to_thread.run_sync(told, wire.stalled)
                tasks.cancel_scope.cancel()
            assert busy(transport) == []
            await anyio.to_thread.run_sync(told, wire.ended)  # the server saw it
            assert (await client.version()).version

    with wire.serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))


@BACKEND
@STREAMED
def test_a_deadline_of_the_callers_own_hangs_up(streamed: bool, backend: str) -> None:
    wire = Wire({"api": STALLED["after the first line"]})

    async def run() -> None:
        transport = httpx.AsyncHTTPTransport(verify=TLS)
        async with AsyncClient(url, transport=transport) as client:
            with pytest.raises(TimeoutError), anyio.fail_after(0.05):
                await call(client, streamed)
            assert busy(transport) == []
            assert (await client.version()).version

    with wire.serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))


@contextmanager
def interrupted(wire: Wire) -> Iterator[None]:
    """Interrupt what is done within, once, as soon as it waits for more than the server sends."""
    main = threading.get_ident()
    over = threading.Event()

    def interrupt(_: int, frame: FrameType | None) -> None:
        reading = frame.f_locals.get("self") if frame else None
        waits = isinstance(reading, httpcore.NetworkStream) and not reading.get_extra_info("is_readable")
        if waits and not over.is_set():
            over.set()
            raise KeyboardInterrupt

    def send() -> None:
        told(wire.stalled)
        while not over.wait(0.01):  # the interpreter does not see one that comes right before the system call
            signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=send, daemon=True)
    before = signal.signal(signal.SIGINT, interrupt)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(GUARD)
        signal.signal(signal.SIGINT, before)


@STREAMED
@pytest.mark.parametrize("where", STALLED)
@pytest.mark.usefixtures("patient")
def test_an_interrupt_hangs_up(where: str, streamed: bool) -> None:
    wire = Wire({"api": STALLED[where]})
    transport = httpx.HTTPTransport(verify=TLS)
    with wire.serving() as url, Client(url, transport=transport, timeout=GUARD) as client:
        with pytest.raises(KeyboardInterrupt), interrupted(wire):
            list(client.chat("m", USER, stream=True)) if streamed else client.chat("m", USER)
        assert busy(transport) == []
        told(wire.ended)
        assert client.version().version


def test_an_interrupt_in_the_body_of_a_loop_hangs_up() -> None:
    wire = Wire({"api": STALLED["after the first line"]})
    with wire.serving() as url, Client(url, timeout=GUARD) as client:
        with pytest.raises(KeyboardInterrupt), client.chat("m", USER, stream=True) as stream:  # noqa: PT012 - the loop
            for _ in stream:
                raise KeyboardInterrupt
        told(wire.ended)
        assert client.version().version


def test_closing_the_client_ends_a_stream() -> None:
    with Wire({"api": STALLED["after the first line"]}).serving() as url:
        client = Client(url, timeout=GUARD)
        stream = client.chat("m", USER, stream=True)
        client.close()
        assert next(stream).message.content == "Hello"  # it had come
        with pytest.raises(IncompleteResponseError) as caught:
            next(stream)
        assert caught.value.partial.message.content == "Hello"
        assert list(stream) == []


@BACKEND
def test_closing_an_async_client_ends_a_stream_that_another_task_reads(backend: str) -> None:
    errors: list[Exception] = []

    async def run() -> None:
        begun = anyio.Event()

        async def read() -> None:
            try:
                async for _ in await client.chat("m", USER, stream=True):
                    begun.set()
            except OllamaError as error:
                errors.append(error)

        client = AsyncClient(url)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(read)
            await begun.wait()
            await client.close()

    with Wire({"api": STALLED["after the first line"]}).serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))
    assert [type(error) for error in errors] == [IncompleteResponseError]


def test_abort_ends_a_stream_that_waits_for_its_first_reply() -> None:
    wire = Wire({"api": STALLED["before the first line"]})
    errors: list[Exception] = []

    def read() -> None:
        try:
            client.chat("m", USER, stream=True)
        except OllamaError as error:
            errors.append(error)

    with wire.serving() as url, Client(url, timeout=GUARD) as client:
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        told(wire.stalled)
        while thread.is_alive():  # the head is on its way to the client, who says nothing when it has come
            client.abort()
            thread.join(0.01)
    assert [type(error) for error in errors] == [IncompleteResponseError]


@BACKEND
def test_closing_an_async_client_ends_a_stream(backend: str) -> None:
    async def run() -> None:
        client = AsyncClient(url)
        stream = await client.chat("m", USER, stream=True)
        await client.close()
        assert (await anext(stream)).message.content == "Hello"
        with pytest.raises(IncompleteResponseError) as caught:
            await anext(stream)
        assert caught.value.partial.message.content == "Hello"
        assert [part async for part in stream] == []

    with Wire({"api": STALLED["after the first line"]}).serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))


def test_closing_the_client_ends_a_stream_that_another_thread_reads() -> None:
    errors: list[Exception] = []
    begun = threading.Event()

    def read() -> None:
        try:
            for _ in client.chat("m", USER, stream=True):
                begun.set()
        except OllamaError as error:
            errors.append(error)

    with Wire({"api": STALLED["after the first line"]}).serving() as url:
        client = Client(url, timeout=GUARD)
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        assert begun.wait(GUARD)
        client.close()
        thread.join(GUARD)
    assert [type(error) for error in errors] == [IncompleteResponseError]


def test_a_stream_that_was_closed_gives_nothing_more() -> None:
    with Wire({"api": STALLED["after the first line"]}).serving() as url, Client(url, timeout=GUARD) as client:
        stream = client.chat("m", USER, stream=True)
        stream.close()
        stream.close()
        assert list(stream) == []
        assert list(stream.text) == []
        with pytest.raises(IncompleteResponseError):
            stream.final()


def test_two_loops_over_one_stream_share_its_replies() -> None:
    with Wire({"api": [chunked(HELLO, HELLO, YOU)]}).serving() as url, Client(url, timeout=GUARD) as client:
        stream = client.chat("m", USER, stream=True)
        for _ in stream:
            break
        assert [part.message.content for part in stream] == ["Hello", " you"]
        assert stream.final().message.content == "HelloHello you"


def test_abort_leaves_alone_what_is_no_stream_any_more() -> None:
    """The connection of a stream that has ended may carry another call."""
    wire = Wire({"api": [chunked(HELLO, YOU)]})
    with wire.serving() as url, Client(url, timeout=GUARD) as client:
        ended = client.chat("m", USER, stream=True)
        ended.final()
        wire.scripts = {"api": [Act.HOLD, sized(200, YOU)]}
        replies: list[Any] = []
        thread = threading.Thread(target=lambda: replies.append(client.chat("m", USER)), daemon=True)
        thread.start()
        told(wire.stalled)
        client.abort()
        wire.going_on.set()
        thread.join(GUARD)
    assert [reply.message.content for reply in replies] == [" you"]


@pytest.mark.usefixtures("patient")
def test_a_stream_keeps_its_connection_for_the_next_call() -> None:
    wire = Wire({"api": [chunked(HELLO, YOU, end=b""), b"0\r\n\r\n"]})
    transport = httpx.HTTPTransport(verify=TLS)
    with wire.serving() as url, Client(url, transport=transport, timeout=GUARD) as client:
        for _ in range(5):
            assert client.chat("m", USER, stream=True).final().message.content == "Hello you"
            assert client.version().version
        pool: Any = transport._pool
        assert len(pool.connections) == 1
        assert wire.connections == 1


@BACKEND
@pytest.mark.usefixtures("patient")
def test_an_async_stream_keeps_its_connection_for_the_next_call(backend: str) -> None:
    wire = Wire({"api": [chunked(HELLO, YOU, end=b""), b"0\r\n\r\n"]})

    async def run() -> None:
        async with AsyncClient(url) as client:
            for _ in range(5):
                assert (await (await client.chat("m", USER, stream=True)).final()).message.content == "Hello you"
                assert (await client.version()).version

    with wire.serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))
    assert wire.connections == 1
