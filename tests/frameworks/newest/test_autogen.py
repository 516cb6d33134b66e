"""AutoGen's Ollama client on every server of this run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal

import pytest
from autogen_core import FunctionCall
from autogen_core.models import ModelFamily, SystemMessage, UserMessage
from autogen_core.tools import FunctionTool
from autogen_ext.models.ollama import OllamaChatCompletionClient
from pydantic import BaseModel

from tests.contract.target import Target
from tests.frameworks.conftest import SKY

WHY = [SystemMessage(content="Be brief."), UserMessage(content="Why is the sky blue?", source="user")]
ABILITIES = {
    "family": ModelFamily.UNKNOWN,
    "function_calling": True,
    "json_output": True,
    "structured_output": True,
    "vision": False,
}

pytestmark = pytest.mark.anyio


class Sky(BaseModel):
    color: Literal["blue"]


def get_weather(city: str) -> str:
    return f"sunny in {city}"


@pytest.fixture
def client(server: Target) -> Callable[..., Any]:
    """Return a function that builds a client for a scripted model."""
    return lambda model: OllamaChatCompletionClient(model=server.names(model), host=server.url, model_info=ABILITIES)


async def test_reply_has_usage(client: Callable[..., Any]) -> None:
    reply = await client("sky").create(WHY, extra_create_args={"keep_alive": "1m", "temperature": 0.5})
    assert (reply.content, reply.finish_reason) == (SKY, "stop")
    assert reply.usage.prompt_tokens > 1
    assert reply.usage.completion_tokens > 1


async def test_stream_ends_with_whole_reply(client: Callable[..., Any]) -> None:
    *pieces, reply = [piece async for piece in client("sky").create_stream(WHY)]
    assert "".join(pieces) == reply.content == SKY
    assert len(pieces) > 5
    assert reply.usage.completion_tokens > 1


async def test_function_as_tool(client: Callable[..., Any]) -> None:
    tool = FunctionTool(get_weather, description="Return the weather.")
    whole = await client("caller").create(WHY, tools=[tool])
    streamed = [piece async for piece in client("caller").create_stream(WHY, tools=[tool])][-1]
    for reply in (whole, streamed):
        [call] = reply.content
        assert isinstance(call, FunctionCall)
        assert (call.name, json.loads(call.arguments)) == ("get_weather", {"city": "Paris"})


async def test_reply_follows_schema(server: Target, json_model: str) -> None:
    client = OllamaChatCompletionClient(model=json_model, host=server.url, model_info=ABILITIES)
    reply = await client.create(WHY, json_output=Sky)
    assert Sky.model_validate_json(reply.content) == Sky(color="blue")
