"""LangChain's Ollama integration on every server of this run."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any, Literal

import ollama
import pytest
from langchain_core.load import dumps
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.prompts import ChatPromptTemplate
from langchain_ollama import ChatOllama, OllamaEmbeddings, OllamaLLM
from pydantic import BaseModel

import wrapper
from tests.contract.target import Target
from tests.frameworks.conftest import SKY, THOUGHT
from wrapper.testing import FakeOllama, Respond

PIXEL = base64.b64encode(b"a picture").decode()


class Sky(BaseModel):
    """The colour of the sky."""

    color: Literal["blue"]


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


@pytest.fixture
def chat(server: Target) -> Callable[..., Any]:
    """Return a function that builds a chat model for a scripted model."""
    return lambda model, **settings: ChatOllama(model=server.names(model), base_url=server.url, **settings)


def test_model_uses_the_wrapper(chat: Callable[..., Any], server: Target) -> None:
    model = chat("sky")
    assert type(model._client) is wrapper.Client
    assert type(model._async_client) is wrapper.AsyncClient
    embeddings = OllamaEmbeddings(model=server.names("embedder"), base_url=server.url)
    assert type(embeddings._client) is wrapper.Client


def test_reply_has_metrics(chat: Callable[..., Any]) -> None:
    reply = chat("sky").invoke([SystemMessage("Be brief."), HumanMessage("Why is the sky blue?")])
    assert isinstance(reply, AIMessage)
    assert reply.content == SKY
    assert reply.response_metadata["done_reason"] == "stop"
    assert reply.response_metadata["model_name"] == reply.response_metadata["model"]
    assert reply.response_metadata["total_duration"] > 0
    usage = reply.usage_metadata
    assert usage["output_tokens"] > 1
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]


def test_stream_equals_whole_reply(chat: Callable[..., Any]) -> None:
    pieces = list(chat("sky").stream("Why?"))
    assert "".join(piece.content for piece in pieces) == SKY
    assert len(pieces) > 5
    whole = sum(pieces[1:], pieces[0])
    assert whole.response_metadata["done_reason"] == "stop"
    assert whole.usage_metadata["output_tokens"] > 1


def test_batch_returns_each_reply(chat: Callable[..., Any]) -> None:
    assert [reply.content for reply in chat("sky").batch(["one", "two", "three"])] == [SKY] * 3


@pytest.mark.anyio
async def test_async_equals_sync(chat: Callable[..., Any]) -> None:
    model = chat("sky")
    assert (await model.ainvoke("Why?")).content == SKY
    assert "".join([piece.content async for piece in model.astream("Why?")]) == SKY
    assert [reply.content for reply in await model.abatch(["one", "two"])] == [SKY] * 2


def test_model_works_in_a_second_event_loop(chat: Callable[..., Any]) -> None:
    model = chat("sky")
    assert [asyncio.run(model.ainvoke("Why?")).content for _ in range(2)] == [SKY] * 2


def test_reply_is_whole_without_streaming(chat: Callable[..., Any]) -> None:
    reply = chat("sky").invoke("Why?", stream=False)
    assert (reply.content, reply.response_metadata["done_reason"]) == (SKY, "stop")


@pytest.mark.anyio
async def test_chain_streams_events(chat: Callable[..., Any]) -> None:
    chain = ChatPromptTemplate.from_messages([("user", "{question}")]) | chat("sky")
    events = [event async for event in chain.astream_events({"question": "Why?"}, version="v2")]
    text = "".join(event["data"]["chunk"].content for event in events if event["event"] == "on_chat_model_stream")
    assert text == SKY


@pytest.mark.parametrize("how", ["whole", "streamed"])
def test_function_as_tool(chat: Callable[..., Any], how: str) -> None:
    model = chat("caller").bind_tools([get_weather])
    if how == "whole":
        reply = model.invoke("What is the weather in Paris?")
    else:
        pieces = list(model.stream("What is the weather in Paris?"))
        reply = sum(pieces[1:], pieces[0])
    [call] = reply.tool_calls
    assert (call["name"], call["args"]) == ("get_weather", {"city": "Paris"})
    assert call["id"]


@pytest.mark.anyio
async def test_async_stream_calls_tool(chat: Callable[..., Any]) -> None:
    pieces = [piece async for piece in chat("caller").bind_tools([get_weather]).astream("The weather?")]
    assert [call["args"] for piece in pieces for call in piece.tool_calls] == [{"city": "Paris"}]


def test_tool_result_is_sent_back(chat: Callable[..., Any]) -> None:
    question = HumanMessage("What is the weather in Paris?")
    tool_call = chat("caller").bind_tools([get_weather]).invoke([question])
    result = ToolMessage(get_weather(**tool_call.tool_calls[0]["args"]), tool_call_id=tool_call.tool_calls[0]["id"])
    assert SKY in chat("thinker", reasoning=True).invoke([question, tool_call, result]).content


def test_tool_call_id_is_sent(fake: FakeOllama) -> None:
    fake.reply("It is sunny.", model="weather")
    call = {"name": "get_weather", "args": {"city": "Paris"}, "id": "call_7", "type": "tool_call"}
    messages = [
        HumanMessage("The weather?"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("sunny", tool_call_id="call_7"),
    ]
    assert ChatOllama(model="weather", base_url=fake.url).invoke(messages).content == "It is sunny."
    _, tool_call, result = fake.requests[-1].json["messages"]
    function = {"name": "get_weather", "arguments": {"city": "Paris"}}
    assert tool_call["tool_calls"] == [{"type": "function", "id": "call_7", "function": function}]
    assert (result["role"], result["content"], result["tool_call_id"]) == ("tool", "sunny", "call_7")


def test_reply_follows_schema(server: Target, json_model: str) -> None:
    model = ChatOllama(model=json_model, base_url=server.url)
    assert model.with_structured_output(Sky).invoke("Which colour?") == Sky(color="blue")
    assert model.with_structured_output(Sky.model_json_schema()).invoke("Which colour?") == {"color": "blue"}
    assert list(model.with_structured_output(Sky).stream("Which colour?"))[-1] == Sky(color="blue")


@pytest.mark.anyio
async def test_async_reply_follows_schema(server: Target, json_model: str) -> None:
    model = ChatOllama(model=json_model, base_url=server.url)
    assert await model.with_structured_output(Sky, method="json_schema").ainvoke("Which?") == Sky(color="blue")


def test_tool_call_is_parsed_as_object(chat: Callable[..., Any]) -> None:
    class get_weather(BaseModel):  # noqa: N801 - the tool that the scripted model calls
        """Return the weather."""

        city: str

    model = chat("caller").with_structured_output(get_weather, method="function_calling", include_raw=True)
    reply = model.invoke("The weather in Paris?")
    assert reply["parsed"] == get_weather(city="Paris")
    assert reply["parsing_error"] is None


def test_json_mode_requests_json(fake: FakeOllama) -> None:
    fake.reply('{"color": "blue"}', model="json")
    model = ChatOllama(model="json", base_url=fake.url).with_structured_output(Sky, method="json_mode")
    assert model.invoke("Which colour, as JSON?") == Sky(color="blue")
    assert fake.requests[-1].json["format"] == "json"


@pytest.mark.anyio
@pytest.mark.parametrize("how", ["whole", "streamed", "async"])
async def test_thinking_is_separate_from_reply(chat: Callable[..., Any], how: str) -> None:
    model = chat("thinker", reasoning=True)
    if how == "whole":
        reply = model.invoke("Why?")
    else:
        pieces = list(model.stream("Why?")) if how == "streamed" else [piece async for piece in model.astream("Why?")]
        reply = sum(pieces[1:], pieces[0])
    assert reply.additional_kwargs["reasoning_content"].strip() == THOUGHT
    assert reply.content.strip() == SKY
    assert [block["type"] for block in reply.content_blocks] == ["reasoning", "text"]


def test_thinking_is_omitted_without_reasoning(chat: Callable[..., Any]) -> None:
    reply = chat("thinker", reasoning=False).invoke("Why?")
    assert "reasoning_content" not in reply.additional_kwargs


@pytest.mark.parametrize(
    "block",
    [
        {"type": "image_url", "image_url": f"data:image/png;base64,{PIXEL}"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}},
        {"type": "image", "base64": PIXEL, "mime_type": "image/png"},
    ],
    ids=["a data URI", "an object with a data URI", "base64"],
)
def test_image_is_sent(fake: FakeOllama, block: dict[str, Any]) -> None:
    answer = {"message": {"role": "assistant", "content": "A cat."}, "done": True}
    fake.fail(Respond(200, json.dumps(answer)))  # the embedded models do not support images
    message = HumanMessage([{"type": "text", "text": "What is this?"}, block])
    assert ChatOllama(model="seer", base_url=fake.url).invoke([message]).content == "A cat."
    [sent] = fake.requests[-1].json["messages"]
    assert sent["images"] == [PIXEL]


def test_reply_has_logprobs(chat: Callable[..., Any]) -> None:
    reply = chat("sky", logprobs=True, top_logprobs=2).invoke("Why?")
    tokens = reply.response_metadata["logprobs"]
    assert "".join(token["token"] for token in tokens) == SKY
    assert all(token["logprob"] <= 0 for token in tokens)
    assert all(len(token["top_logprobs"]) == 2 for token in tokens)


def test_replies_are_serialised_as_json(chat: Callable[..., Any]) -> None:
    reply = chat("sky", logprobs=True).invoke("Why?")
    assert json.loads(dumps(reply))["kwargs"]["content"] == SKY
    assert json.loads(reply.model_dump_json())["response_metadata"]["logprobs"][0]["token"]


def test_options_are_sent(fake: FakeOllama) -> None:
    fake.reply("Yes.", model="m")
    settings = {"num_ctx": 512, "num_predict": 9, "temperature": 0.5, "seed": 7, "top_k": 3, "top_p": 0.25}
    model = ChatOllama(model="m", base_url=fake.url, keep_alive="9m", **settings)
    assert model.invoke("Sure?", stop=["No"]).content == "Yes."
    sent = fake.requests[-1].json
    assert sent["options"] == {**settings, "stop": ["No"]}
    assert sent["keep_alive"] == "9m"


def test_num_predict_shortens_reply(chat: Callable[..., Any]) -> None:
    reply = chat("sky", num_predict=3).invoke("Why?")
    assert (reply.content, reply.response_metadata["done_reason"]) == ("The sky is", "length")
    assert reply.usage_metadata["output_tokens"] == 3


def test_headers_and_credentials_are_sent(fake: FakeOllama) -> None:
    fake.reply("Yes.", model="m")
    url = fake.url.replace("://", "://ann:s%40cret@")
    model = ChatOllama(model="m", base_url=url, client_kwargs={"headers": {"X-Team": "blue"}, "timeout": 30})
    assert model.invoke("Sure?").content == "Yes."
    sent = fake.requests[-1].headers
    assert sent["authorization"] == "Basic " + base64.b64encode(b"ann:s@cret").decode()
    assert sent["x-team"] == "blue"


def test_sync_and_async_client_have_separate_settings(fake: FakeOllama) -> None:
    fake.reply("Yes.", model="m")
    seen: list[str] = []
    hooks = {"request": [lambda request: seen.append(request.url.path)]}
    model = ChatOllama(model="m", base_url=fake.url, sync_client_kwargs={"event_hooks": hooks})
    assert model.invoke("Sure?").content == "Yes."
    assert seen == ["/api/chat"]


@pytest.mark.parametrize("kind", [ChatOllama, OllamaLLM, OllamaEmbeddings])
def test_model_is_validated_on_init(server: Target, kind: Any) -> None:
    kind(model=server.names("sky"), base_url=server.url, validate_model_on_init=True)
    with pytest.raises(ValueError, match="not found in Ollama"):
        kind(model=server.names("absent"), base_url=server.url, validate_model_on_init=True)


@pytest.mark.anyio
async def test_missing_model_raises_response_error(chat: Callable[..., Any]) -> None:
    model = chat("absent")
    with pytest.raises(ollama.ResponseError) as invoked:
        model.invoke("Why?")
    with pytest.raises(ollama.ResponseError) as streamed:
        list(model.stream("Why?"))
    with pytest.raises(ollama.ResponseError) as awaited:
        await model.ainvoke("Why?")
    for caught in (invoked, streamed, awaited):
        assert caught.value.status_code == 404
        assert "not found" in caught.value.error


def test_truncated_reply_raises(chat: Callable[..., Any]) -> None:
    with pytest.raises(ollama.ResponseError):
        chat("breaker").invoke("Why?")


@pytest.mark.anyio
async def test_refused_connection_raises_connection_error(closed_url: str) -> None:
    model = ChatOllama(model="sky", base_url=closed_url)
    with pytest.raises(ConnectionError):
        model.invoke("Why?")
    with pytest.raises(ConnectionError):
        await model.ainvoke("Why?")


@pytest.mark.anyio
async def test_text_model_completes_prompt(server: Target) -> None:
    model = OllamaLLM(model=server.names("sky"), base_url=server.url)
    assert model.invoke("Why?") == SKY
    assert "".join(model.stream("Why?")) == SKY
    assert await model.ainvoke("Why?") == SKY
    assert "".join([piece async for piece in model.astream("Why?")]) == SKY
    [[generation]] = model.generate(["Why?"]).generations
    assert generation.generation_info["done_reason"] == "stop"


def test_text_model_returns_thinking(server: Target) -> None:
    model = OllamaLLM(model=server.names("thinker"), base_url=server.url, reasoning=True)
    [[generation]] = model.generate(["Why?"]).generations
    assert generation.text.strip() == SKY
    assert generation.generation_info["thinking"].strip() == THOUGHT


@pytest.mark.anyio
async def test_embeddings_are_vectors(server: Target) -> None:
    embeddings = OllamaEmbeddings(model=server.names("embedder"), base_url=server.url)
    first, second = embeddings.embed_documents(["The sky is blue.", "Grass is green."])
    assert len(first) == len(second) > 1
    assert await embeddings.aembed_query("The sky is blue.") == pytest.approx(first, abs=1e-3)
    assert embeddings.embed_query("Grass is green.") == pytest.approx(second, abs=1e-3)
    assert len(await embeddings.aembed_documents(["a", "b", "c"])) == 3
