"""What is large passes through: neither a long stream nor a large file is held in memory."""

from __future__ import annotations

import pytest

from tests.load.growth import can_be_measured, growth
from tests.load.server import Server

MIB = 1 << 20
MOST = 8 * MIB

pytestmark = can_be_measured


@pytest.mark.parametrize("way", ["sync", "async"])
def test_a_stream_of_400_000_chunks_needs_no_more_than_8_mib(way: str) -> None:
    with Server() as server:
        assert growth("stream", way, server.url, 400_000) <= MOST


@pytest.mark.parametrize("way", ["sync", "async"])
def test_an_upload_of_600_mb_needs_no_more_than_8_mib(way: str) -> None:
    with Server() as server:
        assert growth("upload", way, server.url, 600_000_000) <= MOST
