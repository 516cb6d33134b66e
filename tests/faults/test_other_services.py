"""JSON of another service, or with a main field of a wrong type: no verb takes it for a reply."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from tests.faults.calls import ARGUMENTS, ON_EACH_BACKEND
from wrapper import InvalidResponseError

VERBS = sorted({*ARGUMENTS, "list", "ps", "version", "load", "web_search", "web_fetch"})
STREAMED = ["chat", "generate", "create", "pull", "push"]
MORE_ARGUMENTS: dict[str, tuple[Any, ...]] = {"load": ("m",), "web_search": ("x",), "web_fetch": ("x",)}
BODIES: list[Any] = [
    {},
    {"detail": [{"loc": ["body"], "msg": "field required"}]},
    {"detail": "Not Found"},
    {"ok": True},
    {"id": "c", "object": "chat.completion", "model": "m", "choices": [{"message": {"content": "Hi"}}]},
    {"object": "list", "data": [{"object": "embedding", "embedding": [0.5]}], "model": "m"},
    {"done": True},
    [],
    [{}],
    "text",
    None,
    5,
]
WRONG: dict[str, list[dict[str, Any]]] = {
    "chat": [{"message": "text"}, {"message": []}, {"message": 5}],
    "generate": [{"response": 5}, {"response": {}}, {"response": ["a"]}],
    "load": [{"response": 5}],
    "embed": [{"embeddings": "x"}, {"embeddings": {}}, {"embeddings": [["a"]]}, {"embeddings": [0.5]}],
    "embeddings": [{"embedding": "x"}, {"embedding": {}}, {"embedding": ["a"]}, {"embedding": 5}],
    "list": [{"models": {}}, {"models": "x"}, {"models": ["x"]}],
    "ps": [{"models": {}}, {"models": "x"}, {"models": [5]}],
    "show": [{"details": "x"}, {"model_info": []}, {"capabilities": "x"}, {"modelfile": 5}],
    "create": [{"status": 5}],
    "pull": [{"status": ["success"]}],
    "push": [{"status": {}}],
    "copy": [{"status": 5}],
    "delete": [{"status": 5}],
    "version": [{"version": 5}],
    "systemone": [{"answers": "x"}],
    "web_search": [{"results": {}}, {"results": ["x"]}],
    "web_fetch": [{"content": 5}, {"links": "x"}],
}
EMPTY: dict[str, dict[str, Any]] = {
    "chat": {"message": None},
    "generate": {"response": None},
    "embed": {"embeddings": None},
    "embeddings": {"embedding": None},
    "list": {"models": None},
    "ps": {"models": None},
    "show": {"details": None},
    "web_search": {"results": None},
}


def call(caller: VerbCaller, verb: str, body: Any) -> list[Any]:
    content = json.dumps(body).encode() + b"\n"
    arguments = ARGUMENTS.get(verb) or MORE_ARGUMENTS.get(verb, ())
    return caller(lambda _: httpx.Response(200, content=content), verb, *arguments, settings={"api_key": "k"})


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "k")


def callers(backend: str, verb: str) -> list[VerbCaller]:
    return [VerbCaller(backend), *([VerbCaller(backend, streamed=True)] if verb in STREAMED else [])]


@ON_EACH_BACKEND
@pytest.mark.parametrize("verb", VERBS)
def test_other_json_is_not_a_reply(verb: str, backend: str) -> None:
    for caller in callers(backend, verb):
        for body in BODIES:
            with pytest.raises(InvalidResponseError, match="an Ollama server"):
                call(caller, verb, body)


@ON_EACH_BACKEND
@pytest.mark.parametrize("verb", WRONG)
def test_main_field_of_wrong_type_is_not_a_reply(verb: str, backend: str) -> None:
    for caller in callers(backend, verb):
        for body in WRONG[verb]:
            with pytest.raises(InvalidResponseError, match=f"'{next(iter(body))}'"):
                call(caller, verb, {**body, "done": True})


@ON_EACH_BACKEND
@pytest.mark.parametrize("verb", EMPTY)
def test_main_field_may_be_null(verb: str, backend: str) -> None:
    for caller in callers(backend, verb):
        assert len(call(caller, verb, {**EMPTY[verb], "done": True})) == 1


@ON_EACH_BACKEND
def test_health_of_another_service(backend: str) -> None:
    for body in BODIES:
        [health] = call(VerbCaller(backend), "health", body)
        assert isinstance(health.error, InvalidResponseError)
