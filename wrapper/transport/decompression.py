"""Content codings: from compressed bytes to bytes, in pieces of a bounded size."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CODINGS = "gzip, deflate"
"""The codings that a server may use, as the value of Accept-Encoding."""

_PIECE = 1 << 16
_MAX_CODINGS = 5  # one on top of another; even two are rare
_GZIP, _ZLIB, _RAW = 31, 15, -15  # what zlib calls the bits of the window


class DecompressionError(ValueError):
    """Bytes are not in the coding that the response declares, or it is unknown."""


class Decompressor:
    """Decompresses a body, fed in pieces; nothing is decompressed before it is asked for.

    >>> decompressor = Decompressor("deflate")
    >>> b"".join(decompressor.feed(zlib.compress(b"a" * 100_000))) == b"a" * 100_000
    True
    >>> decompressor.is_truncated
    False
    """

    def __init__(self, content_encoding: str) -> None:
        names = [name for part in content_encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
        self._unknown = [name for name in names if name not in ("gzip", "x-gzip", "deflate")] or names[_MAX_CODINGS:]
        self._layers = [_Layer(is_gzip=name != "deflate") for name in reversed(names[:_MAX_CODINGS])]

    def __bool__(self) -> bool:
        """Whether there is anything to decompress."""
        return bool(self._layers)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take the next bytes; yield what they contain.

        Raises:
            DecompressionError: The bytes are not in the declared coding, or it is unknown.
        """
        if self._unknown:
            raise DecompressionError(f"its content encoding {self._unknown[0]!r} is unknown")
        try:
            yield from _decompress(data, self._layers)
        except zlib.error as error:
            raise DecompressionError(str(error)) from None

    @property
    def is_truncated(self) -> bool:
        """Whether the bytes so far have no end."""
        return any(layer.is_open for layer in self._layers)


class _Layer:
    """One coding."""

    def __init__(self, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._first = b""
        self._inflater = zlib.decompressobj(_GZIP) if is_gzip else None
        self.is_open = False
        """Whether compressed data has begun that has not ended."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inflater is None:  # by its name, deflate is in zlib's format; some servers send it raw
            self._first += data
            self.is_open = True
            if len(self._first) < 2:
                return
            data = self._first
            self._inflater = zlib.decompressobj(_ZLIB if _is_zlib(data) else _RAW)
        while True:
            if self._inflater.eof:
                if not (self._is_gzip and data.startswith(b"\x1f")):  # what follows is not a further member
                    return
                self._inflater = zlib.decompressobj(_GZIP)
            piece = self._inflater.decompress(data, _PIECE)
            self.is_open = not self._inflater.eof
            if piece:
                yield piece
            data = self._inflater.unconsumed_tail if self.is_open else self._inflater.unused_data
            if not data and len(piece) < _PIECE:  # else there may be more in the inflater
                return


def _is_zlib(data: bytes) -> bool:
    return data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0


def _decompress(data: bytes, layers: Sequence[_Layer]) -> Iterator[bytes]:
    if not layers:
        yield data
        return
    for piece in layers[0].feed(data):
        yield from _decompress(piece, layers[1:])
