"""How much of a response a client takes: no server makes it fill the memory."""

from __future__ import annotations

import sys
from typing import NamedTuple

from ..errors import RequestError, short_repr


class Bounds(NamedTuple):
    """Bytes at most, decompressed, of each thing that a client holds in memory."""

    line: int = 64 << 20
    """A line of a stream."""
    body: int = 256 << 20
    """The body of a whole reply."""
    error: int = 1 << 20
    """The body of an error."""


DEFAULT_BOUNDS = Bounds()


def check_bounds(line: object, body: object, error: object) -> Bounds:
    """Return the bounds of a client; None stands for no bound.

    >>> check_bounds(1000, 2000, 3000)
    Bounds(line=1000, body=2000, error=3000)

    Raises:
        RequestError: One is not a positive integer.
    """
    return Bounds(_check("max_line_bytes", line), _check("max_body_bytes", body), _check("max_error_bytes", error))


def _check(name: str, bound: object) -> int:
    if bound is None:
        return sys.maxsize
    if isinstance(bound, bool) or not isinstance(bound, int) or bound < 1:
        raise RequestError(f"{name} must be an integer of 1 or more, or None for no bound, not {short_repr(bound)}")
    return bound
