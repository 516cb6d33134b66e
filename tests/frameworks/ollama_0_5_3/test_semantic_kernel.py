"""Semantic Kernel's Ollama services on every server of this run."""

from __future__ import annotations

from typing import Any

import pytest
from semantic_kernel.connectors.ai.function_choice_behavior import FunctionChoiceBehavior
from semantic_kernel.connectors.ai.ollama import (
    OllamaChatCompletion,
    OllamaChatPromptExecutionSettings,
    OllamaTextCompletion,
    OllamaTextEmbedding,
    OllamaTextPromptExecutionSettings,
)
from semantic_kernel.contents import ChatHistory, FunctionCallContent
from semantic_kernel.functions import kernel_function
from semantic_kernel.kernel import Kernel

from live.models import FULL, MODELS, ScriptedModel
from tests.contract.target import Target
from tests.frameworks.conftest import SKY

pytestmark = pytest.mark.anyio


def history() -> ChatHistory:
    """Return a chat with a question; a ChatHistory is changed by a call with tools."""
    chat = ChatHistory(system_message="Be brief.")
    chat.add_user_message("Why is the sky blue?")
    return chat


class Weather:
    @kernel_function
    def get_weather(self, city: str) -> str:
        """Return the weather in a city."""
        return f"sunny in {city}"


async def test_service_reports_the_server(server: Target) -> None:
    for kind in (OllamaChatCompletion, OllamaTextCompletion):
        service = kind(ai_model_id=server.names("sky"), host=server.url)
        assert (service.service_url() or "").rstrip("/") == server.url


async def test_stream_equals_whole_reply(server: Target) -> None:
    service = OllamaChatCompletion(ai_model_id=server.names("sky"), host=server.url)
    settings = OllamaChatPromptExecutionSettings()
    whole = await service.get_chat_message_content(history(), settings)
    assert str(whole) == SKY
    assert whole.metadata["usage"].completion_tokens > 1
    pieces: list[Any] = [piece async for piece in service.get_streaming_chat_message_content(history(), settings)]
    assert "".join(str(piece) for piece in pieces) == SKY
    assert len(pieces) > 5


async def test_prompt_is_completed(server: Target) -> None:
    service = OllamaTextCompletion(ai_model_id=server.names("sky"), host=server.url)
    settings = OllamaTextPromptExecutionSettings()
    assert str(await service.get_text_content("Why?", settings)) == SKY
    pieces = [str(piece) async for piece in service.get_streaming_text_content("Why?", settings)]
    assert "".join(pieces) == SKY


async def test_function_as_tool(server: Target) -> None:
    name = server.names("kernel")  # the server only finds calls of known tools, and a plugin's name is part of theirs
    ScriptedModel(MODELS["caller"].reply.replace("get_weather", "weather-get_weather"), FULL).create(server.url, name)
    kernel = Kernel()
    kernel.add_plugin(Weather(), "weather")
    service = OllamaChatCompletion(ai_model_id=name, host=server.url)
    behavior = FunctionChoiceBehavior.Auto(auto_invoke=False)
    settings = OllamaChatPromptExecutionSettings(function_choice_behavior=behavior)
    reply = await service.get_chat_message_content(history(), settings, kernel=kernel)
    assert reply is not None
    [call] = [item for item in reply.items if isinstance(item, FunctionCallContent)]
    assert (call.name, call.arguments) == ("weather-get_weather", {"city": "Paris"})


async def test_embeddings_are_an_array_of_floats(server: Target) -> None:
    service = OllamaTextEmbedding(ai_model_id=server.names("embedder"), host=server.url)
    vectors = await service.generate_embeddings(["The sky is blue.", "Grass is green."])
    assert vectors.shape[0] == 2
    assert vectors.shape[1] > 1
    assert vectors.dtype.kind == "f"
