"""Invalid arguments raise RequestError with their name and the accepted values, before a request is sent."""

from __future__ import annotations

import inspect
import json
from typing import Any

import httpx
import pytest

from wrapper import AsyncClient, Client, Message, RequestError

VERBS = (
    *("chat", "generate", "embed", "embeddings", "show", "create", "copy", "delete", "pull", "push", "create_blob"),
    *("load", "unload", "web_search", "web_fetch", "systemone", "list", "ps", "version", "health", "models"),
)
REQUIRED = {
    "model": "m",
    "source": "a",
    "destination": "b",
    "path": __file__,
    "query": "q",
    "url": "u",
    "state": "s",
    "questions": {},
}
FLAGS = ("stream", "refresh")
"""Parameters that use the truth value of any object."""
CASES = [
    (verb, name)
    for verb in VERBS
    for name in inspect.signature(getattr(Client, verb)).parameters
    if name not in ("self", *FLAGS)
]


@pytest.mark.parametrize(("verb", "name"), CASES, ids=lambda value: str(value))
@pytest.mark.parametrize(
    "value", [object(), {1, 2}, float("nan"), b"\xff", [object()]], ids=lambda value: type(value).__name__
)
def test_parameter_rejects_wrong_types(verb: str, name: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "images" and isinstance(value, bytes):
        pytest.skip("an image may be bytes")
    monkeypatch.setenv("OLLAMA_API_KEY", "key")
    parameters = inspect.signature(getattr(Client, verb)).parameters
    arguments = {required: value for required, value in REQUIRED.items() if required in parameters}

    def respond(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.method} {request.url} was sent")

    with Client(transport=httpx.MockTransport(respond)) as client, pytest.raises(RequestError) as caught:
        getattr(client, verb)(**{**arguments, name: value})
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("verb", "arguments", "message"),
    [
        ("chat", {"messages": "hi"}, "messages must be a list, not 'hi'"),
        ("chat", {"messages": {"role": "user"}}, "messages must be a list, not {'role': 'user'}"),
        ("chat", {"messages": ["hi"]}, "messages must be a list of dicts or Messages, not 'hi' in it"),
        (
            "chat",
            {"messages": [{"role": "user"}, {"role": "user", "content": [{"type": "text"}]}]},
            r"messages\[1\].content must be a string, not \[\{'type': 'text'\}\]",
        ),
        ("chat", {"tools": "get_weather"}, "tools must be a list"),
        ("chat", {"options": "temperature=1"}, "options must be a dict or Options, not 'temperature=1'"),
        ("chat", {"think": 3}, "think must be True or False or a string, not 3"),
        ("chat", {"top_logprobs": "5"}, "top_logprobs must be an integer, not '5'"),
        ("chat", {"keep_alive": True}, "keep_alive must be a string or a number, not True"),
        ("chat", {"timeout": 0}, "timeout must be seconds above 0"),
        ("chat", {"timeout": (3,)}, "timeout must be seconds above 0, a tuple of seconds to connect and to read"),
        ("generate", {"prompt": 5}, "prompt must be a string, not 5"),
        ("generate", {"context": [1, "2"]}, "context must be a list of integers"),
        ("embed", {"input": ["a", None]}, "input must be a string or a list of strings, not"),
        ("embed", {"dimensions": 1.5}, "dimensions must be an integer"),
        ("pull", {"insecure": "yes"}, "insecure must be True or False, not 'yes'"),
        ("pull", {"progress": 1}, "progress must be True, False or a function"),
        ("create", {"files": 5}, "a file must be passed by its path, not 5"),
        ("create", {"modelfile": 5}, "modelfile must be a str"),
    ],
)
def test_error_names_argument_and_accepted_values(verb: str, arguments: dict[str, Any], message: str) -> None:
    with Client("127.0.0.1:9") as client, pytest.raises(RequestError, match=f"^{message}"):
        getattr(client, verb)("m", **arguments)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"timeout": -1}, "timeout"),
        ({"timeout": "10"}, "timeout"),
        ({"timeout": (1,)}, "timeout"),
        ({"timeout": (1, -1)}, "timeout"),
        ({"timeout": httpx.Timeout(-1)}, "timeout"),
        ({"timeout": httpx.Timeout(float("inf"))}, "timeout"),
        ({"retries": True}, "retries"),
        ({"default_model": ""}, "default_model"),
        ({"base_url": "http://localhost"}, "host"),
        ({"host": "ftp://localhost"}, "scheme"),
        ({"host": 5}, "host must be a string"),
        ({"host": "localhost:1:2"}, "host"),
        ({"host": "http://[::1]x:1"}, "host"),
        ({"headers": "x"}, "headers must be a dict"),
        ({"headers": {"X": 5}}, "headers: 'X'"),
    ],
)
@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_invalid_setting(client: Any, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        client(**settings)


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_unknown_setting_is_named(client: Any) -> None:
    with pytest.raises(TypeError, match="timout"):
        client(timout=5)


@pytest.mark.parametrize("inputs", [("a", "b"), iter(["a", "b"]), {"a": 1, "b": 2}.keys()])
def test_input_accepts_any_iterable_of_strings(inputs: Any) -> None:
    sent: list[bytes] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(200, json={"embeddings": []})

    with Client(transport=httpx.MockTransport(respond)) as client:
        client.embed("m", inputs)
    assert sent == [b'{"model":"m","input":["a","b"]}']


def test_with_on_async_client_suggests_async_with() -> None:
    with pytest.raises(TypeError, match="async with"), AsyncClient():
        pass


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": "secret\u2603"},
        {"api_key": "secret\nsecret"},
        {"headers": {"X-Key": "secret\n"}},
        {"host": "http://user:secret@h o"},
        {"host": "ftp://user:secret@h"},
        {"host": "http://user:secret@[zz]"},
        {"host": "http://user:secret/secret@h"},
        {"host": "user:secret?secret@h"},
        {"host": "user:secret#secret@h"},
    ],
)
def test_invalid_credential_is_not_shown(settings: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RequestError) as caught:
        Client(**settings)
    assert "secret" not in str(caught.value)
    assert caplog.text == ""


def test_api_key_loses_trailing_newline() -> None:
    sent: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["authorization"])
        return httpx.Response(200, json={"version": "1"})

    with Client(transport=httpx.MockTransport(respond), api_key="key\n") as client:
        client.version()
    assert sent == ["Bearer key"]


def test_messages_accept_custom_models() -> None:
    class CustomMessage:
        def model_dump(self) -> dict[str, Any]:
            return {"role": "user", "content": "hi", "images": None}

    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["messages"])
        return httpx.Response(200, json={"message": {}, "done": True})

    messages: Any = [CustomMessage()]
    stream: Any = None
    with Client(transport=httpx.MockTransport(respond)) as client:
        client.chat("m", messages, stream=stream)
    assert sent == [[{"role": "user", "content": "hi"}]]


@pytest.mark.parametrize("arguments", [{"tools": [Message(content="x")]}, {"format": Message(content="x")}])
def test_model_of_another_kind_is_not_taken_for_a_dict(arguments: dict[str, Any]) -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(RequestError, match="Message"):
        client.chat("m", [], **arguments)
