"""ollama-think's clients, which subclass ours, on every server of this run."""

from __future__ import annotations

from pathlib import Path

import pytest
from ollama_think.client import AsyncClient, Client

from tests.contract.target import Target
from tests.frameworks.conftest import SKY, THOUGHT


def test_thinking_and_content_are_unpacked(server: Target, tmp_path: Path) -> None:
    with Client(server.url, cache_dir=str(tmp_path)) as client:
        thinking, content = client.call(server.names("thinker"), "Why?", think=True)
    assert (thinking.strip(), content.strip()) == (THOUGHT, SKY)


def test_second_call_is_cached(server: Target, tmp_path: Path) -> None:
    with Client(server.url, cache_dir=str(tmp_path)) as client:
        first, second = [client.call(server.names("sky"), "Why?") for _ in range(2)]
    assert str(first) == second.content == SKY
    assert first.to_dict() == second.to_dict()
    assert first.to_json() == second.to_json()


def test_stream_equals_whole_reply(server: Target, tmp_path: Path) -> None:
    with Client(server.url, cache_dir=str(tmp_path)) as client:
        for _ in range(2):  # the second time from the cache
            pieces = list(client.stream(server.names("thinker"), "Why?"))
            assert "".join(piece.thinking for piece in pieces).strip() == THOUGHT
            assert "".join(piece.content for piece in pieces).strip() == SKY


@pytest.mark.anyio
async def test_async_equals_sync(server: Target, tmp_path: Path) -> None:
    async with AsyncClient(server.url, cache_dir=str(tmp_path)) as client:
        assert str(await client.call(server.names("sky"), "Why?", use_cache=False)) == SKY
        pieces = [piece async for piece in client.stream(server.names("sky"), "Why?", think=False)]
    assert "".join(piece.content for piece in pieces) == SKY
