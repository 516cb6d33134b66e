"""A chunked body is the same whether httpcore reads it or `ChunkedBody` does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import pytest

from wrapper.transport.chunked_body import ChunkedBody
from wrapper.transport.control import CallControl
from wrapper.transport.network import Backend, current_call

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
USUAL = b"5\r\nhello\r\n10\r\n 0123456789abcde\r\n0a\r\n\r\n0\r\n\r\n1\r\n\r\n1\r\n\n\r\n"
END = b"0\r\n\r\n"
ENDS = {
    "the end": END,
    "an end with a trailer": b"0\r\nA: b\r\n\r\n",
    "more after the end": END + b"HTTP/1.1 200 OK\r\n",
    "no end": b"",
    "half of an end": b"0\r\n",
    "a chunk with an extension": b"3;a=b\r\nabc\r\n" + END,
    "a space after a size": b"3 \r\nabc\r\n" + END,
    "a size in the syntax of Python": b"0x3\r\nabc\r\n" + END,
    "an underscore in a size": b"0_3\r\nabc\r\n" + END,
    "a signed size": b"+3\r\nabc\r\n" + END,
    "a newline alone after a size": b"3\nabc\r\n" + END,
    "a negative size": b"-3\r\nabc\r\n" + END,
    "an empty size": b"\r\nabc\r\n" + END,
    "a size with many zeros": b"0" * 12 + b"3\r\nabc\r\n" + END,
    "a size of 20 digits": b"1" * 20 + b"\r\nabc\r\n" + END,
    "an endless size": b"1" * 200_000,
    "a chunk longer than its size": b"3\r\nabcdef\r\n" + END,
    "a chunk shorter than its size": b"3\r\na\r\n" + END,
    "a chunk that ends with two newlines": b"3\r\nabc\n\n" + END,
    "half of a chunk": b"3\r\na",
    "a chunk without its end": b"3\r\nabc",
    "a chunk with half of its end": b"3\r\nabc\r",
    "a chunk that half of its end corrupts": b"3\r\nabc\rx" + END,
    "half of a size": b"3",
    "a size with half of its end": b"3\r",
    "a size with half of its end and more": b"3\rabc\r\n" + END,
    "a long chunk": b"%x\r\n%b\r\n" % (200_000, b"a" * 200_000) + END,
    "another response": HEAD,
}


def read(received: Sequence[bytes], *, past_httpcore: bool) -> tuple[bytes, str, bool]:
    """Return the content of a response, the error that ends it, and whether its connection stays open."""
    backend: Any = Backend(httpcore.MockBackend([*received]), httpcore)
    control = CallControl(None)
    control.awaits_response = past_httpcore  # else the connection holds no body
    token = current_call.set(control)
    pieces: list[bytes] = []
    error = ""
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        try:
            with pool.stream("POST", "http://localhost/") as response:
                control.awaits_response = False
                body: Iterator[bytes] = iter(response.iter_stream())
                if past_httpcore:
                    body = iter(ChunkedBody(response.extensions["network_stream"], None, body))
                pieces.extend(body)
        except httpcore.NetworkError as failure:
            error = repr(failure)
        except httpcore.ProtocolError as failure:
            error = repr(failure).partition("malformed chunk footer")[0]  # its bytes depend on the reads
        finally:
            current_call.reset(token)
        return b"".join(pieces), error, bool(pool.connections)


def split(data: bytes, sizes: Iterable[int]) -> list[bytes]:
    """Return the bytes as a connection may receive them."""
    pieces = [HEAD]
    for size in sizes:
        pieces.append(data[:size])
        data = data[size:]
    return [piece for piece in (*pieces, data) if piece]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
def test_body_is_as_httpcore_reads_it(end: str, size: int) -> None:
    data = USUAL + ENDS[end]
    received = split(data, [size] * min(len(data) // size, 500))
    assert read(received, past_httpcore=True) == read(received, past_httpcore=False)


@pytest.mark.parametrize("at", range(len(USUAL)))
def test_split_at_any_position_changes_nothing(at: int) -> None:
    received = split(USUAL + END, [at])
    assert read(received, past_httpcore=True) == read(received, past_httpcore=False)


@pytest.mark.parametrize("seed", range(200))
def test_corrupted_body_is_as_httpcore_reads_it(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - the same bytes in each run
    data = bytearray(
        b"".join(b"%x\r\n%b\r\n" % (size, b"a" * size) for size in source.choices(range(1, 40), k=5)) + END
    )
    for _ in range(source.randrange(3)):
        data[source.randrange(len(data))] = source.choice(b"\r\n0a\x00")
    received = split(bytes(data), source.choices(range(1, 30), k=10))
    assert read(received, past_httpcore=True) == read(received, past_httpcore=False)


@pytest.mark.parametrize("at", range(1, len(HEAD) + 20))
def test_headers_end_where_httpcore_ends_them(at: int) -> None:
    data = HEAD + b"5\r\nhello\r\n6\r\n world\r\n" + END
    received = [data[:at], data[at:]]
    assert read(received, past_httpcore=True) == (b"hello world", "", True)


@pytest.mark.parametrize("informational", [b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 100 Continue\nA: b\n\n"])
def test_informational_response_is_skipped(informational: bytes) -> None:
    received = [informational + HEAD + b"5\r\nhello\r\n" + END]
    assert read(received, past_httpcore=True) == (b"hello", "", True)


def test_chunks_of_one_read_are_one_piece() -> None:
    backend: Any = Backend(httpcore.MockBackend([HEAD, b"5\r\nhello\r\n6\r\n world\r\n" + END]), httpcore)
    with httpcore.ConnectionPool(network_backend=backend) as pool, pool.stream("POST", "http://localhost/") as response:
        body = ChunkedBody(response.extensions["network_stream"], None, iter(response.iter_stream()))
        assert [*body] == [b"hello world"]
