"""Streams: the replies of a call one by one, as the server sends them."""

from __future__ import annotations

import contextlib
import socket
from threading import Lock, Timer, current_thread
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

import anyio
import httpx

from ollama_rest.types import ApiModel

from ..errors import RequestError
from .merge import text_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
    from types import AsyncGeneratorType, TracebackType

    from .decode import ReplyReader

R = TypeVar("R", bound=ApiModel)
R_co = TypeVar("R_co", bound=ApiModel, covariant=True)

# Seconds in which an answer must end after its last reply, so that its connection can carry the next call. A server or
# a proxy that keeps the answer open is not waited for.
_PATIENCE = 0.25


class _BaseStream(Generic[R_co]):
    """What both streams are, apart from the I/O: the replies of an answer, up to where somebody closes it."""

    response: httpx.Response
    """The answer that the replies come from: its status, its headers."""

    def __init__(self, response: httpx.Response, reader: ReplyReader[R_co]) -> None:
        self.response = response
        self._reader = reader
        self._first: R_co | None = None
        self._closer: object = None  # the thread or the task that closed the stream, or the error that ended it

    def _refuse(self, caller: object) -> None:
        """Say that no reply is given while somebody else reads, or closes.

        Raises:
            RequestError: somebody else reads.
            IncompleteResponseError: as `_end` says.
        """
        if self._closer is None:
            raise RequestError("another thread or task is reading this stream: let one read, and hand on what it gets")
        self._end(caller)

    def _note(self, error: BaseException) -> None:
        """Take note of what ended the reading: after an interrupt, or when it was cancelled, no error was told yet."""
        if not isinstance(error, Exception):
            self._closer = error

    def _end(self, caller: object) -> None:
        """Say that no reply comes any more.

        Raises:
            IncompleteResponseError: not all had come when the stream was closed by another than the caller, or its
                reader was interrupted.
        """
        if self._closer in (None, caller) or (self._reader.is_whole and self._first is None):
            return
        raise self._reader.incomplete(
            "the stream was closed by another thread or task, or its reader was interrupted"
        ) from None


class Stream(_BaseStream[R_co]):
    """The replies of a call, one by one; an iterator and a context manager.

    Leaving the `with` block, `close()` and dropping the stream hang up, so that the server stops generating.

    Raises, while it is iterated:
        IncompleteResponseError: the stream ended, or was closed by another thread, before its last reply; `partial` is
            what came.
        ResponseError: the server sent an error line.
        ServerTimeoutError: nothing came for longer than the timeout.
    """

    def __init__(self, response: httpx.Response, reader: ReplyReader[R_co], client: object = None) -> None:
        super().__init__(response, reader)
        self._client = client  # held, for one that is dropped closes its connections
        self._replies = _read(response, reader)
        self._turn = Lock()  # of the one thread that is in `_replies`

    def open(self) -> Self:
        """Read the first reply, so that an error in its place rises at the call."""
        self._first = next(self._replies)
        return self

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> R_co:
        if self._turn.locked():  # asked, not waited for: it may be this thread's, in a signal handler or a report
            self._refuse(current_thread())
            raise StopIteration
        with self._turn:
            if self._closer is not None:
                self._replies.close()  # it may have been hung up on only
            elif self._first is not None:
                first, self._first = self._first, None
                return first
            try:
                return next(self._replies)
            except StopIteration:
                self._end(current_thread())
                raise
            except BaseException as error:
                self._note(error)
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def text(self) -> Iterator[str]:
        """The pieces of text that are still to come, without those that are empty."""
        return filter(None, map(text_of, self))

    def final(self) -> R_co:
        """Wait for the end; give everything that came, also before, merged into one reply."""
        for _ in self:
            pass
        return self._reader.whole()

    def close(self) -> None:
        """Hang up; nothing more comes. Another thread that reads on gets an IncompleteResponseError."""
        self._closer = current_thread()
        if not self._turn.acquire(blocking=False):
            hang_up(self.response)
            return
        try:
            self._replies.close()
        finally:
            self._turn.release()


