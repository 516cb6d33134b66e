"""Streams: the replies of a call one by one, as the server sends them."""

from __future__ import annotations

# ruff: noqa: TC001, TC003 - what annotations name is imported, so that `typing.get_type_hints` works
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from functools import partial
from threading import Lock, Timer, current_thread
from types import AsyncGeneratorType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from ollama_rest.types import ApiModel

from ..errors import OllamaError, RequestError
from ..transport import event_loop
from .decode import ReplyReader
from .merge import text_of

if TYPE_CHECKING:
    from httpx import Response

    from ..transport.library import Body
else:
    Body = Response = Any  # importing them takes time, and httpx most

R = TypeVar("R", bound=ApiModel)
R_co = TypeVar("R_co", bound=ApiModel, covariant=True)

# Seconds in which a response must end after its last reply, so that its connection can carry the next call. A server
# or a proxy that keeps the response open is not waited for.
DRAIN_TIMEOUT = 0.25


class _BaseStream(Generic[R_co]):
    """What both streams share, apart from the I/O: the replies of a response, up to where it is closed."""

    response: Response
    """The response that the replies come from: its status, its headers."""

    def __init__(self, body: Body, reader: ReplyReader[R_co], owner: object = None) -> None:
        self.response = body.response
        self._owner = owner  # kept alive: a transport that is dropped closes its connections
        self._body = body
        self._reader = reader
        self._first: R_co | None = None
        self._closer: object = None  # the thread or the task that closed the stream, or the error that ended it

    def _refuse(self, caller: object) -> None:
        """Refuse a reply while another thread or task reads, or closes.

        Raises:
            RequestError: Another thread or task reads.
            IncompleteResponseError: As `_end` raises it.
        """
        if self._closer is None:
            raise RequestError("another thread or task is reading this stream: let one read, and pass on what it gets")
        self._end(caller)

    def _note(self, error: BaseException) -> None:
        """Remember an interrupt or a cancellation that ended the reading: it raised no error of the tree."""
        if not isinstance(error, Exception):
            self._closer = error

    def _end(self, caller: object) -> None:
        """Take note that no more replies come.

        Raises:
            IncompleteResponseError: The stream was closed by another thread or task than the caller before its last
                reply, or its reader was interrupted.
        """
        if self._closer in (None, caller) or (self._reader.is_whole and self._first is None):
            return
        raise self._reader.incomplete(
            "the stream was closed by another thread or task, or its reader was interrupted"
        ) from None


class Stream(_BaseStream[R_co]):
    """The replies of a call, one by one: an iterator and a context manager.

    Leaving the `with` block, `close()` and dropping the stream hang up, so that the server stops generating.

    Attributes:
        response (httpx.Response): The response that the replies come from, with its status and headers; of httpx2 if
            that is the client's transport, and a response with the same main attributes if that is pyreqwest.
        text (Iterator[str]): The pieces of text that are still to come, without empty ones.

    Raises, while it is iterated:
        IncompleteResponseError: The stream ended, or was closed by another thread, before its last reply; `partial` is
            the merged replies so far.
        ResponseError: The server sent an error line.
        ServerTimeoutError: Nothing arrived for longer than the timeout.

    Example:
        >>> with client.chat("llama3.2", [{"role": "user", "content": "Why?"}], stream=True) as stream:
        ...     answer = "".join(stream.text)
        >>> answer
        'The sky is blue because of Rayleigh scattering.'
    """

    def __init__(self, body: Body, reader: ReplyReader[R_co], owner: object = None) -> None:
        super().__init__(body, reader, owner)
        self._replies = _read(body, reader)
        self._turn = Lock()  # held by the one thread that runs `_replies`

    def open(self) -> Self:
        """Read the first reply, so that an error in its place is raised by the call."""
        self._first = next(self._replies)
        return self

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> R_co:
        if self._turn.locked():  # not waited for: this thread may hold it, in a signal handler or a callback
            self._refuse(current_thread())
            raise StopIteration
        with self._turn:
            if self._closer is not None:
                self._replies.close()  # so far only its connection may be shut down
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
        """The pieces of text that are still to come, without empty ones."""
        return filter(None, map(text_of, self))

    def final(self) -> R_co:
        """Read to the end; return one reply merged from all, those read before included.

        Raises:
            OllamaError: As iterating the stream raises it.
        """
        for _ in self:
            pass
        return self._reader.whole()

    def close(self) -> None:
        """Hang up and end the stream; another thread that reads on gets an `IncompleteResponseError`."""
        self._closer = current_thread()
        if not self._turn.acquire(blocking=False):
            self._body.hang_up()
            return
        try:
            self._replies.close()
        finally:
            self._turn.release()


