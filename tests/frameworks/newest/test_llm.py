"""The Ollama plugin of `llm` on every server of this run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.target import Target
from tests.frameworks.conftest import SKY


@pytest.fixture
def load(server: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the `llm` package, with the server's models and without the user's settings."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))
    monkeypatch.setenv("OLLAMA_HOST", server.url)
    import llm

    return llm


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


def test_reply_is_logged(load: Any, server: Target) -> None:
    reply = load.get_model(f"ollama/{server.names('sky')}:latest").prompt("Why?", stream=False)
    assert reply.text() == SKY
    assert reply.usage().output > 1
    assert reply.json()["done_reason"] == "stop"


def test_stream_equals_whole_reply(load: Any, server: Target) -> None:
    reply = load.get_model(f"ollama/{server.names('sky')}:latest").prompt("Why?")
    pieces = list(reply)
    assert "".join(pieces) == SKY
    assert len(pieces) > 5


@pytest.mark.anyio
async def test_async_equals_sync(load: Any, server: Target) -> None:
    model = load.get_async_model(f"ollama/{server.names('sky')}:latest")
    assert await model.prompt("Why?").text() == SKY


def test_function_as_tool(load: Any, server: Target) -> None:
    model = load.get_model(f"ollama/{server.names('caller')}:latest")
    reply = model.prompt("The weather in Paris?", tools=[get_weather], stream=False)
    [call] = reply.tool_calls()
    assert (call.name, call.arguments) == ("get_weather", {"city": "Paris"})
    [result] = reply.execute_tool_calls()
    assert result.output == "sunny in Paris"


def test_embedding_is_a_vector_of_floats(load: Any, server: Target) -> None:
    vector = load.get_embedding_model(f"ollama/{server.names('embedder')}:latest").embed("The sky is blue.")
    assert len(vector) > 1
    assert {type(number) for number in vector} == {float}