class AsyncStream(_BaseStream[R_co]):
    """What `Stream` is, for `async for` and `async with`; `aclose()` hangs up."""

    def __init__(self, response: httpx.Response, reader: ReplyReader[R_co]) -> None:
        super().__init__(response, reader)
        self._replies = cast("AsyncGeneratorType[R_co, None]", _read_async(response, reader))

    async def open(self) -> Self:
        """Read the first reply, so that an error in its place rises at the call."""
        self._first = await anext(self._replies)
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> R_co:
        if self._replies.ag_running:  # for CPython, also once a task was cancelled while it closed
            self._refuse(anyio.get_current_task())
            raise StopAsyncIteration
        if self._closer is not None:
            await self._replies.aclose()
        elif self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return await anext(self._replies)
        except StopAsyncIteration:
            self._end(anyio.get_current_task())
            raise
        except BaseException as error:
            self._note(error)
            raise

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def text(self) -> AsyncIterator[str]:
        """The pieces of text that are still to come, without those that are empty."""
        return _Texts(self)

    async def final(self) -> R_co:
        """Wait for the end; give everything that came, also before, merged into one reply."""
        async for _ in self:
            pass
        return self._reader.whole()

    async def aclose(self) -> None:
        """Hang up; nothing more comes. Another task that reads on gets an IncompleteResponseError."""
        self._closer = anyio.get_current_task()
        if self._replies.ag_running:
            hang_up(self.response)
        else:
            await self._replies.aclose()


class _Texts:
    """The texts of a stream; no generator, which an event loop would have to end where it is left."""

    def __init__(self, stream: AsyncStream[ApiModel]) -> None:
        self._stream = stream

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        while not (text := text_of(await anext(self._stream))):
            pass
        return text


def hang_up(response: httpx.Response) -> None:
    """Cut the connection of a stream that somebody else, in another thread or task, may be reading from."""
    network = response.extensions.get("network_stream")
    connected = network.get_extra_info("socket") if network is not None else None
    if connected is not None and not response.is_closed:  # else the connection may carry another call by now
        with contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _hung_up_after(seconds: float, response: httpx.Response) -> Generator[None]:
    """Hang up if what is done within takes longer."""
    timer = Timer(seconds, hang_up, [response])
    timer.daemon = True
    try:
        timer.start()
    except RuntimeError:  # no thread begins while the interpreter ends
        hang_up(response)
        yield
        return
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


# The readers know nothing of their streams: a cycle would keep a dropped stream, and its connection, alive for a while.


def _read(response: httpx.Response, reader: ReplyReader[R]) -> Generator[R, None, None]:
    pieces = response.iter_bytes()
    try:
        for data in pieces:
            yield from reader.feed(data)
            if reader.is_whole:
                with _hung_up_after(_PATIENCE, response):
                    for rest in pieces:
                        yield from reader.feed(rest)
        yield from reader.end()
    except httpx.HTTPError as error:
        reader.fail(error)
    finally:
        reader.close()
        response.close()


async def _read_async(response: httpx.Response, reader: ReplyReader[R]) -> AsyncGenerator[R, None]:
    pieces = response.aiter_bytes()
    try:
        async for data in pieces:
            for reply in reader.feed(data):
                yield reply
            if reader.is_whole:
                with anyio.move_on_after(_PATIENCE):
                    async for rest in pieces:
                        for _ in reader.feed(rest):
                            pass
        for reply in reader.end():
            yield reply
    except httpx.HTTPError as error:
        reader.fail(error)
    finally:
        reader.close()
        await response.aclose()
        # httpx reads through generators within generators. With the connection closed they end by themselves, from the
        # innermost out; left suspended, each would be finalized later, and trio warns of that.
        with contextlib.suppress(Exception):
            async for _ in pieces:  # what had been received already comes first
                pass