class AsyncStream(_BaseStream[R_co]):
    """The replies of a call, one by one: an asynchronous iterator and context manager.

    Leaving the `async with` block and `close()` hang up, so that the server stops generating. Its attributes and errors
    are those of `Stream`; `text` is an asynchronous iterator.

    Example:
        >>> async with await client.chat("llama3.2", [{"role": "user", "content": "Why?"}], stream=True) as stream:
        ...     answer = "".join([piece async for piece in stream.text])
        >>> answer
        'The sky is blue because of Rayleigh scattering.'
    """

    def __init__(self, body: Body, reader: ReplyReader[R_co], owner: object = None) -> None:
        super().__init__(body, reader, owner)
        self._replies = cast("AsyncGeneratorType[R_co, None]", _read_async(body, reader))
        event_loop.close_when_dropped(self._replies, owner=self)

    async def open(self) -> Self:
        """Read the first reply, so that an error in its place is raised by the call."""
        self._first = await anext(self._replies)
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> R_co:
        if self._replies.ag_running:  # for CPython, also once a task was cancelled while it closed
            self._refuse(event_loop.current_task())
            raise StopAsyncIteration
        if self._closer is not None:
            await self._replies.aclose()
        elif self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return await anext(self._replies)
        except StopAsyncIteration:
            self._end(event_loop.current_task())
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
        """The pieces of text that are still to come, without empty ones."""
        return _Texts(self)

    async def final(self) -> R_co:
        """Read to the end; return one reply merged from all, those read before included.

        Raises:
            OllamaError: As iterating the stream raises it.
        """
        async for _ in self:
            pass
        return self._reader.whole()

    async def close(self) -> None:
        """Hang up and end the stream, as `aclose` does."""
        await self.aclose()

    async def aclose(self) -> None:
        """Hang up and end the stream; another task that reads on gets an `IncompleteResponseError`."""
        self._closer = event_loop.current_task()
        if self._replies.ag_running:
            self._body.hang_up()
        else:
            await self._replies.aclose()


class _Texts:
    """The pieces of text of a stream. Not a generator: an event loop would have to finalize one that is left."""

    def __init__(self, stream: AsyncStream[ApiModel]) -> None:
        self._stream = stream

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        while not (text := text_of(await anext(self._stream))):
            pass
        return text


@contextlib.contextmanager
def _hung_up_after(seconds: float, body: Body) -> Generator[None]:
    """Hang up if the block takes longer."""
    timer = Timer(seconds, body.hang_up)
    timer.daemon = True
    try:
        timer.start()
    except RuntimeError:  # no thread starts while the interpreter shuts down
        body.hang_up()
        yield
        return
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


# The generators have no reference to their stream: a cycle would keep a dropped stream and its connection alive.


def _read(body: Body, reader: ReplyReader[R]) -> Generator[R, None, None]:
    pieces = body.pieces
    try:
        for data in pieces:
            yield from reader.feed(data)
            if reader.is_whole:
                with _hung_up_after(DRAIN_TIMEOUT, body):
                    for rest in pieces:
                        yield from reader.feed(rest)
        yield from reader.end()
    except body.errors as error:
        _fail(reader, error, body)
    finally:
        reader.close()
        body.close()


def _fail(reader: ReplyReader[Any], error: Exception, body: Body) -> None:
    if reader.is_callback_error(error):
        raise error
    try:
        reader.fail(body.error(error))
    except OllamaError as failure:
        raise failure from error


async def _drain(pieces: AsyncIterator[bytes], reader: ReplyReader[Any]) -> None:
    async for rest in pieces:
        for _ in reader.feed(rest):
            pass


async def _read_async(body: Body, reader: ReplyReader[R]) -> AsyncGenerator[R, None]:
    pieces = body.pieces
    try:
        async for data in pieces:
            for reply in reader.feed(data):
                yield reply
            if reader.is_whole:
                await event_loop.run_for(DRAIN_TIMEOUT, partial(_drain, pieces, reader))
        for reply in reader.end():
            yield reply
    except body.errors as error:
        _fail(reader, error, body)
    finally:
        reader.close()
        await body.aclose()
