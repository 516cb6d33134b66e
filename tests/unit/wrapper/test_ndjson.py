"""The decoder returns the same lines for any split of the bytes, and reads and copies each byte once.

`NDJSON_EXAMPLES=100000 pytest tests/unit/wrapper/test_ndjson.py` tests more streams, and others each time.
"""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from wrapper.replies.ndjson import LineDecoder

UNUSUAL = ['{"a": "one\u0085two"}', '{"a": "\u2028\u2029"}', '{"a": "\u2603\U0001f600"}', "", "   ", "\r", '{"b": 1}\r']
TEXT = "\n".join(UNUSUAL).encode() + b"\n"

MORE = os.environ.get("NDJSON_EXAMPLES")
SETTINGS = settings(max_examples=int(MORE or 200), derandomize=not MORE)


def decode(pieces: Iterable[bytes]) -> list[bytes]:
    decoder = LineDecoder()
    return [line for piece in pieces for line in decoder.feed(piece)] + decoder.flush()


def expected(stream: bytes) -> list[bytes]:
    return [line for line in stream.split(b"\n") if line.strip()]


def split_at(stream: bytes, offsets: Iterable[int]) -> list[bytes]:
    """Split a stream at offsets; two equal offsets make an empty piece."""
    offsets = sorted(offsets)
    return [stream[a:b] for a, b in zip([0, *offsets], [*offsets, len(stream)], strict=True)]


def test_only_newline_bytes_end_lines() -> None:
    assert [json.loads(line) for line in decode([TEXT])] == [json.loads(line) for line in UNUSUAL if line.strip()]


def test_two_pieces() -> None:
    for offset in range(len(TEXT) + 1):
        assert decode(split_at(TEXT, [offset])) == expected(TEXT)


def test_byte_by_byte() -> None:
    assert decode(split_at(TEXT, range(len(TEXT) + 1))) == expected(TEXT)


def test_last_line_without_newline() -> None:
    assert decode([b'{"a": 1}\n{"b"', b": 2}"]) == [b'{"a": 1}', b'{"b": 2}']


LINES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(UNUSUAL).map(str.encode),
    st.text(max_size=20).map(
        lambda text: json.dumps({"response": text}, ensure_ascii=False).encode("utf-8", "replace")
    ),
)


@st.composite
def splits(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """Draw a stream of JSON lines and random bytes, with or without a final newline, and a split of it."""
    stream = b"\n".join(draw(st.lists(LINES, max_size=8))) + draw(st.sampled_from([b"", b"\n"]))
    offsets = draw(st.lists(st.integers(0, len(stream)), max_size=12))
    return stream, split_at(stream, offsets)


@SETTINGS
@given(splits())
def test_random_splits_of_random_streams(split: tuple[bytes, list[bytes]]) -> None:
    """Each line is returned as soon as it is complete."""
    stream, pieces = split
    decoder = LineDecoder()
    fed, lines = b"", list[bytes]()
    for piece in pieces:
        fed += piece
        lines += decoder.feed(piece)
        ended, _, _ = fed.rpartition(b"\n")
        assert lines == expected(ended)
    assert lines + decoder.flush() == expected(stream)


class CountedBytes(bytes):
    """Bytes that count how many of them are searched."""

    searched = 0

    def __contains__(self, key: object) -> bool:
        CountedBytes.searched += len(self)
        return super().__contains__(key)  # type: ignore[operator]  # bytes.__contains__ accepts any object at run time


def test_line_in_many_pieces_is_read_and_copied_once() -> None:
    size, count = 4096, 6000
    pieces = [CountedBytes(b"x" * size) for _ in range(count)]
    decoder = LineDecoder()
    tracemalloc.start(1)
    try:
        allocated = []
        for piece in pieces:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            assert decoder.feed(piece) == []
            allocated.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    assert decoder.feed(b"\n") == [b"x" * size * count]
    assert CountedBytes.searched == size * count
    assert sum(allocated) < size * count  # only the list of the pieces, without copies of their bytes
