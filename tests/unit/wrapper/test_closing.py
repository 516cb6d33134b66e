"""Closing a stream from another thread or task raises an error in its reader; closing it in the reader does not.

Each test holds two threads, or two tasks, at the moment that it is about.
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

TIMEOUT = 10
"""Seconds until a hanging test fails."""
HELLO = lines({"message": {"role": "assistant", "content": "Hello"}, "done": False})
YOU = lines({"message": {"role": "assistant", "content": " you"}, "done": True})


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose first part has arrived; the rest waits until the test resumes it or the client disconnects."""

    def __init__(self, first: bytes, rest: bytes = b"", *, disconnects: bool = True) -> None:
        self.pieces = [first, rest]
        self.disconnects = disconnects
        """Whether closing ends the connection before the rest arrives."""
        self.waiting, self.resume, self.disconnected = Event(), Event(), False
        self.closing, self.may_close = Event(), Event()
        self.may_close.set()

    def _rest(self) -> bytes:
        self.waiting.set()
        assert self.resume.wait(TIMEOUT)
        if self.disconnected:
            raise httpx.ReadError("disconnected")
        return self.pieces[1]

    def __iter__(self) -> Iterator[bytes]:
        yield self.pieces[0]
        yield self._rest()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.pieces[0]
        yield await anyio.to_thread.run_sync(self._rest)

    def close(self) -> None:
        self.closing.set()
        assert self.may_close.wait(TIMEOUT)
        self.disconnected = True
        self.resume.set()

    async def aclose(self) -> None:
        await anyio.to_thread.run_sync(self.close)

    def get_extra_info(self, _: str) -> Body:
        """Stand in for the connection and its socket, too."""
        return self

    def shutdown(self, _: int) -> None:
        if self.disconnects:
            self.disconnected = True
            self.resume.set()

    def respond(self, _: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=self, extensions={"network_stream": self})


