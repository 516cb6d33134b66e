"""The client on every server of this run: whole and streamed, on each backend."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import wrapper
from live.models import MODELS
from tests.backends import BACKENDS, VerbCaller
from tests.contract.target import KINDS, Kind, Servers, Target
from wrapper import Client, IncompleteResponseError, ResponseError

SKY = "The sky is blue because of Rayleigh scattering."
USER = [{"role": "user", "content": "Why is the sky blue?"}]
TOOL = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}

Call = Callable[..., list[Any]]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name.lower())
def server(request: pytest.FixtureRequest, servers: Servers) -> Target:
    kind: Kind = request.param
    return servers(kind)


@pytest.fixture(params=BACKENDS)
def call(request: pytest.FixtureRequest, server: Target) -> Call:
    """Return a function that calls a verb with a scripted model, and returns all replies."""

    def call(verb: str, model: str, *arguments: Any, **parameters: Any) -> list[Any]:
        return VerbCaller(request.param)(server.url, verb, server.names(model), *arguments, **parameters)

    return call


def test_chat_is_equal_whole_and_streamed(call: Call) -> None:
    [whole] = call("chat", "sky", USER)
    parts = call("chat", "sky", USER, stream=True)
    assert whole.message.content == SKY
    assert "".join(part.message.content for part in parts) == SKY
    assert len(parts) > 5
    assert [part.done for part in parts] == [False] * (len(parts) - 1) + [True]
    assert whole.done_reason == parts[-1].done_reason == "stop"
    assert whole.eval_count == parts[-1].eval_count


def test_generate_is_equal_whole_and_streamed(call: Call) -> None:
    [whole] = call("generate", "sky", "Why?", options={"num_predict": 3})
    parts = call("generate", "sky", "Why?", options={"num_predict": 3}, stream=True)
    assert whole.response == "".join(part.response for part in parts) == "The sky is"
    assert whole.done_reason == parts[-1].done_reason == "length"


def test_thinking_is_separate_from_content(call: Call) -> None:
    [reply] = call("chat", "thinker", USER, think=True)
    assert (reply.message.thinking.strip(), reply.message.content.strip()) == ("Let me recall Rayleigh.", SKY)


def test_model_calls_tool(call: Call) -> None:
    parts = call("chat", "caller", USER, tools=[TOOL], stream=True)
    [tool_call] = [tool_call for part in parts for tool_call in part.message.tool_calls or []]
    assert (tool_call.function.name, tool_call.function.arguments) == ("get_weather", {"city": "Paris"})
    assert tool_call.id


def test_python_function_as_tool(call: Call) -> None:
    def get_weather(city: str, days: int = 1) -> str:
        """Return the weather.

        Args:
            city: The city's name.
            days: How many days ahead.
        """
        return f"{city} {days}"

    [reply] = call("chat", "caller", USER, tools=[get_weather])
    assert reply.message.tool_calls[0].function.arguments == {"city": "Paris"}


def test_model_is_created_from_file_and_deleted(server: Target, tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(MODELS["sky"].gguf())
    name = server.names("scratch-file")
    with Client(server.url) as client:
        parts = client.create(name, files=file, system="Be brief.", parameters={"num_predict": 3}, stream=True)
        assert parts.final().status == "success"
        try:
            assert client.show(name).system == "Be brief."
            assert client.generate(name, "Why?").response == "The sky is"
            assert client.unload(name).done_reason == "unload"
        finally:
            client.delete(name)
        with pytest.raises(ResponseError) as caught:
            client.show(name)
    assert caught.value.status_code == 404


def test_line_separators_in_reply_do_not_split_lines(call: Call) -> None:
    parts = call("chat", "separators", USER, stream=True)
    assert "".join(part.message.content for part in parts) == "one\u0085two \u2028three\u2029four \u2603 five"


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_truncated_reply_raises_error_with_partial(call: Call, stream: bool) -> None:
    with pytest.raises(IncompleteResponseError) as caught:
        call("chat", "breaker", USER, stream=stream)
    assert caught.value.partial.message.content == "before"


def test_embeddings_have_unit_length(call: Call) -> None:
    [reply] = call("embed", "embedder", ["The sky is blue.", "Grass is green."])
    assert len(reply.embeddings) == 2
    for vector in reply.embeddings:
        assert sum(number * number for number in vector) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_missing_model_raises_404(call: Call, stream: bool) -> None:
    with pytest.raises(ResponseError) as caught:
        call("chat", "absent", USER, stream=stream)
    assert caught.value.status_code == 404
    assert "not found" in caught.value.error


def test_chat_without_messages_loads_model(call: Call) -> None:
    [reply] = call("chat", "sky", [])
    assert (reply.done, reply.done_reason) == (True, "load")


def test_embedding_model_is_loaded_and_unloaded(call: Call, server: Target) -> None:
    with Client(server.url) as client:
        name = server.names("embedder")
        assert call("load", "embedder")[0].done_reason == "load"
        assert name in [model.model.removesuffix(":latest") for model in client.ps().models]
        assert call("unload", "embedder")[0].done_reason == "unload"


def test_leaving_endless_stream_ends_it(server: Target) -> None:
    with Client(server.url) as client:
        with client.chat(server.names("endless"), USER, stream=True) as stream:
            for _ in range(20):
                next(stream)
        assert client.chat(server.names("sky"), USER).message.content == SKY


def test_server_lists_models_and_version(server: Target) -> None:
    with Client(server.url) as client:
        assert f"{server.names('sky')}:latest" in [model.model for model in client.list().models]
        assert client.version().version


@pytest.mark.skipif(not os.environ.get("OLLAMA_HOST"), reason="the module's functions use the server at OLLAMA_HOST")
def test_module_functions_use_server_of_environment(servers: Servers) -> None:
    target = servers(KINDS[0])
    parts = wrapper.chat(target.names("sky"), USER, stream=True)
    assert "".join(part.message.content or "" for part in parts) == SKY
