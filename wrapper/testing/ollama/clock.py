"""The server's time, which a test may move forward."""

from __future__ import annotations

import time
from datetime import UTC, datetime

FOREVER = (1 << 63) - 1  # the longest duration there is, in ns: 292 years


class Clock:
    def __init__(self) -> None:
        self._ahead = 0

    def now(self) -> int:
        """The time in ns since 1970."""
        return time.time_ns() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += int(seconds * 1e9)


def timestamp(ns: int) -> str:
    """A time as the API writes it: RFC 3339, UTC, up to nine decimals with the zeros at the end left out."""
    whole, part = divmod(ns, 10**9)
    text = datetime.fromtimestamp(whole, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return text + (f".{part:09d}".rstrip("0") if part else "") + "Z"
