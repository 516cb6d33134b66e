"""Outlines' Ollama models on every server of this run, and the errors it makes of ours."""

from __future__ import annotations

from typing import Any, Literal

import ollama
import outlines
import pytest
from outlines.exceptions import APIConnectionError, APITimeoutError, NotFoundError
from outlines.inputs import Chat
from pydantic import BaseModel

from tests.contract.target import Target
from tests.frameworks.conftest import SKY


class Sky(BaseModel):
    color: Literal["blue"]


@pytest.fixture
def sky(server: Target) -> Any:
    """Build a model of a client."""
    return outlines.from_ollama(ollama.Client(server.url), server.names("sky"))


@pytest.fixture
def async_sky(server: Target) -> Any:
    """Build a model of an async client."""
    return outlines.from_ollama(ollama.AsyncClient(server.url), server.names("sky"))


def test_stream_equals_whole_reply(sky: Any) -> None:
    assert sky("Why?") == SKY
    assert sky(Chat([{"role": "user", "content": "Why?"}])) == SKY
    assert "".join(sky.stream("Why?")) == SKY


@pytest.mark.anyio
async def test_async_equals_sync(async_sky: Any) -> None:
    assert await async_sky("Why?") == SKY
    assert "".join([piece async for piece in async_sky.stream("Why?")]) == SKY


def test_reply_follows_schema(server: Target, json_model: str) -> None:
    generator = outlines.Generator(outlines.from_ollama(ollama.Client(server.url), json_model), Sky)
    assert Sky.model_validate_json(generator("Which colour?")) == Sky(color="blue")


def test_missing_model_raises_not_found(server: Target) -> None:
    with pytest.raises(NotFoundError):
        outlines.from_ollama(ollama.Client(server.url), server.names("absent"))("Why?")


@pytest.mark.anyio
async def test_refused_connection_raises_connection_error(closed_url: str) -> None:
    with pytest.raises(APIConnectionError):
        outlines.from_ollama(ollama.Client(closed_url), "sky")("Why?")
    with pytest.raises(APIConnectionError):
        list(outlines.from_ollama(ollama.Client(closed_url), "sky").stream("Why?"))
    with pytest.raises(APIConnectionError):
        await outlines.from_ollama(ollama.AsyncClient(closed_url), "sky")("Why?")


def test_slow_reply_raises_timeout_error(server: Target) -> None:
    with pytest.raises(APITimeoutError):
        outlines.from_ollama(ollama.Client(server.url, timeout=0.001), server.names("endless"))("Why?")
