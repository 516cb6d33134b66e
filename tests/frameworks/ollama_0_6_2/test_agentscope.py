"""AgentScope's Ollama models on every server of this run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import ollama
import pytest
from agentscope.credential import OllamaCredential
from agentscope.embedding import OllamaEmbeddingModel
from agentscope.message import Msg, TextBlock
from agentscope.model import OllamaChatModel

from tests.contract.target import Target
from tests.frameworks.conftest import SKY

WHY = [Msg(name="user", role="user", content=[TextBlock(text="Why is the sky blue?")])]
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Return the weather in a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}

pytestmark = pytest.mark.anyio


@pytest.fixture
def model(server: Target) -> Callable[..., Any]:
    """Return a function that builds a chat model for a scripted one."""
    return lambda name, **settings: OllamaChatModel(
        credential=OllamaCredential(host=server.url), model=server.names(name), **settings
    )


async def test_reply_has_usage(model: Callable[..., Any]) -> None:
    reply = await model("sky", stream=False)(WHY)
    assert [block.text for block in reply.content] == [SKY]
    assert reply.usage.input_tokens > 1
    assert reply.usage.output_tokens > 1


async def test_stream_equals_whole_reply(model: Callable[..., Any]) -> None:
    *pieces, whole = [piece async for piece in await model("sky")(WHY)]
    assert len(pieces) > 5
    assert [block.text for block in whole.content] == [SKY]


async def test_function_as_tool(model: Callable[..., Any]) -> None:
    reply = await model("caller", stream=False)(WHY, tools=[WEATHER])
    [call] = [block for block in reply.content if block.type == "tool_call"]
    assert (call.name, call.input) == ("get_weather", '{"city": "Paris"}')


async def test_timeout_is_retried(server: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    class CountingClient(ollama.AsyncClient):
        async def chat(self, *arguments: Any, **parameters: Any) -> Any:
            nonlocal calls
            calls += 1
            return await super().chat(*arguments, **parameters)

    monkeypatch.setattr(ollama, "AsyncClient", CountingClient)
    patience = {"timeout": httpx.Timeout(30, read=0.05)}
    model = OllamaChatModel(
        credential=OllamaCredential(host=server.url),
        model=server.names("endless"),
        stream=False,
        max_retries=2,
        retry_delay=0,
        client_kwargs=patience,
    )
    with pytest.raises(Exception, match=".*"):  # AgentScope chooses the error after the last attempt
        await model(WHY)
    assert calls == 3


async def test_embeddings_are_vectors(server: Target) -> None:
    embedder = OllamaEmbeddingModel(OllamaCredential(host=server.url), server.names("embedder"), 2)
    reply = await embedder(["The sky is blue.", "Grass is green."])
    first, second = reply.embeddings
    assert len(first) == len(second) == 2
    assert {type(number) for number in first} == {float}
