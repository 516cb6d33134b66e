"""Microsoft Agent Framework's Ollama clients on every server of this run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from agent_framework import Message, tool
from agent_framework.exceptions import ChatClientException
from agent_framework.ollama import OllamaChatClient, OllamaEmbeddingClient

from tests.contract.target import Target
from tests.frameworks.conftest import SKY

WHY = [Message("user", ["Why is the sky blue?"])]

pytestmark = pytest.mark.anyio


@tool(approval_mode="always_require")
def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


@pytest.fixture
def client(server: Target) -> Callable[..., Any]:
    """Return a function that builds a client for a scripted model."""
    return lambda model: OllamaChatClient(model=server.names(model), host=server.url)


async def test_client_reports_the_server(client: Callable[..., Any], server: Target) -> None:
    assert client("sky").service_url().rstrip("/") == server.url


async def test_stream_equals_whole_reply(client: Callable[..., Any]) -> None:
    whole = await client("sky").get_response(WHY)
    assert whole.text == SKY
    assert whole.usage_details["output_token_count"] > 1
    updates = [update async for update in client("sky").get_response(WHY, stream=True)]
    assert "".join(update.text for update in updates) == SKY
    assert len(updates) > 5


async def test_function_as_tool(client: Callable[..., Any]) -> None:
    reply = await client("caller").get_response(WHY, options={"tools": [get_weather]})
    calls = [content for message in reply.messages for content in message.contents if content.type == "function_call"]
    [(name, arguments)] = {(call.name, json.dumps(call.arguments)) for call in calls}
    assert (name, json.loads(arguments)) == ("get_weather", {"city": "Paris"})


async def test_embeddings_are_vectors(server: Target) -> None:
    embedder = OllamaEmbeddingClient(model=server.names("embedder"), host=server.url)
    first, second = await embedder.get_embeddings(["The sky is blue.", "Grass is green."])
    assert first.dimensions == len(second.vector) > 1
    assert {type(number) for number in first.vector} == {float}


async def test_missing_model_raises_its_error(client: Callable[..., Any]) -> None:
    with pytest.raises(ChatClientException, match="not found"):
        await client("absent").get_response(WHY)
