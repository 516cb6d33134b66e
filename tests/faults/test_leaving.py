"""Whoever leaves a call, in whatever way, hangs up; the client works on."""

from __future__ import annotations

import signal
import threading
from typing import Any

import anyio
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
                await anyio.to_thread.run_sync(wire.stalled.acquire)
                tasks.cancel_scope.cancel()
            assert busy(transport) == []
            await anyio.to_thread.run_sync(wire.ended.acquire)  # the server saw it
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


@STREAMED
@pytest.mark.parametrize("where", STALLED)
def test_an_interrupt_hangs_up(where: str, streamed: bool) -> None:
    wire = Wire({"api": STALLED[where]})
    transport = httpx.HTTPTransport(verify=TLS)
    main = threading.get_ident()

    def interrupt() -> None:
        wire.stalled.acquire()
        signal.pthread_kill(main, signal.SIGINT)

    with wire.serving() as url, Client(url, transport=transport) as client:
        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            list(client.chat("m", USER, stream=True)) if streamed else client.chat("m", USER)
        thread.join()
        assert busy(transport) == []
        wire.ended.acquire()
        assert client.version().version


def test_an_interrupt_in_the_body_of_a_loop_hangs_up() -> None:
    wire = Wire({"api": STALLED["after the first line"]})
    with wire.serving() as url, Client(url) as client:
        with pytest.raises(KeyboardInterrupt), client.chat("m", USER, stream=True) as stream:  # noqa: PT012 - the loop
            for _ in stream:
                raise KeyboardInterrupt
        wire.ended.acquire()
        assert client.version().version


def test_closing_the_client_ends_a_stream() -> None:
    with Wire({"api": STALLED["after the first line"]}).serving() as url:
        client = Client(url)
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

    with wire.serving() as url, Client(url) as client:
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        wire.stalled.acquire()
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
        client = Client(url)
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        begun.wait()
        client.close()
        thread.join(GUARD)
    assert [type(error) for error in errors] == [IncompleteResponseError]


def test_a_stream_that_was_closed_gives_nothing_more() -> None:
    with Wire({"api": STALLED["after the first line"]}).serving() as url, Client(url) as client:
        stream = client.chat("m", USER, stream=True)
        stream.close()
        stream.close()
        assert list(stream) == []
        assert list(stream.text) == []
        with pytest.raises(IncompleteResponseError):
            stream.final()


def test_two_loops_over_one_stream_share_its_replies() -> None:
    with Wire({"api": [chunked(HELLO, HELLO, YOU)]}).serving() as url, Client(url) as client:
        stream = client.chat("m", USER, stream=True)
        for _ in stream:
            break
        assert [part.message.content for part in stream] == ["Hello", " you"]
        assert stream.final().message.content == "HelloHello you"


def test_abort_leaves_alone_what_is_no_stream_any_more() -> None:
    """The connection of a stream that has ended may carry another call."""
    wire = Wire({"api": [chunked(HELLO, YOU)]})
    with wire.serving() as url, Client(url) as client:
        ended = client.chat("m", USER, stream=True)
        ended.final()
        wire.scripts = {"api": [Act.HOLD, sized(200, YOU)]}
        replies: list[Any] = []
        thread = threading.Thread(target=lambda: replies.append(client.chat("m", USER)))
        thread.start()
        wire.stalled.acquire()
        client.abort()
        wire.going_on.set()
        thread.join()
    assert [reply.message.content for reply in replies] == [" you"]


def test_a_stream_keeps_its_connection_for_the_next_call() -> None:
    wire = Wire({"api": [chunked(HELLO, YOU, end=b""), b"0\r\n\r\n"]})
    transport = httpx.HTTPTransport(verify=TLS)
    with wire.serving() as url, Client(url, transport=transport) as client:
        for _ in range(5):
            assert client.chat("m", USER, stream=True).final().message.content == "Hello you"
            assert client.version().version
        pool: Any = transport._pool
        assert len(pool.connections) == 1
        assert wire.connections == 1


@BACKEND
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
