"""A line of 24 MB in pieces of 4 KB is read in linear time: no piece causes a copy of the earlier ones.

The test measures memory instead of time. The memory that is allocated between one piece and the next, added up over
all pieces, must be a small multiple of the line.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from tests.backends import VerbCaller
from tests.load.server import Server
from wrapper.replies.ndjson import LineDecoder

LINE, PIECE = 24_000_000, 4096
# Each byte passes a handful of buffers. A copy of the line at each piece would add up to 3,000 lines.
LIMIT = 20 * LINE


class Meter:
    """Measures the memory that is allocated between one piece and the next."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.allocated: list[int] = []
        self._held = 0

    def add_piece(self, size: int) -> None:
        """Record a piece of the line."""
        held, peak = tracemalloc.get_traced_memory()
        if self.sizes:
            self.allocated.append(peak - self._held)
        self.sizes.append(size)
        self._held = held
        tracemalloc.reset_peak()


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
    """Measure where the line is assembled, after all that the client does for each piece."""
    meter = Meter()
    feed = LineDecoder.feed

    def metered(self: LineDecoder, data: bytes) -> list[bytes]:
        if b"\n" not in data:
            meter.add_piece(len(data))
        return feed(self, data)

    monkeypatch.setattr(LineDecoder, "feed", metered)
    tracemalloc.start(1)
    yield meter
    tracemalloc.stop()


def test_long_line_is_read_without_repeated_copies(meter: Meter, backend: str) -> None:
    with Server(line=LINE, piece=PIECE) as server:
        replies = VerbCaller(backend, streamed=True)(server.url, "chat", "sky", [{"role": "user", "content": "Go on."}])
    assert "".join(reply.message.content or "" for reply in replies) == "x" * LINE
    assert len(meter.sizes) > LINE // PIECE
    assert max(meter.sizes) <= PIECE
    assert sum(meter.allocated) < LIMIT
