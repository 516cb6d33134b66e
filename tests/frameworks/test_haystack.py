"""Haystack's Ollama integration on every server of this run."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any

import ollama
import pytest
from haystack import Document, Pipeline
from haystack.components.agents import Agent
from haystack.components.builders import ChatPromptBuilder
from haystack.core.serialization import allow_deserialization_module
from haystack.dataclasses import ChatMessage, ImageContent, StreamingChunk
from haystack.tools import Tool
from haystack_integrations.components.embedders.ollama import OllamaDocumentEmbedder, OllamaTextEmbedder
from haystack_integrations.components.generators.ollama import OllamaChatGenerator

import wrapper
from tests.contract.target import Target
from tests.frameworks.conftest import SKY, THOUGHT
from wrapper.testing import FakeOllama, Reply, Respond, error

WHY = [ChatMessage.from_system("Be brief."), ChatMessage.from_user("Why is the sky blue?")]


def get_weather(city: str) -> str:
    return f"sunny in {city}"


def weather() -> Tool:
    parameters = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    return Tool(name="get_weather", description="Tell the weather.", parameters=parameters, function=get_weather)


@pytest.fixture
def generator(server: Target) -> Callable[..., Any]:
    """Return a function that builds a chat generator for a scripted model."""
    return lambda model, **settings: OllamaChatGenerator(model=server.names(model), url=server.url, **settings)


@pytest.mark.anyio
async def test_generator_uses_the_wrapper(generator: Callable[..., Any], server: Target) -> None:
    chat = generator("sky")
    embedder = OllamaTextEmbedder(model=server.names("embedder"), url=server.url)
    for component in (chat, embedder):
        component.warm_up()
        await component.warm_up_async()
        assert type(component._client) is wrapper.Client
        assert type(component._async_client) is wrapper.AsyncClient
        component.close()
        await component.close_async()


def test_reply_has_metrics(generator: Callable[..., Any]) -> None:
    [reply] = generator("sky").run(WHY)["replies"]
    assert reply.text == SKY
    assert reply.meta["finish_reason"] == "stop"
    assert reply.meta["model"]
    usage = reply.meta["usage"]
    assert usage["completion_tokens"] > 1
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_string_is_a_user_message(generator: Callable[..., Any]) -> None:
    assert generator("sky").run("Why?")["replies"][0].text == SKY


def test_stream_equals_whole_reply(generator: Callable[..., Any]) -> None:
    pieces: list[StreamingChunk] = []
    [reply] = generator("sky", streaming_callback=pieces.append).run(WHY)["replies"]
    assert reply.text == "".join(piece.content for piece in pieces) == SKY
    assert len(pieces) > 5
    assert pieces[-1].finish_reason == reply.meta["finish_reason"] == "stop"
    assert reply.meta["usage"]["completion_tokens"] > 1


@pytest.mark.anyio
async def test_async_equals_sync(generator: Callable[..., Any]) -> None:
    assert (await generator("sky").run_async(WHY))["replies"][0].text == SKY
    pieces: list[str] = []

    async def take(piece: StreamingChunk) -> None:
        pieces.append(piece.content)

    [reply] = (await generator("sky").run_async(WHY, streaming_callback=take))["replies"]
    assert reply.text == "".join(pieces) == SKY


def test_component_works_in_a_second_event_loop(generator: Callable[..., Any]) -> None:
    chat = generator("sky")
    assert [asyncio.run(chat.run_async(WHY))["replies"][0].text for _ in range(2)] == [SKY] * 2


@pytest.mark.anyio
async def test_model_calls_tool(generator: Callable[..., Any]) -> None:
    chat = generator("caller", tools=[weather()])
    replies = [
        chat.run(WHY),
        chat.run(WHY, streaming_callback=lambda piece: None),
        await chat.run_async(WHY),
    ]
    for reply in replies:
        [call] = reply["replies"][0].tool_calls
        assert (call.tool_name, call.arguments) == ("get_weather", {"city": "Paris"})


def test_tool_result_is_sent_back(generator: Callable[..., Any]) -> None:
    [tool_call] = generator("caller", tools=[weather()]).run(WHY)["replies"]
    answer = ChatMessage.from_tool(tool_result="sunny", origin=tool_call.tool_call)
    [reply] = generator("thinker", think=True).run([*WHY, tool_call, answer])["replies"]
    assert reply.text.strip() == SKY


def test_agent_stops_at_tool(generator: Callable[..., Any]) -> None:
    agent = Agent(chat_generator=generator("caller"), tools=[weather()], exit_conditions=["get_weather"])
    done = agent.run(messages=[ChatMessage.from_user("What is the weather in Paris?")])
    assert done["messages"][-1].tool_call_result.result == "sunny in Paris"


def test_agent_calls_tool_and_replies(fake: FakeOllama) -> None:
    fake.reply(Reply(tool_calls={"get_weather": {"city": "Paris"}}), "It is sunny.", model="agent")
    agent = Agent(chat_generator=OllamaChatGenerator(model="agent", url=fake.url), tools=[weather()])
    done = agent.run(messages=[ChatMessage.from_user("What is the weather in Paris?")])
    assert done["last_message"].text == "It is sunny."
    _, tool_call, answer = fake.requests[-1].json["messages"]
    assert tool_call["tool_calls"][0]["function"] == {"name": "get_weather", "arguments": {"city": "Paris"}}
    assert (answer["role"], answer["content"]) == ("tool", "sunny in Paris")


@pytest.mark.anyio
async def test_thinking_is_separate_from_reply(generator: Callable[..., Any]) -> None:
    chat = generator("thinker", think=True)
    replies = [
        chat.run(WHY),
        chat.run(WHY, streaming_callback=lambda piece: None),
        await chat.run_async(WHY),
    ]
    for reply in replies:
        assert reply["replies"][0].reasoning.reasoning_text.strip() == THOUGHT
        assert reply["replies"][0].text.strip() == SKY


def test_reply_follows_schema(server: Target, json_model: str) -> None:
    schema = {"type": "object", "properties": {"color": {"enum": ["blue"]}}, "required": ["color"]}
    chat = OllamaChatGenerator(model=json_model, url=server.url, response_format=schema)
    assert json.loads(chat.run(WHY)["replies"][0].text) == {"color": "blue"}


def test_settings_are_sent(fake: FakeOllama) -> None:
    fake.reply('{"sure": true}', model="m")
    chat = OllamaChatGenerator(
        model="m",
        url=fake.url,
        generation_kwargs={"num_ctx": 512, "temperature": 0.5},
        keep_alive="9m",
        response_format="json",
        tools=[weather()],
    )
    chat.run(WHY, generation_kwargs={"temperature": 0.25})
    sent = fake.requests[-1].json
    assert sent["options"] == {"num_ctx": 512, "temperature": 0.25}
    assert (sent["format"], sent["keep_alive"], sent["think"]) == ("json", "9m", False)
    assert sent["tools"] == [{"type": "function", "function": weather().tool_spec}]


def test_image_is_sent(fake: FakeOllama) -> None:
    answer = {
        "message": {"role": "assistant", "content": "A cat."},
        "done": True,
        "eval_count": 1,
        "prompt_eval_count": 1,
    }
    fake.fail(Respond(200, json.dumps(answer)))  # the embedded models do not support images
    pixel = base64.b64encode(b"a picture").decode()
    image = ImageContent(base64_image=pixel, mime_type="image/png", validation=False)
    message = ChatMessage.from_user(content_parts=["What is this?", image])
    assert OllamaChatGenerator(model="m", url=fake.url).run([message])["replies"][0].text == "A cat."
    [sent] = fake.requests[-1].json["messages"]
    assert sent["images"] == [pixel]


@pytest.mark.anyio
async def test_missing_model_raises_response_error(generator: Callable[..., Any]) -> None:
    chat = generator("absent")
    with pytest.raises(ollama.ResponseError) as whole:
        chat.run(WHY)
    with pytest.raises(ollama.ResponseError) as streamed:
        chat.run(WHY, streaming_callback=lambda piece: None)
    with pytest.raises(ollama.ResponseError) as awaited:
        await chat.run_async(WHY)
    assert [caught.value.status_code for caught in (whole, streamed, awaited)] == [404] * 3


def test_truncated_reply_raises(generator: Callable[..., Any]) -> None:
    with pytest.raises(ollama.ResponseError):
        generator("breaker").run(WHY, streaming_callback=lambda piece: None)


def test_busy_server_is_retried(fake: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OllamaChatGenerator._chat.retry, "sleep", lambda seconds: None)
    fake.reply("Yes.", model="m")
    fake.fail(error(503, "busy"), path="/api/chat")
    assert OllamaChatGenerator(model="m", url=fake.url, max_retries=1).run(WHY)["replies"][0].text == "Yes."


def test_refused_connection_is_retried(monkeypatch: pytest.MonkeyPatch, closed_url: str) -> None:
    waits: list[float] = []
    monkeypatch.setattr(OllamaChatGenerator._chat.retry, "sleep", waits.append)
    with pytest.raises(ConnectionError):
        OllamaChatGenerator(model="m", url=closed_url, max_retries=2).run(WHY)
    assert len(waits) == 2


def test_component_is_serialised_and_restored(generator: Callable[..., Any]) -> None:
    allow_deserialization_module(__name__)
    chat = generator("caller", tools=[weather()], keep_alive="9m")
    again = OllamaChatGenerator.from_dict(json.loads(json.dumps(chat.to_dict())))
    assert again.run(WHY)["replies"][0].tool_call.arguments == {"city": "Paris"}
    assert again.to_dict() == chat.to_dict()


def test_component_works_in_pipeline(generator: Callable[..., Any]) -> None:
    pipeline = Pipeline()
    pipeline.add_component("prompt", ChatPromptBuilder(template=[ChatMessage.from_user("Why is {{what}} blue?")]))
    pipeline.add_component("chat", generator("sky"))
    pipeline.connect("prompt.prompt", "chat.messages")
    assert pipeline.run({"prompt": {"what": "the sky"}})["chat"]["replies"][0].text == SKY


@pytest.mark.anyio
async def test_embeddings_are_vectors(server: Target) -> None:
    text = OllamaTextEmbedder(model=server.names("embedder"), url=server.url)
    vector = text.run("The sky is blue.")["embedding"]
    assert len(vector) > 1
    assert (await text.run_async("The sky is blue."))["embedding"] == pytest.approx(vector, abs=1e-3)
    documents = OllamaDocumentEmbedder(model=server.names("embedder"), url=server.url, batch_size=2, progress_bar=False)
    skies = [Document(content="The sky is blue."), Document(content="Grass is green."), Document(content="Snow.")]
    first, *others = documents.run(skies)["documents"]
    assert first.embedding == pytest.approx(vector, abs=1e-3)
    assert [len(other.embedding) for other in others] == [len(vector)] * 2
    again = (await documents.run_async(skies))["documents"]
    assert again[0].embedding == pytest.approx(vector, abs=1e-3)


def test_documents_are_sent_in_batches(fake: FakeOllama) -> None:
    embedder = OllamaDocumentEmbedder(model="embedder", url=fake.url, batch_size=2, keep_alive="9m", progress_bar=False)
    embedder.run([Document(content=text) for text in "abc"], generation_kwargs={"num_ctx": 512})
    assert [request.json["input"] for request in fake.requests] == [["a", "b"], ["c"]]
    assert fake.requests[-1].json["keep_alive"] == "9m"
    assert fake.requests[-1].json["options"] == {"num_ctx": 512}
