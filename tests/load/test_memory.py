"""The client holds neither a long stream nor a large file in memory."""

from __future__ import annotations

import pytest

from tests.load.growth import growth, needs_peak_memory
from tests.load.server import Server

MIB = 1 << 20
LIMIT = 8 * MIB

pytestmark = needs_peak_memory


@pytest.mark.parametrize("color", ["sync", "async"])
def test_stream_of_400_000_chunks_needs_at_most_8_mib(color: str) -> None:
    with Server() as server:
        assert growth("stream", color, server.url, 400_000) <= LIMIT


@pytest.mark.parametrize("color", ["sync", "async"])
def test_upload_of_600_mb_needs_at_most_8_mib(color: str) -> None:
    with Server() as server:
        assert growth("upload", color, server.url, 600_000_000) <= LIMIT
