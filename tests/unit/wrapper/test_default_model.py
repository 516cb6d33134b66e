"""The model of a call that names none: the newest that can do what the call asks."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import Client, RequestError, ResponseError

from .conftest import lines, ndjson

CAPABILITIES = {
    "embedder": ["embedding"],
    "talker": ["completion"],
    "coder": ["completion", "insert", "tools"],
    "thinker": ["completion", "thinking", "vision"],
}
CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("chat", {"messages": [{"role": "user", "content": "Hi"}]}, "talker"),
    ("chat", {"tools": [{"type": "function", "function": {"name": "f"}}]}, "coder"),
    ("chat", {"messages": [{"role": "user", "content": "Hi", "images": [b"GIF89a"]}]}, "thinker"),
    ("chat", {"think": True}, "thinker"),
    ("chat", {"think": False}, "talker"),
    ("generate", {"prompt": "a", "suffix": "b"}, "coder"),
    ("generate", {"prompt": "a", "images": [b"GIF89a"]}, "thinker"),
    ("embed", {"input": "a"}, "embedder"),
    ("embeddings", {"prompt": "a"}, "embedder"),
]


class Server:
    """Answers for some models, newest first."""

    def __init__(self, listed: bool) -> None:
        self.models = dict(CAPABILITIES)
        self.listed = listed
        self.paths: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        if request.url.path == "/api/tags":
            fields = ({"model": name, "capabilities": self.models[name]} for name in self.models)
            models = [*fields] if self.listed else [{"model": name} for name in self.models]
            return httpx.Response(200, json={"models": models})
        model = json.loads(request.content)["model"]
        if model not in self.models:
            return httpx.Response(404, json={"error": f"model {model!r} not found"})
        if request.url.path == "/api/show":
            return httpx.Response(200, json={"capabilities": self.models[model]})
        reply = {"model": model, "message": {}, "response": "", "embeddings": [], "embedding": [], "done": True}
        return ndjson(lines(reply))


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize(("verb", "arguments", "model"), CALLS)
def test_default_model_can_do_what_the_call_asks(
    whole_caller: VerbCaller, listed: bool, verb: str, arguments: dict[str, Any], model: str
) -> None:
    sent: list[Any] = []
    server = Server(listed)

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return server(request)

    whole_caller(answer, verb, **arguments, settings={"default_model": True})
    assert json.loads(sent[-1].content)["model"] == model
    assert ("/api/show" in server.paths) is not listed


def test_no_model_can_do_it(caller: VerbCaller) -> None:
    server = Server(listed=True)
    del server.models["coder"]
    with pytest.raises(RequestError, match="no model of the server has completion, tools; pull one"):
        caller(server, "chat", tools=CALLS[1][1]["tools"], settings={"default_model": True})


def test_streams_use_the_default_model(caller: VerbCaller) -> None:
    [reply] = caller(Server(listed=True), "chat", settings={"default_model": True})
    assert reply.model == "talker"


@pytest.mark.parametrize("model", [None, ""])
def test_named_default_model_is_sent_as_it_is(caller: VerbCaller, model: str | None) -> None:
    server = Server(listed=True)
    [reply] = caller(server, "chat", model, settings={"default_model": "thinker"})
    assert (reply.model, server.paths) == ("thinker", ["/api/chat"])


@pytest.mark.parametrize("default", [True, "thinker"])
def test_named_model_takes_precedence_over_the_default(caller: VerbCaller, default: bool | str) -> None:
    server = Server(listed=True)
    [reply] = caller(server, "chat", "coder", settings={"default_model": default})
    assert (reply.model, server.paths) == ("coder", ["/api/chat"])


@pytest.mark.parametrize("default", [False, True, "thinker"])
@pytest.mark.parametrize("model", [0, False, [], {}, b"", " "])
def test_invalid_model_is_not_replaced_by_the_default(caller: VerbCaller, default: bool | str, model: Any) -> None:
    server = Server(listed=True)
    with pytest.raises(RequestError, match="model must name a model"):
        caller(server, "chat", model, settings={"default_model": default})
    assert server.paths == []


def test_deleted_default_model_is_replaced() -> None:
    server = Server(listed=True)
    with Client(transport=httpx.MockTransport(server), default_model=True) as client:
        assert [client.chat().model, client.chat().model] == ["talker", "talker"]
        assert server.paths.count("/api/tags") == 1
        del server.models["talker"]
        assert client.chat().model == "coder"
        assert [part.model for part in client.chat(stream=True)] == ["coder"]
        assert server.paths.count("/api/tags") == 2
        with pytest.raises(ResponseError, match="'talker' not found"):
            client.chat("talker")
