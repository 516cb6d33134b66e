"""Content codings at every split, in bounded pieces."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wrapper.transport.decompression import DecompressionError, Decompressor


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


def raw_deflate_like_zlib(data: bytes) -> bytes:
    """Begin with an empty block, whose first byte is that of zlib's format; the checksum of the first two is wrong."""
    return b"\x08\x00\x00\xff\xff" + raw_deflate(data)


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "X-Gzip": gzip.compress,
    "deflate": zlib.compress,
    "DEFLATE": raw_deflate,
    "Deflate": raw_deflate_like_zlib,
    " gzip , identity,": gzip.compress,
    "gzip, deflate": lambda data: zlib.compress(gzip.compress(data)),
    "deflate, gzip": lambda data: gzip.compress(raw_deflate(data)),
    "gzip, gzip, deflate, gzip, gzip": lambda data: gzip.compress(
        gzip.compress(zlib.compress(gzip.compress(gzip.compress(data))))
    ),
}
DATA = b"Why is the sky blue?" * 20 + os.urandom(500)


@pytest.mark.parametrize("coding", ENCODERS)
def test_body_is_decompressed_at_every_split(coding: str) -> None:
    encoded = ENCODERS[coding](DATA)
    for split in range(len(encoded) + 1):
        decompressor = Decompressor(coding)
        assert decompressor
        assert b"".join((*decompressor.feed(encoded[:split]), *decompressor.feed(encoded[split:]))) == DATA
        assert not decompressor.is_truncated


@pytest.mark.parametrize("coding", ENCODERS)
def test_truncated_body_is_truncated(coding: str) -> None:
    encoded = ENCODERS[coding](DATA)
    for end in range(1, len(encoded)):
        decompressor = Decompressor(coding)
        assert DATA.startswith(b"".join(decompressor.feed(encoded[:end])))
        assert decompressor.is_truncated


@given(data=st.binary(max_size=300_000), coding=st.sampled_from([*ENCODERS]))
def test_pieces_are_bounded(data: bytes, coding: str) -> None:
    data *= 5
    pieces = [*Decompressor(coding).feed(ENCODERS[coding](data))]
    assert b"".join(pieces) == data
    assert all(len(piece) <= 1 << 16 for piece in pieces)


def test_nothing_is_decompressed_before_it_is_needed() -> None:
    bomb = gzip.compress(gzip.compress(bytes(1 << 26), 1), 1)
    pieces = Decompressor("gzip, gzip").feed(bomb)
    assert sum(len(next(pieces)) for _ in range(3)) <= 3 << 16


def test_members_of_gzip_are_joined_and_trailing_bytes_ignored() -> None:
    decompressor = Decompressor("gzip")
    body = gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0"
    assert b"".join(piece for byte in body for piece in decompressor.feed(bytes([byte]))) == b"ab"
    assert not decompressor.is_truncated


@pytest.mark.parametrize("encode", [zlib.compress, raw_deflate])
@pytest.mark.parametrize("rest", [b"\x1f", b"\x1f\x8b\x08", gzip.compress(b"b", mtime=0), zlib.compress(b"b")])
def test_only_gzip_has_further_members(encode: Callable[[bytes], bytes], rest: bytes) -> None:
    decompressor = Decompressor("deflate")
    assert b"".join(decompressor.feed(encode(b"a") + rest)) == b"a"
    assert not decompressor.is_truncated


@pytest.mark.parametrize("coding", ["", "identity", " , Identity"])
def test_plain_body_needs_no_decompression(coding: str) -> None:
    assert not Decompressor(coding)


@pytest.mark.parametrize(
    ("coding", "named"), [("br", "br"), ("gzip, zstd", "zstd"), ("\xff", "\xff"), (", ".join(["gzip"] * 6), "gzip")]
)
def test_unknown_coding_raises(coding: str, named: str) -> None:
    decompressor = Decompressor(coding)
    assert decompressor
    with pytest.raises(DecompressionError, match=named):
        [*decompressor.feed(b"x")]


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_invalid_bytes_raise(coding: str) -> None:
    with pytest.raises(DecompressionError):
        [*Decompressor(coding).feed(b"\xff" * 100)]
