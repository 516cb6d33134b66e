"""The decoder gives the same lines however the bytes are cut, and reads and copies each byte once.

`NDJSON_EXAMPLES=100000 pytest tests/unit/wrapper/test_ndjson.py` looks longer, at other streams each time.
"""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from wrapper.replies.ndjson import LineDecoder

ODD = ['{"a": "one\u0085two"}', '{"a": "\u2028\u2029"}', '{"a": "\u2603\U0001f600"}', "", "   ", "\r", '{"b": 1}\r']
TEXT = "\n".join(ODD).encode() + b"\n"

MORE = os.environ.get("NDJSON_EXAMPLES")
SETTINGS = settings(max_examples=int(MORE or 200), derandomize=not MORE)


def decode(pieces: Iterable[bytes]) -> list[bytes]:
    decoder = LineDecoder()
    return [line for piece in pieces for line in decoder.feed(piece)] + decoder.flush()


def expected(stream: bytes) -> list[bytes]:
    return [line for line in stream.split(b"\n") if line.strip()]


def cut(stream: bytes, places: Iterable[int]) -> list[bytes]:
    """Cut a stream; two cuts in one place make an empty piece."""
    places = sorted(places)
    return [stream[a:b] for a, b in zip([0, *places], [*places, len(stream)], strict=True)]


def test_only_the_newline_byte_ends_a_line_and_blank_lines_are_left_out() -> None:
    assert [json.loads(line) for line in decode([TEXT])] == [json.loads(line) for line in ODD if line.strip()]


def test_every_split_in_two_gives_the_same_lines() -> None:
    for place in range(len(TEXT) + 1):
        assert decode(cut(TEXT, [place])) == expected(TEXT)


def test_byte_by_byte_gives_the_same_lines() -> None:
    assert decode(cut(TEXT, range(len(TEXT) + 1))) == expected(TEXT)


def test_a_last_line_without_a_newline_is_not_lost() -> None:
    assert decode([b'{"a": 1}\n{"b"', b": 2}"]) == [b'{"a": 1}', b'{"b": 2}']


LINES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(ODD).map(str.encode),
    st.text(max_size=20).map(
        lambda text: json.dumps({"response": text}, ensure_ascii=False).encode("utf-8", "replace")
    ),
)


@st.composite
def splits(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """A stream of lines, of JSON or of any bytes, with or without a newline at its end; and the same in pieces."""
    stream = b"\n".join(draw(st.lists(LINES, max_size=8))) + draw(st.sampled_from([b"", b"\n"]))
    places = draw(st.lists(st.integers(0, len(stream)), max_size=12))
    return stream, cut(stream, places)


@SETTINGS
@given(splits())
def test_every_split_of_every_stream_gives_the_same_lines(split: tuple[bytes, list[bytes]]) -> None:
    """And each line as soon as it has ended."""
    stream, pieces = split
    decoder = LineDecoder()
    fed, lines = b"", list[bytes]()
    for piece in pieces:
        fed += piece
        lines += decoder.feed(piece)
        ended, _, _ = fed.rpartition(b"\n")
        assert lines == expected(ended)
    assert lines + decoder.flush() == expected(stream)


class Read(bytes):
    """Bytes that count how many of them are looked at."""

    looked_at = 0

    def __contains__(self, key: object) -> bool:
        Read.looked_at += len(self)
        return super().__contains__(key)  # type: ignore[operator]  # bytes.__contains__ takes any object at run time


def test_a_line_in_many_pieces_is_read_and_copied_once() -> None:
    size, count = 4096, 6000
    pieces = [Read(b"x" * size) for _ in range(count)]
    decoder = LineDecoder()
    tracemalloc.start(1)
    try:
        asked = []
        for piece in pieces:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            assert decoder.feed(piece) == []
            asked.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    assert decoder.feed(b"\n") == [b"x" * size * count]
    assert Read.looked_at == size * count
    assert sum(asked) < size * count  # a list of the pieces, whose bytes are left where they are
