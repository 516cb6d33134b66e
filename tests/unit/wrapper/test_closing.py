"""A stream that is closed from elsewhere tells its reader; leaving it oneself is no error.

Two threads, or two tasks, are brought to the one moment that a test is about, and held there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from typing import Any

import anyio
import anyio.from_thread
import anyio.to_thread
import httpx
import pytest

from wrapper import AsyncClient, Client, IncompleteResponseError, Progress, RequestError
from wrapper.testing import FakeOllama

from .conftest import lines

GUARD = 10
"""Seconds after which what does not come is given up."""
HELLO = lines({"message": {"role": "assistant", "content": "Hello"}, "done": False})
YOU = lines({"message": {"role": "assistant", "content": " you"}, "done": True})


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body of which a part has come; for the rest it waits until it is let go on, or hung up on."""

    def __init__(self, came: bytes, rest: bytes = b"", *, heeds: bool = True) -> None:
        self.pieces = [came, rest]
        self.heeds = heeds
        """Whether it is hung up on in time, and not when more has come already."""
        self.waiting, self.going_on, self.hung_up = Event(), Event(), False
        self.closing, self.may_close = Event(), Event()
        self.may_close.set()

    def _rest(self) -> bytes:
        self.waiting.set()
        assert self.going_on.wait(GUARD)
        if self.hung_up:
            raise httpx.ReadError("hung up")
        return self.pieces[1]

    def __iter__(self) -> Iterator[bytes]:
        yield self.pieces[0]
        yield self._rest()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.pieces[0]
        yield await anyio.to_thread.run_sync(self._rest)

    def close(self) -> None:
        self.closing.set()
        assert self.may_close.wait(GUARD)
        self.hung_up = True
        self.going_on.set()

    async def aclose(self) -> None:
        await anyio.to_thread.run_sync(self.close)

    def get_extra_info(self, _: str) -> Body:
        """It stands for its connection, too, and for the socket of that."""
        return self

    def shutdown(self, _: int) -> None:
        if self.heeds:
            self.hung_up = True
            self.going_on.set()

    def answer(self, _: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=self, extensions={"network_stream": self})


