"""What the bodies of all HTTP libraries share: reading a whole one, and decompressing pieces."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from io import BytesIO
from typing import TYPE_CHECKING, Any

from . import network
from .decompression import DecompressionError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .control import CallControl
    from .decompression import Decompressor

HEADERS_OF_CODING = ("content-encoding", "content-length", "transfer-encoding")
"""The headers that describe a body as it was sent, and no longer apply once it is decoded."""


class BaseBody(ABC):
    """The body of a response while it is read: the part of a `Body` that does not depend on the library."""

    pieces: Any
    """The decompressed body, as `Body.pieces`."""

    def __init__(self, control: CallControl) -> None:
        self._control = control

    @property
    def is_inherited(self) -> bool:
        """Whether the connection belongs to the parent of this process, which forked."""
        return self._control.is_inherited

    def read(self, limit: int) -> bytes:
        """Return the first bytes of the body, and close the response."""
        content = BytesIO()  # linear time, and no second copy in memory
        with self._reading(), contextlib.closing(self):
            for piece in self.pieces:
                if _fill(content, piece, limit):
                    break
        return content.getvalue()

    async def read_async(self, limit: int) -> bytes:
        """Return the first bytes of the body, and close the response."""
        content = BytesIO()
        with self._reading():
            try:
                async for piece in self.pieces:
                    if _fill(content, piece, limit):
                        break
            finally:
                await self.aclose()
        return content.getvalue()

    @abstractmethod
    def _reading(self) -> contextlib.AbstractContextManager[None]:
        """Convert what the library raises while a body is read."""

    @abstractmethod
    def close(self) -> None:
        """Close the response of a synchronous client."""

    @abstractmethod
    async def aclose(self) -> None:
        """Close the response of an asynchronous client."""


class Pieces:
    """The pieces of a body, decompressed, as long as its call lasts: an iterator and an asynchronous one."""

    def __init__(self, raw: Any, decompressor: Decompressor, control: CallControl, errors: Any) -> None:
        self._raw = raw
        self._decompressor = decompressor
        self._control = control
        self._errors = errors
        self._ready: Iterator[bytes] = iter(())

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while (piece := self._next_ready()) is None:
            try:
                self._ready = self._decompressor.feed(next(self._raw))
            except StopIteration:
                self._check_end()
                raise
        return piece

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        while (piece := self._next_ready()) is None:
            try:
                self._ready = self._decompressor.feed(await anext(self._raw))
            except StopAsyncIteration:
                self._check_end()
                raise
        return piece

    def _next_ready(self) -> bytes | None:
        network.limited(self._control.limit, None, self._errors)
        try:
            return next(self._ready, None)
        except DecompressionError as error:
            raise self._errors.DecodingError(str(error)) from None

    def _check_end(self) -> None:
        if self._decompressor.is_truncated:
            raise self._errors.RemoteProtocolError("the compressed body has no end")


def _fill(content: BytesIO, piece: bytes, limit: int) -> bool:
    """Add a piece; return whether the limit is reached."""
    content.write(piece[: limit - content.tell()])
    return content.tell() >= limit
