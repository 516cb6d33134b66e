"""LlamaIndex's Ollama integrations on every server of this run."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any, Literal

import ollama
import pytest
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.base.llms.types import ImageBlock, TextBlock, ThinkingBlock
from llama_index.core.llms import ChatMessage
from llama_index.core.prompts import PromptTemplate
from llama_index.core.tools import FunctionTool
from llama_index.embeddings.ollama import OllamaEmbedding
from llama_index.llms.ollama import Ollama
from pydantic import BaseModel

import wrapper
from tests.contract.target import Target
from tests.frameworks.conftest import SKY, THOUGHT
from wrapper.testing import FakeOllama, Reply, Respond

WHY = [ChatMessage(role="user", content="Why is the sky blue?")]


class Sky(BaseModel):
    """The colour of the sky."""

    color: Literal["blue"]


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


@pytest.fixture
def llm(server: Target) -> Callable[..., Any]:
    """Return a function that builds a language model for a scripted model."""
    return lambda model, **settings: Ollama(
        model=server.names(model), base_url=server.url, **{"request_timeout": 60, **settings}
    )


@pytest.fixture
def embedding(server: Target) -> Any:
    """Build an embedding model for the scripted one."""
    return OllamaEmbedding(model_name=server.names("embedder"), base_url=server.url)


def test_models_use_the_wrapper(llm: Callable[..., Any], embedding: Any) -> None:
    assert type(llm("sky").client) is wrapper.Client
    assert type(llm("sky").async_client) is wrapper.AsyncClient
    assert type(embedding._client) is wrapper.Client


def test_reply_has_metrics(llm: Callable[..., Any]) -> None:
    reply = llm("sky").chat(WHY)
    assert reply.message.content == SKY
    assert reply.message.role == "assistant"
    assert reply.raw["done_reason"] == "stop"
    usage = reply.raw["usage"]
    assert usage["completion_tokens"] > 1
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_stream_equals_whole_reply(llm: Callable[..., Any]) -> None:
    pieces = list(llm("sky").stream_chat(WHY))
    assert "".join(piece.delta for piece in pieces) == SKY
    assert pieces[-1].message.content == SKY
    assert len(pieces) > 5
    assert pieces[-1].raw["usage"]["completion_tokens"] > 1


def test_prompt_is_completed(llm: Callable[..., Any]) -> None:
    model = llm("sky")
    assert model.complete("Why?").text == SKY
    assert "".join(piece.delta for piece in model.stream_complete("Why?")) == SKY


@pytest.mark.anyio
async def test_async_equals_sync(llm: Callable[..., Any]) -> None:
    model = llm("sky")
    assert (await model.achat(WHY)).message.content == SKY
    assert "".join([piece.delta async for piece in await model.astream_chat(WHY)]) == SKY
    assert (await model.acomplete("Why?")).text == SKY
    assert "".join([piece.delta async for piece in await model.astream_complete("Why?")]) == SKY


def test_model_works_in_a_second_event_loop(llm: Callable[..., Any]) -> None:
    model = llm("sky")
    assert [asyncio.run(model.achat(WHY)).message.content for _ in range(2)] == [SKY] * 2


def test_replies_are_serialised_as_json(llm: Callable[..., Any]) -> None:
    reply = llm("sky").chat(WHY)
    assert json.loads(reply.model_dump_json())["raw"]["message"]["content"] == SKY


def test_context_window_is_read_from_model(llm: Callable[..., Any], server: Target) -> None:
    with wrapper.Client(server.url) as client:
        shown = client.show(server.names("sky"))
    [length] = [value for key, value in shown.modelinfo.items() if key.endswith(".context_length")]
    assert llm("sky").metadata.context_window == length
    assert llm("sky", context_window=512).metadata.context_window == 512


@pytest.mark.anyio
async def test_function_as_tool(llm: Callable[..., Any]) -> None:
    model, tool = llm("caller"), FunctionTool.from_defaults(get_weather)
    replies = [
        model.chat_with_tools([tool], user_msg="The weather in Paris?"),
        await model.achat_with_tools([tool], user_msg="The weather in Paris?"),
        list(model.stream_chat_with_tools([tool], user_msg="The weather in Paris?"))[-1],
        [reply async for reply in await model.astream_chat_with_tools([tool], user_msg="The weather in Paris?")][-1],
    ]
    for reply in replies:
        [call] = model.get_tool_calls_from_response(reply)
        assert (call.tool_name, call.tool_kwargs) == ("get_weather", {"city": "Paris"})


def test_tool_is_called(llm: Callable[..., Any]) -> None:
    tool = FunctionTool.from_defaults(get_weather)
    answer = llm("caller").predict_and_call([tool], user_msg="The weather in Paris?")
    assert answer.response == "sunny in Paris"


def test_tool_schema_is_sent(fake: FakeOllama) -> None:
    fake.reply(Reply(tool_calls={"get_weather": {"city": "Paris"}}), model="caller")
    tool = FunctionTool.from_defaults(get_weather)
    Ollama(model="caller", base_url=fake.url).chat_with_tools([tool], user_msg="The weather?")
    assert fake.requests[-1].json["tools"] == [tool.metadata.to_openai_tool()]


@pytest.mark.anyio
@pytest.mark.filterwarnings("ignore::DeprecationWarning:")  # the framework's own, of pydantic
async def test_agent_calls_tool_and_replies(fake: FakeOllama) -> None:
    fake.reply(Reply(tool_calls={"get_weather": {"city": "Paris"}}), "It is sunny.", model="agent")
    agent = FunctionAgent(tools=[get_weather], llm=Ollama(model="agent", base_url=fake.url))
    assert str(await agent.run("What is the weather in Paris?")) == "It is sunny."
    sent = fake.requests[-1].json["messages"]
    assert [message["role"] for message in sent] == ["user", "assistant", "tool"]
    assert sent[-1]["content"] == "sunny in Paris"


def thinking(message: Any) -> str:
    return "".join(block.content for block in message.blocks if isinstance(block, ThinkingBlock)).strip()


@pytest.mark.anyio
async def test_thinking_is_separate_from_reply(llm: Callable[..., Any]) -> None:
    model = llm("thinker", thinking=True)
    replies = [
        model.chat(WHY),
        list(model.stream_chat(WHY))[-1],
        await model.achat(WHY),
        [piece async for piece in await model.astream_chat(WHY)][-1],
    ]
    for reply in replies:
        assert thinking(reply.message) == THOUGHT
        assert reply.message.content.strip() == SKY


def test_stream_has_thinking(llm: Callable[..., Any]) -> None:
    pieces = list(llm("thinker", thinking=True).stream_chat(WHY))
    streamed = "".join(piece.additional_kwargs["thinking_delta"] or "" for piece in pieces)
    assert streamed.strip() == THOUGHT


@pytest.mark.anyio
async def test_reply_follows_schema(server: Target, json_model: str) -> None:
    model = Ollama(model=json_model, base_url=server.url)
    prompt = PromptTemplate("Which colour is the {what}?")
    assert model.structured_predict(Sky, prompt, what="sky") == Sky(color="blue")
    assert await model.astructured_predict(Sky, prompt, what="sky") == Sky(color="blue")
    assert list(model.stream_structured_predict(Sky, prompt, what="sky"))[-1] == Sky(color="blue")
    structured = model.as_structured_llm(Sky)
    assert structured.complete("Which colour?").raw == Sky(color="blue")
    assert structured.chat(WHY).raw == Sky(color="blue")
    assert (await structured.achat(WHY)).raw == Sky(color="blue")


def test_settings_are_sent(fake: FakeOllama) -> None:
    fake.reply('{"sure": true}', model="m")
    model = Ollama(
        model="m",
        base_url=fake.url,
        context_window=512,
        temperature=0.5,
        json_mode=True,
        keep_alive="9m",
        headers={"X-Team": "blue"},
        additional_kwargs={"num_predict": 9, "stop": ["No"]},
    )
    model.chat(WHY)
    sent = fake.requests[-1].json
    assert sent["options"] == {"temperature": 0.5, "num_ctx": 512, "num_predict": 9, "stop": ["No"]}
    assert (sent["format"], sent["keep_alive"], sent["stream"]) == ("json", "9m", False)
    assert fake.requests[-1].headers["x-team"] == "blue"


def test_image_is_sent(fake: FakeOllama) -> None:
    answer = {"message": {"role": "assistant", "content": "A cat."}, "done": True}
    fake.fail(Respond(200, json.dumps(answer)), path="/api/chat")  # the embedded models do not support images
    image = ImageBlock(image=b"a picture", image_mimetype="image/png")
    message = ChatMessage(role="user", blocks=[TextBlock(text="What is this?"), image])
    model = Ollama(model="m", base_url=fake.url, context_window=512)
    assert model.chat([message]).message.content == "A cat."
    [sent] = fake.requests[-1].json["messages"]
    assert sent["images"] == [base64.b64encode(b"a picture").decode()]


def test_custom_client_is_used(server: Target) -> None:
    with wrapper.Client(server.url) as client:
        model = Ollama(model=server.names("sky"), client=client)
        assert model.client is client
        assert model.chat(WHY).message.content == SKY


@pytest.mark.anyio
async def test_missing_model_raises_response_error(llm: Callable[..., Any]) -> None:
    for model in (llm("absent"), llm("absent", context_window=512)):  # the first one requests the context length first
        with pytest.raises(ollama.ResponseError) as whole:
            model.chat(WHY)
        with pytest.raises(ollama.ResponseError) as streamed:
            list(model.stream_chat(WHY))
        with pytest.raises(ollama.ResponseError) as awaited:
            await model.achat(WHY)
        assert [caught.value.status_code for caught in (whole, streamed, awaited)] == [404] * 3


def test_truncated_reply_raises(llm: Callable[..., Any]) -> None:
    with pytest.raises(ollama.ResponseError):
        list(llm("breaker").stream_chat(WHY))


def test_refused_connection_raises_connection_error(closed_url: str) -> None:
    with pytest.raises(ConnectionError):
        Ollama(model="sky", base_url=closed_url).chat(WHY)


@pytest.mark.anyio
async def test_embeddings_are_vectors(embedding: Any) -> None:
    first = embedding.get_text_embedding("The sky is blue.")
    assert len(first) > 1
    assert embedding.get_query_embedding("The sky is blue.") == pytest.approx(first, abs=1e-3)
    assert await embedding.aget_text_embedding("The sky is blue.") == pytest.approx(first, abs=1e-3)
    assert await embedding.aget_query_embedding("The sky is blue.") == pytest.approx(first, abs=1e-3)
    texts = ["The sky is blue.", "Grass is green.", "Snow is white."]
    assert [len(vector) for vector in embedding.get_text_embedding_batch(texts)] == [len(first)] * 3
    assert [len(vector) for vector in await embedding.aget_text_embedding_batch(texts)] == [len(first)] * 3


def test_embedding_settings_are_sent(fake: FakeOllama) -> None:
    model = OllamaEmbedding(
        model_name="embedder",
        base_url=fake.url,
        embed_batch_size=2,
        keep_alive="9m",
        ollama_additional_kwargs={"num_ctx": 512},
        client_kwargs={"headers": {"X-Team": "blue"}},
    )
    model.get_text_embedding_batch(["a", "b", "c"])
    assert [request.json["input"] for request in fake.requests] == [["a", "b"], ["c"]]
    sent = fake.requests[-1]
    assert (sent.json["options"], sent.json["keep_alive"]) == ({"num_ctx": 512}, "9m")
    assert sent.headers["x-team"] == "blue"
