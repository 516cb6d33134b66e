"""Chunked bodies, read from their connection past the HTTP library.

Ollama sends each line of a stream as a chunk of HTTP. httpcore passes them on one by one, through six generators, which
takes half of the time of a fast stream; here all lines of a read are one piece.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .network import Controlled

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})\r\n")
_CUT_SIZE = re.compile(rb"[0-9A-Fa-f]{0,8}\r?")
_READ = 64 << 10  # bytes, as many as httpcore reads


class ChunkedBody:
    """The pieces of a body: an iterator and an asynchronous one.

    It decodes only chunks of the usual form. Everything else, such as the end of the body, an extension, invalid bytes
    or an error, goes back to the connection, from where the library reads, judges and raises as if it had read all.

    Args:
        connection: The connection; it must hold the whole body.
        timeout: The seconds that a read may take, or None.
        rest: The library's iterator over the body, not begun.
    """

    def __init__(self, connection: Controlled, timeout: float | None, rest: Any) -> None:
        self._connection: Any = connection
        self._timeout = timeout
        self._rest = rest
        self._ready: deque[bytes] = deque()
        self._cut = b""  # what has arrived of an unfinished size, or of the end of a chunk
        self._left = 0  # bytes of an unfinished chunk that are still to come, with the two of its end
        self._has_filler = False  # whether the library gets a chunk of a byte, which belongs to no piece

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while not self._ready and self._connection is not None:
            try:
                data = self._connection.read(_READ, self._timeout)
            except Exception as error:
                self._give_back(b"", error)
            except BaseException:
                self._connection, self._rest = None, _Ended()
                raise
            else:
                self._ready.extend(_join_lines(self._decode(data)))
        if self._ready:
            return self._ready.popleft()
        if self._has_filler:
            self._has_filler = False
            next(self._rest)
        remainder: bytes = next(self._rest)
        return remainder

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        while not self._ready and self._connection is not None:
            try:
                data = await self._connection.read(_READ, self._timeout)
            except Exception as error:
                self._give_back(b"", error)
            except BaseException:
                self._connection, self._rest = None, _Ended()
                raise
            else:
                self._ready.extend(_join_lines(self._decode(data)))
        if self._ready:
            return self._ready.popleft()
        if self._has_filler:
            self._has_filler = False
            await anext(self._rest)
        remainder: bytes = await anext(self._rest)
        return remainder

    def _decode(self, data: bytes) -> list[bytes]:
        """Return the chunks in the next bytes; give back what is not a usual one."""
        if not data:
            self._give_back(b"")
            return []
        if self._cut:
            data, self._cut = self._cut + data, b""
        chunks: list[bytes] = []
        at = 0
        if left := self._left:
            body = left - 2
            chunks.append(data[:body])
            if len(data) < left:
                self._left, self._cut = max(left - len(data), 2), data[body:]
                return chunks
            if data[body:left] != b"\r\n":
                self._left = 2
                self._give_back(data[body:])
                return chunks
            self._left, at = 0, left
        while (match := _SIZE.match(data, at)) and (size := int(match[1], 16)):
            start = match.end()
            end = start + size
            chunks.append(data[start:end])
            if data[end : end + 2] != b"\r\n":
                if len(data) < end + 2 and b"\r\n".startswith(data[end:]):
                    self._left, self._cut = max(end + 2 - len(data), 2), data[end:]
                else:
                    self._left = 2
                    self._give_back(data[end:])
                return chunks
            at = end + 2
        if at < len(data):
            if _CUT_SIZE.fullmatch(data, at):
                self._cut = data[at:]
            else:
                self._give_back(data[at:])
        return chunks

    def _give_back(self, data: bytes, error: Exception | None = None) -> None:
        """Return bytes, or an error, to the connection, from where the library reads on."""
        data, connection, self._connection = self._cut + data, self._connection, None
        if self._left > 2:
            data = b"%x\r\n%b" % (self._left - 2, data)
        elif self._left:  # only the end of the chunk is missing or invalid
            data, self._has_filler = b"1\r\n\n%b" % data, True
        connection.unread(data, error)


def _join_lines(chunks: list[bytes]) -> Iterator[bytes]:
    """Yield chunks, those that end a line together with the next one."""
    lines: list[bytes] = []
    for chunk in chunks:
        lines.append(chunk)
        if not chunk.endswith(b"\n"):
            if piece := b"".join(lines):
                yield piece
            lines.clear()
    if lines:
        yield b"".join(lines)


class _Ended:
    """What is left of a body whose reader was interrupted or cancelled: nothing, as of a generator."""

    def __next__(self) -> bytes:
        raise StopIteration

    async def __anext__(self) -> bytes:
        raise StopAsyncIteration
