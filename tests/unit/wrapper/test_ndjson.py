"""The decoder gives the same lines however the bytes are cut."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from wrapper._ndjson import LineDecoder

ODD = ['{"a": "one\u0085two"}', '{"a": "\u2028\u2029"}', '{"a": "\u2603\U0001f600"}', "", "   ", "\r", '{"b": 1}\r']
TEXT = "\n".join(ODD).encode() + b"\n"


def decode(pieces: list[bytes]) -> list[bytes]:
    decoder = LineDecoder()
    return [line for piece in pieces for line in decoder.feed(piece)] + decoder.flush()


def test_only_the_newline_byte_ends_a_line_and_blank_lines_are_left_out() -> None:
    expected = [json.loads(line) for line in ODD if line.strip()]
    assert [json.loads(line) for line in decode([TEXT])] == expected


def test_every_split_in_two_gives_the_same_lines() -> None:
    whole = decode([TEXT])
    for cut in range(len(TEXT) + 1):
        assert decode([TEXT[:cut], TEXT[cut:]]) == whole


def test_byte_by_byte_gives_the_same_lines() -> None:
    assert decode([TEXT[i : i + 1] for i in range(len(TEXT))]) == decode([TEXT])


def test_a_last_line_without_a_newline_is_not_lost() -> None:
    assert decode([b'{"a": 1}\n{"b"', b": 2}"]) == [b'{"a": 1}', b'{"b": 2}']


@given(st.lists(st.binary(max_size=20)), st.data())
def test_any_bytes_cut_anywhere_give_the_same_lines(parts: list[bytes], data: st.DataObject) -> None:
    joined = b"\n".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(joined)), max_size=8)))
    pieces = [joined[a:b] for a, b in zip([0, *cuts], [*cuts, len(joined)], strict=True)]
    assert decode(pieces) == [line for line in joined.split(b"\n") if line.strip()]
