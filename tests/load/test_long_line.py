"""A line of 24 MB in pieces of 4 KB costs linear time: no piece makes anybody copy what came before it.

Time is not looked at. A copy shows in memory: what is asked for between one piece and the next, added up over all
pieces, has to be a few times the line.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import anyio
import pytest

from tests.load.server import Server
from wrapper import AsyncClient, ChatResponse, Client
from wrapper.replies.ndjson import LineDecoder

LINE, PIECE = 24_000_000, 4096
MOST = (
    20 * LINE
)  # each byte goes through a handful of buffers; copying the line at each piece would come to 3,000 LINEs


class Meter:
    """Watches, from one piece to the next, how much memory is asked for at once."""

    def __init__(self) -> None:
        self.pieces: list[int] = []  # their sizes
        self.asked: list[int] = []
        self._held = 0

    def piece(self, size: int) -> None:
        """A piece of the line has come."""
        held, peak = tracemalloc.get_traced_memory()
        if self.pieces:
            self.asked.append(peak - self._held)
        self.pieces.append(size)
        self._held = held
        tracemalloc.reset_peak()


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
    """Stands where the line is put together, and so sees all that is done below it for each piece."""
    meter = Meter()
    feed = LineDecoder.feed

    def metered(self: LineDecoder, data: bytes) -> list[bytes]:
        if b"\n" not in data:
            meter.piece(len(data))
        return feed(self, data)

    monkeypatch.setattr(LineDecoder, "feed", metered)
    tracemalloc.start(1)
    yield meter
    tracemalloc.stop()


def ask(way: str, url: str) -> ChatResponse:
    messages = [{"role": "user", "content": "Go on."}]
    if way == "sync":
        with Client(url) as client, client.chat("sky", messages, stream=True) as stream:
            return stream.final()

    async def ask_async() -> ChatResponse:
        async with AsyncClient(url) as client, await client.chat("sky", messages, stream=True) as stream:
            return await stream.final()

    return anyio.run(ask_async, backend=way)


@pytest.mark.parametrize("way", ["sync", "asyncio", "trio"])
def test_no_piece_makes_anybody_copy_what_came_before_it(meter: Meter, way: str) -> None:
    with Server(line=LINE, piece=PIECE) as server:
        reply = ask(way, server.url)
    assert reply.message.content == "x" * LINE
    assert len(meter.pieces) > LINE // PIECE
    assert max(meter.pieces) <= PIECE
    assert sum(meter.asked) < MOST