class Threads:
    """Streams that are read and closed by threads."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack

    def open(self, body: Body) -> Any:
        client = self.stack.enter_context(Client(transport=httpx.MockTransport(body.answer)))
        return client.chat("m", stream=True)

    def one(self) -> Callable[..., Future[Any]]:
        """A thread, to which functions are given to call."""
        return self.stack.enter_context(ThreadPoolExecutor(1)).submit

    @staticmethod
    def read(stream: Any) -> Any:
        return next(stream, None)

    @staticmethod
    def close(stream: Any) -> None:
        stream.close()

    @staticmethod
    def texts(stream: Any) -> list[str]:
        return list(stream.text)


class Tasks:
    """Streams that are read and closed by tasks of one event loop."""

    def __init__(self, stack: ExitStack, backend: str) -> None:
        self.portal = stack.enter_context(anyio.from_thread.start_blocking_portal(backend))
        self.stack = stack

    def open(self, body: Body) -> Any:
        client = AsyncClient(transport=httpx.MockTransport(body.answer))
        self.stack.enter_context(self.portal.wrap_async_context_manager(client))

        async def chat() -> Any:
            return await client.chat("m", stream=True)

        return self.portal.call(chat)

    def one(self) -> Callable[..., Future[Any]]:
        """A task, to which functions are given to await."""
        send, receive = anyio.create_memory_object_stream[Any](9)

        async def work() -> None:
            async with receive:
                async for future, function, arguments in receive:
                    try:
                        future.set_result(await function(*arguments))
                    except Exception as error:
                        future.set_exception(error)

        def submit(function: Any, *arguments: Any) -> Future[Any]:
            future: Future[Any] = Future()
            self.portal.call(send.send_nowait, (future, function, arguments))
            return future

        self.portal.start_task_soon(work)
        self.stack.callback(self.portal.call, send.close)
        return submit

    @staticmethod
    async def read(stream: Any) -> Any:
        return await anext(stream, None)

    @staticmethod
    async def close(stream: Any) -> None:
        await stream.aclose()

    @staticmethod
    async def texts(stream: Any) -> list[str]:
        return [text async for text in stream.text]


@pytest.fixture
def many(way: str) -> Iterator[Threads | Tasks]:
    with ExitStack() as stack:
        yield Threads(stack) if way == "sync" else Tasks(stack, way)


def test_a_reader_in_the_body_of_its_loop_is_told_at_its_next_step(many: Threads | Tasks) -> None:
    stream = many.open(Body(HELLO))
    reader, other = many.one(), many.one()
    assert reader(many.read, stream).result(GUARD).message.content == "Hello"
    other(many.close, stream).result(GUARD)
    with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
        reader(many.read, stream).result(GUARD)
    assert caught.value.partial.message.content == "Hello"
    assert caught.value.status_code == 200


def test_a_reader_that_waits_is_told_at_once(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO))
    reader, other = many.one(), many.one()
    texts = reader(many.texts, stream)
    assert body.waiting.wait(GUARD)
    other(many.close, stream).result(GUARD)
    with pytest.raises(IncompleteResponseError) as caught:
        texts.result(GUARD)
    assert caught.value.partial.message.content == "Hello"
    assert body.closing.is_set()


def test_a_reader_is_told_while_the_other_one_is_closing_still(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO))
    reader, other = many.one(), many.one()
    reader(many.read, stream).result(GUARD)
    body.may_close.clear()
    closed = other(many.close, stream)
    assert body.closing.wait(GUARD)
    try:
        with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
            reader(many.read, stream).result(GUARD)
    finally:
        body.may_close.set()
    assert caught.value.partial.message.content == "Hello"
    closed.result(GUARD)


def test_a_reader_to_whom_more_came_all_the_same_is_told_after_that(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO, HELLO * 9, heeds=False))
    reader, other = many.one(), many.one()
    reader(many.read, stream).result(GUARD)
    reading = reader(many.read, stream)
    assert body.waiting.wait(GUARD)
    other(many.close, stream).result(GUARD)
    body.going_on.set()
    assert reading.result(GUARD).message.content == "Hello"
    with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
        reader(many.read, stream).result(GUARD)
    assert caught.value.partial.message.content == "HelloHello"
    assert body.closing.is_set()


@pytest.mark.parametrize("came", [HELLO, YOU], ids=["the first of several", "the only one"])
def test_a_reader_who_had_not_begun_is_told(many: Threads | Tasks, came: bytes) -> None:
    stream = many.open(Body(came))
    many.one()(many.close, stream).result(GUARD)
    with pytest.raises(IncompleteResponseError) as caught:
        many.one()(many.texts, stream).result(GUARD)
    assert caught.value.partial.message.content in ("Hello", " you")


def test_who_has_read_all_hears_nothing_of_it(many: Threads | Tasks) -> None:
    """Neither when it had the last reply before the stream was closed, nor when that came then."""
    stream = many.open(body := Body(HELLO, YOU, heeds=False))
    reader, other = many.one(), many.one()
    reader(many.read, stream).result(GUARD)
    reading = reader(many.read, stream)
    assert body.waiting.wait(GUARD)
    other(many.close, stream).result(GUARD)
    body.going_on.set()
    assert reading.result(GUARD).message.content == " you"
    for _ in range(2):
        assert reader(many.read, stream).result(GUARD) is None
        other(many.close, stream).result(GUARD)


def test_who_closes_a_stream_itself_reads_to_an_end(many: Threads | Tasks) -> None:
    stream = many.open(Body(HELLO, YOU))
    reader = many.one()
    reader(many.close, stream).result(GUARD)
    assert reader(many.texts, stream).result(GUARD) == []
    assert reader(many.read, stream).result(GUARD) is None


def test_who_closes_what_another_one_has_closed_reads_to_an_end(many: Threads | Tasks) -> None:
    stream = many.open(Body(HELLO, YOU))
    reader, other = many.one(), many.one()
    reader(many.read, stream).result(GUARD)
    other(many.close, stream).result(GUARD)
    reader(many.close, stream).result(GUARD)
    assert reader(many.read, stream).result(GUARD) is None


def test_who_closes_what_another_one_reads_reads_to_an_end(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO, YOU, heeds=False))
    reader, other = many.one(), many.one()
    reader(many.read, stream).result(GUARD)
    reading = reader(many.read, stream)
    assert body.waiting.wait(GUARD)
    other(many.close, stream).result(GUARD)
    assert other(many.read, stream).result(GUARD) is None
    body.going_on.set()
    assert reading.result(GUARD).message.content == " you"
    assert reader(many.read, stream).result(GUARD) is None


def test_two_cannot_read_a_stream_at_once(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO, YOU))
    reader, other = many.one(), many.one()
    texts = reader(many.texts, stream)
    assert body.waiting.wait(GUARD)
    with pytest.raises(RequestError, match="is reading"):
        other(many.read, stream).result(GUARD)
    body.going_on.set()
    assert texts.result(GUARD) == ["Hello", " you"]


def test_one_may_read_on_where_another_one_has_stopped(many: Threads | Tasks) -> None:
    stream = many.open(body := Body(HELLO, YOU))
    body.going_on.set()
    assert [many.one()(many.read, stream).result(GUARD).message.content for _ in range(2)] == ["Hello", " you"]
    assert many.one()(many.texts, stream).result(GUARD) == []


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_stream_whose_closing_was_cancelled_gives_nothing_more(fake_ollama: FakeOllama, backend: str) -> None:
    async def run() -> None:
        async with AsyncClient(fake_ollama.url) as client:
            stream = await client.chat("endless", [{"role": "user", "content": "Why?"}], stream=True)
            await anext(stream)
            with anyio.CancelScope() as scope:
                scope.cancel()
                await stream.aclose()
            assert [part async for part in stream] == []

    anyio.run(run, backend=backend)


def test_a_report_may_close_its_stream_but_not_read_it() -> None:
    """It is called while the stream is being read, by the same thread, which must not wait for itself."""
    body = Body(lines({"status": "pulling manifest"}), lines(*[{"status": "success"}] * 2))
    body.going_on.set()
    refused: list[Exception] = []

    def report(progress: Progress) -> None:
        if progress.status == "success":
            try:
                next(stream)
            except RequestError as error:
                refused.append(error)
            stream.close()

    with Client(transport=httpx.MockTransport(body.answer)) as client:
        stream = client.pull("m", stream=True, progress=report)
        assert [reply.status for reply in stream] == ["pulling manifest", "success"]
    assert len(refused) == 1
    assert body.closing.is_set()


def test_who_reads_on_after_an_interrupt_is_told_that_it_is_not_all() -> None:
    class Interrupted(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield HELLO
            raise KeyboardInterrupt

    with Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=Interrupted()))) as client:
        stream = client.chat("m", stream=True)
        next(stream)
        with pytest.raises(KeyboardInterrupt):
            next(stream)
        for _ in range(2):
            with pytest.raises(IncompleteResponseError, match="interrupted") as caught:
                next(stream)
            assert caught.value.partial.message.content == "Hello"
        stream.close()
        assert list(stream) == []


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_who_reads_on_after_a_cancelled_wait_is_told_that_it_is_not_all(backend: str) -> None:
    body = Body(HELLO, YOU)

    async def run() -> None:
        async with AsyncClient(transport=httpx.MockTransport(body.answer)) as client:
            stream = await client.chat("m", stream=True)
            await anext(stream)
            with anyio.CancelScope() as scope:
                scope.cancel()
                await anext(stream)
            with pytest.raises(IncompleteResponseError, match="interrupted") as caught:
                await anext(stream)
            assert caught.value.partial.message.content == "Hello"
            await stream.aclose()
            assert [part async for part in stream] == []

    body.going_on.set()
    anyio.run(run, backend=backend)
