"""Wrong arguments are refused by name, with what would be right, before anything is sent."""

from __future__ import annotations

import inspect
import json
from typing import Any

import httpx
import pytest

from wrapper import AsyncClient, Client, RequestError

VERBS = (
    *("chat", "generate", "embed", "embeddings", "show", "create", "copy", "delete", "pull", "push", "create_blob"),
    *("load", "unload", "web_search", "web_fetch", "systemone", "list", "ps", "version", "health", "models"),
)
NEEDED = {
    "model": "m",
    "source": "a",
    "destination": "b",
    "path": __file__,
    "query": "q",
    "url": "u",
    "state": "s",
    "questions": {},
}
TRUTHS = ("stream", "refresh")
"""Any value says yes or no."""
CASES = [
    (verb, name)
    for verb in VERBS
    for name in inspect.signature(getattr(Client, verb)).parameters
    if name not in ("self", *TRUTHS)
]


@pytest.mark.parametrize(("verb", "name"), CASES, ids=lambda value: str(value))
@pytest.mark.parametrize(
    "wrong", [object(), {1, 2}, float("nan"), b"\xff", [object()]], ids=lambda value: type(value).__name__
)
def test_every_parameter_refuses_what_it_cannot_be(
    verb: str, name: str, wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "images" and isinstance(wrong, bytes):
        pytest.skip("an image is bytes")
    monkeypatch.setenv("OLLAMA_API_KEY", "key")
    parameters = inspect.signature(getattr(Client, verb)).parameters
    arguments = {needed: value for needed, value in NEEDED.items() if needed in parameters}

    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.method} {request.url} was sent")

    with Client(transport=httpx.MockTransport(answer)) as client, pytest.raises(RequestError) as caught:
        getattr(client, verb)(**{**arguments, name: wrong})
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("verb", "arguments", "told"),
    [
        ("chat", {"messages": "hi"}, "messages must be a list, not 'hi'"),
        ("chat", {"messages": {"role": "user"}}, "messages must be a list, not {'role': 'user'}"),
        ("chat", {"messages": ["hi"]}, "messages must be a list of dicts or Messages, and has 'hi'"),
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
        ("chat", {"timeout": (3,)}, "timeout must be seconds above 0, a pair of them to connect and to read"),
        ("generate", {"prompt": 5}, "prompt must be a string, not 5"),
        ("generate", {"context": [1, "2"]}, "context must be a list of integers"),
        ("embed", {"input": ["a", None]}, "input must be a string or a list of strings, not"),
        ("embed", {"dimensions": 1.5}, "dimensions must be an integer"),
        ("pull", {"insecure": "yes"}, "insecure must be True or False, not 'yes'"),
        ("pull", {"progress": 1}, "progress must be True, False or a function"),
        ("create", {"files": 5}, "a file must be given by its path, not 5"),
        ("create", {"modelfile": 5}, "modelfile must be a str"),
    ],
)
def test_an_error_names_the_argument_and_the_way_out(verb: str, arguments: dict[str, Any], told: str) -> None:
    with Client("127.0.0.1:9") as client, pytest.raises(RequestError, match=f"^{told}"):
        getattr(client, verb)("m", **arguments)


@pytest.mark.parametrize(
    ("settings", "told"),
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
        ({"host": 5}, "host must be a text"),
        ({"host": "localhost:1:2"}, "host"),
        ({"host": "http://[::1]x:1"}, "host"),
        ({"headers": "x"}, "headers must be a dict"),
        ({"headers": {"X": 5}}, "headers: 'X'"),
    ],
)
@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_settings_that_make_no_sense(client: Any, settings: dict[str, Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        client(**settings)


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_a_setting_that_there_is_not_is_named_at_once(client: Any) -> None:
    with pytest.raises(TypeError, match="timout"):
        client(timout=5)


@pytest.mark.parametrize("inputs", [("a", "b"), iter(["a", "b"]), {"a": 1, "b": 2}.keys()])
def test_inputs_may_be_anything_that_gives_texts(inputs: Any) -> None:
    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(200, json={"embeddings": []})

    with Client(transport=httpx.MockTransport(answer)) as client:
        client.embed("m", inputs)
    assert sent == [b'{"model":"m","input":["a","b"]}']


def test_a_plain_with_says_how_an_async_client_is_closed() -> None:
    with pytest.raises(TypeError, match="async with"), AsyncClient():
        pass


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": "of-mine\u2603"},
        {"api_key": "of\n-mine"},
        {"headers": {"X-Key": "of-mine\n"}},
        {"host": "http://user:of-mine@h o"},
        {"host": "ftp://user:of-mine@h"},
        {"host": "http://user:of-mine@[zz]"},
        {"host": "http://user:of-mine/of-mine@h"},
        {"host": "user:of-mine?of-mine@h"},
        {"host": "user:of-mine#of-mine@h"},
    ],
)
def test_a_wrong_secret_is_not_shown(settings: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RequestError) as caught:
        Client(**settings)
    assert "mine" not in str(caught.value)
    assert caplog.text == ""


def test_the_end_of_a_keys_line_is_no_part_of_it() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["authorization"])
        return httpx.Response(200, json={"version": "1"})

    with Client(transport=httpx.MockTransport(answer), api_key="key\n") as client:
        client.version()
    assert sent == ["Bearer key"]


def test_messages_may_be_models_of_the_callers_own() -> None:
    class Said:
        def model_dump(self) -> dict[str, Any]:
            return {"role": "user", "content": "hi", "images": None}

    sent: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["messages"])
        return httpx.Response(200, json={"done": True})

    messages: Any = [Said()]
    stream: Any = None
    with Client(transport=httpx.MockTransport(answer)) as client:
        client.chat("m", messages, stream=stream)
    assert sent == [[{"role": "user", "content": "hi"}]]
