"""The server's clock, which a test may move forward."""

import time
from datetime import UTC, datetime

FOREVER = (1 << 63) - 1  # the longest duration, in ns: 292 years


class Clock:
    """The time in ns since 1970."""

    def __init__(self) -> None:
        self._ahead = 0

    def now(self) -> int:
        return time.time_ns() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += int(seconds * 1e9)


def timestamp(ns: int) -> str:
    """Return a time as the API writes it: RFC 3339, UTC, up to nine decimals without trailing zeros."""
    whole, part = divmod(ns, 10**9)
    text = datetime.fromtimestamp(whole, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return text + (f".{part:09d}".rstrip("0") if part else "") + "Z"