class Threads:
    """Streams that are read and closed by threads."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack

    def open(self, body: Body) -> Any:
        client = self.stack.enter_context(Client(transport=httpx.MockTransport(body.respond)))
        return client.chat("m", stream=True)

    def worker(self) -> Callable[..., Future[Any]]:
        """Start a thread, and return a function that submits calls to it."""
        return self.stack.enter_context(ThreadPoolExecutor(1)).submit

    @staticmethod
    def read(stream: Any) -> Any:
        return next(stream, None)

    @staticmethod
    def close(stream: Any) -> None:
        stream.close()

    @staticmethod
    def read_all(stream: Any) -> list[str]:
        return list(stream.text)


class Tasks:
    """Streams that are read and closed by tasks of one event loop."""

    def __init__(self, stack: ExitStack, backend: str) -> None:
        self.portal = stack.enter_context(anyio.from_thread.start_blocking_portal(backend))
        self.stack = stack

    def open(self, body: Body) -> Any:
        client = AsyncClient(transport=httpx.MockTransport(body.respond))
        self.stack.enter_context(self.portal.wrap_async_context_manager(client))

        async def chat() -> Any:
            return await client.chat("m", stream=True)

        return self.portal.call(chat)

    def worker(self) -> Callable[..., Future[Any]]:
        """Start a task, and return a function that submits coroutine functions to it."""
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
    async def read_all(stream: Any) -> list[str]:
        return [text async for text in stream.text]


@pytest.fixture
def harness(backend: str) -> Iterator[Threads | Tasks]:
    with ExitStack() as stack:
        yield Threads(stack) if backend == "sync" else Tasks(stack, backend)


def test_close_between_reads_raises_at_next_read(harness: Threads | Tasks) -> None:
    stream = harness.open(Body(HELLO))
    reader, other = harness.worker(), harness.worker()
    assert reader(harness.read, stream).result(TIMEOUT).message.content == "Hello"
    other(harness.close, stream).result(TIMEOUT)
    with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
        reader(harness.read, stream).result(TIMEOUT)
    assert caught.value.partial.message.content == "Hello"
    assert caught.value.status_code == 200


def test_close_during_read_raises_at_once(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO))
    reader, other = harness.worker(), harness.worker()
    reading = reader(harness.read_all, stream)
    assert body.waiting.wait(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    with pytest.raises(IncompleteResponseError) as caught:
        reading.result(TIMEOUT)
    assert caught.value.partial.message.content == "Hello"
    assert body.closing.is_set()


def test_reader_raises_during_slow_close(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO))
    reader, other = harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    body.may_close.clear()
    closed = other(harness.close, stream)
    assert body.closing.wait(TIMEOUT)
    try:
        with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
            reader(harness.read, stream).result(TIMEOUT)
    finally:
        body.may_close.set()
    assert caught.value.partial.message.content == "Hello"
    closed.result(TIMEOUT)


def test_reply_that_arrives_during_close_is_returned(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO, HELLO * 9, disconnects=False))
    reader, other = harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    reading = reader(harness.read, stream)
    assert body.waiting.wait(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    body.resume.set()
    assert reading.result(TIMEOUT).message.content == "Hello"
    with pytest.raises(IncompleteResponseError, match="closed by another") as caught:
        reader(harness.read, stream).result(TIMEOUT)
    assert caught.value.partial.message.content == "HelloHello"
    assert body.closing.is_set()


def test_partial_reply_of_an_error_does_not_change(harness: Threads | Tasks) -> None:
    part = {"message": {"content": "a", "images": ["x"]}, "logprobs": [{"token": "a"}], "images": ["y"]}
    stream = harness.open(body := Body(lines(part), lines({**part, "done": True}), disconnects=False))
    reader, other, third = harness.worker(), harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    reading = reader(harness.read, stream)
    assert body.waiting.wait(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    with pytest.raises(IncompleteResponseError) as caught:
        third(harness.read, stream).result(TIMEOUT)
    body.resume.set()
    assert reading.result(TIMEOUT).done
    assert caught.value.partial.to_dict() == part


@pytest.mark.parametrize("first", [HELLO, YOU], ids=["first of several", "only reply"])
def test_close_before_first_read_raises(harness: Threads | Tasks, first: bytes) -> None:
    stream = harness.open(Body(first))
    harness.worker()(harness.close, stream).result(TIMEOUT)
    with pytest.raises(IncompleteResponseError) as caught:
        harness.worker()(harness.read_all, stream).result(TIMEOUT)
    assert caught.value.partial.message.content in ("Hello", " you")


def test_close_after_last_reply_does_not_raise(harness: Threads | Tasks) -> None:
    """Neither before the close nor if the last reply arrives during it."""
    stream = harness.open(body := Body(HELLO, YOU, disconnects=False))
    reader, other = harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    reading = reader(harness.read, stream)
    assert body.waiting.wait(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    body.resume.set()
    assert reading.result(TIMEOUT).message.content == " you"
    for _ in range(2):
        assert reader(harness.read, stream).result(TIMEOUT) is None
        other(harness.close, stream).result(TIMEOUT)


def test_reader_that_closes_gets_end_of_stream(harness: Threads | Tasks) -> None:
    stream = harness.open(Body(HELLO, YOU))
    reader = harness.worker()
    reader(harness.close, stream).result(TIMEOUT)
    assert reader(harness.read_all, stream).result(TIMEOUT) == []
    assert reader(harness.read, stream).result(TIMEOUT) is None


def test_second_close_by_reader_gets_end_of_stream(harness: Threads | Tasks) -> None:
    stream = harness.open(Body(HELLO, YOU))
    reader, other = harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    reader(harness.close, stream).result(TIMEOUT)
    assert reader(harness.read, stream).result(TIMEOUT) is None


def test_closer_gets_end_of_stream_during_read(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO, YOU, disconnects=False))
    reader, other = harness.worker(), harness.worker()
    reader(harness.read, stream).result(TIMEOUT)
    reading = reader(harness.read, stream)
    assert body.waiting.wait(TIMEOUT)
    other(harness.close, stream).result(TIMEOUT)
    assert other(harness.read, stream).result(TIMEOUT) is None
    body.resume.set()
    assert reading.result(TIMEOUT).message.content == " you"
    assert reader(harness.read, stream).result(TIMEOUT) is None


def test_concurrent_reads_raise(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO, YOU))
    reader, other = harness.worker(), harness.worker()
    reading = reader(harness.read_all, stream)
    assert body.waiting.wait(TIMEOUT)
    with pytest.raises(RequestError, match="is reading"):
        other(harness.read, stream).result(TIMEOUT)
    body.resume.set()
    assert reading.result(TIMEOUT) == ["Hello", " you"]


def test_another_reader_can_continue(harness: Threads | Tasks) -> None:
    stream = harness.open(body := Body(HELLO, YOU))
    body.resume.set()
    assert [harness.worker()(harness.read, stream).result(TIMEOUT).message.content for _ in range(2)] == [
        "Hello",
        " you",
    ]
    assert harness.worker()(harness.read_all, stream).result(TIMEOUT) == []


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_stream_is_empty_after_cancelled_close(fake_ollama: FakeOllama, backend: str) -> None:
    async def run() -> None:
        async with AsyncClient(fake_ollama.url) as client:
            stream = await client.chat("endless", [{"role": "user", "content": "Why?"}], stream=True)
            await anext(stream)
            with anyio.CancelScope() as scope:
                scope.cancel()
                await stream.aclose()
            assert [part async for part in stream] == []

    anyio.run(run, backend=backend)


def test_progress_function_can_close_but_not_read() -> None:
    """The reading thread calls it during a read, and must not wait for itself."""
    body = Body(lines({"status": "pulling manifest"}), lines(*[{"status": "success"}] * 2))
    body.resume.set()
    errors: list[Exception] = []

    def report(progress: Progress) -> None:
        if progress.status == "success":
            try:
                next(stream)
            except RequestError as error:
                errors.append(error)
            stream.close()

    with Client(transport=httpx.MockTransport(body.respond)) as client:
        stream = client.pull("m", stream=True, progress=report)
        assert [reply.status for reply in stream] == ["pulling manifest", "success"]
    assert len(errors) == 1
    assert body.closing.is_set()


def test_read_after_interrupt_raises() -> None:
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
def test_read_after_cancelled_read_raises(backend: str) -> None:
    body = Body(HELLO, YOU)

    async def run() -> None:
        async with AsyncClient(transport=httpx.MockTransport(body.respond)) as client:
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

    body.resume.set()
    anyio.run(run, backend=backend)
