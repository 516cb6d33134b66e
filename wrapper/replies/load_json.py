"""JSON to objects: as the standard library parses it, but faster."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = bytes(0x30 if byte in b"0123456789" else 0x20 for byte in range(256))
_LONG_NUMBER = b"0" * 19  # the length of 2**63

# The scanner in C: for a short line, the Python code of `json.loads` around it takes as long again.
_scan: Any = cast("Any", json.JSONDecoder()).scan_once


@cache  # imported by the first reply: orjson imports a dozen modules
def orjson_loads() -> Callable[[bytes], object] | None:
    """Return orjson's parser, or None where the extra `fast` is not installed."""
    try:
        loads: Callable[[bytes], object] = import_module("orjson").loads
    except ImportError:
        return None
    return loads


def load_json(data: bytes) -> object:
    """Parse JSON as `json.loads` does, but encoded in UTF-8 only, with or without a BOM.

    orjson parses what both parse to the same: it makes floats of integers beyond 64 bits, and rejects NaN, infinities,
    a BOM and lone surrogates. It is less strict in one case: it may nest a few levels deeper than Python recurses.

    Raises:
        ValueError: It is not JSON, or not UTF-8.
        RecursionError: It is nested too deeply.
    """
    loads = orjson_loads()
    if loads is not None and _LONG_NUMBER not in data.translate(_DIGITS):
        try:
            return loads(data)
        except ValueError:
            pass
    text = data.decode()
    try:
        content, end = _scan(text, 0)
    except StopIteration:  # it begins with none of the characters that a value begins with
        return cast("object", json.loads(text.removeprefix("\ufeff")))
    if end < len(text) and text[end:].strip(" \t\r\n"):
        json.loads(text)  # raises the error
    return cast("object", content)
