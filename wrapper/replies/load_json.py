"""JSON to objects: as the standard library parses it, but faster."""

from __future__ import annotations

import json
from typing import Any, cast

try:
    import orjson
except ImportError:  # of the extra `fast`
    orjson = None  # type: ignore[assignment]  # mypy knows it as a module only

_DIGITS = bytes(0x30 if byte in b"0123456789" else 0x20 for byte in range(256))
_LONG_NUMBER = b"0" * 19  # the length of 2**63

# The scanner in C: for a short line, the Python code of `json.loads` around it takes as long again.
_scan: Any = cast("Any", json.JSONDecoder()).scan_once


def load_json(data: bytes) -> object:
    """Parse JSON as `json.loads` does, but encoded in UTF-8 only, with or without a BOM.

    orjson parses what both parse to the same: it makes floats of integers beyond 64 bits, and rejects NaN, infinities,
    a BOM and lone surrogates. It is less strict in one case: it may nest a few levels deeper than Python recurses.

    Raises:
        ValueError: It is not JSON, or not UTF-8.
        RecursionError: It is nested too deeply.
    """
    if orjson is not None and _LONG_NUMBER not in data.translate(_DIGITS):
        try:
            return cast("object", orjson.loads(data))
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
