"""JSON is parsed to the same objects with and without orjson."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wrapper.replies import load_json as module
from wrapper.replies.load_json import load_json

SAME = [
    *(str(sign * (1 << bits) + more) for bits in (53, 63, 64, 65, 200) for sign in (1, -1) for more in (-1, 0, 1)),
    *("-0", "-0.0", "0.1", "1E5", "1e23", "1e400", "-1e400", "1e-400", "5e-324", "123456789012345678901234567890.5"),
    *("NaN", "Infinity", "-Infinity", "[1, NaN]"),
    *(r'"\ud800"', r'"\udc00!"', r'"\ud83d\ude00"', r'"\u0000"', r'"\/"', '"\x7f\u2028"', '"😀"'),
    *('{"b": 1, "a": 2, "b": 3}', '{"": {}}', " \t\r\n[ ]\n", "\ufeff{}", "[" * 500 + "]" * 500),
]
INVALID = [
    "",
    " ",
    "01",
    "1.",
    ".5",
    "+1",
    "[1,]",
    '{"a":1,}',
    "{'a':1}",
    '"a\tb"',
    r'"\x"',
    "nan",
    '{"a":1}x',
    "\x0b1",
]


def parse(data: bytes) -> tuple[str, str]:
    """Return the result, or the error, in a form that tells -0.0 from 0 and compares NaN."""
    try:
        content = load_json(data)
    except (ValueError, RecursionError) as error:
        return type(error).__name__, str(error)
    return type(content).__name__, repr(content)


def parse_slowly(data: bytes) -> tuple[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "orjson_loads", lambda: None)
        return parse(data)


@pytest.mark.parametrize("text", [*SAME, *INVALID])
def test_text_is_parsed_as_by_the_standard_library(text: str) -> None:
    data = text.encode()
    assert parse(data) == parse_slowly(data)
    assert (text in SAME) == (parse(data)[0] != "JSONDecodeError")


@pytest.mark.parametrize(
    "data", [b'"\xff"', b'"\xed\xa0\x80"', b'"\xc0\x80"', '"a"'.encode("utf-16"), b'{"a": "\xe9"}']
)
def test_text_that_is_not_utf8_is_rejected(data: bytes) -> None:
    assert parse(data) == parse_slowly(data)
    assert parse(data)[0] == "UnicodeDecodeError"


def test_too_deep_text_is_rejected() -> None:
    data = b"[" * 100_000
    assert parse(data) == parse_slowly(data)
    assert parse(data)[0] == "RecursionError"


NUMBERS = st.integers() | st.integers(-(2**66), 2**66) | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES, st.booleans())
def test_any_value_is_parsed_as_by_the_standard_library(value: Any, ascii_only: bool) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    assert parse(data) == parse_slowly(data)


@given(st.text('0123456789.eE+-[]{},:" \\untrfalsNI'))
def test_any_text_is_parsed_as_by_the_standard_library(text: str) -> None:
    assert parse(text.encode()) == parse_slowly(text.encode())
