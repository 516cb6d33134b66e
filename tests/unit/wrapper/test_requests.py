"""A call sends exactly its arguments."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import ChatResponse, Client, InvalidResponseError, Message, Options, RequestError, Tool

from .conftest import lines, ndjson

DONE: dict[str, Any] = {
    "model": "m",
    "message": {"role": "assistant", "content": ""},
    "response": "",
    "embeddings": [],
    "done": True,
}


class Recorder:
    """Responds to every request with a complete reply, and records the requests."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.content and json.loads(request.content).get("stream"):
            return ndjson(lines(DONE))
        return httpx.Response(200, json=DONE)

    @property
    def body(self) -> Any:
        return json.loads(self.requests[-1].content)


@pytest.fixture
def server() -> Recorder:
    return Recorder()


def test_chat_sends_arguments_and_stream(caller: VerbCaller, server: Recorder) -> None:
    messages = [{"role": "user", "content": ""}, Message(role="assistant", content="hi")]
    caller(server, "chat", "m", messages, think="max", options={"seed": 1, "brand_new": [1]}, keep_alive=0)
    assert server.requests[-1].url == "http://127.0.0.1:11434/api/chat"
    assert server.body == {
        "model": "m",
        "messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": "hi"}],
        "tools": [],
        "stream": caller.streamed,
        "think": "max",
        "options": {"seed": 1, "brand_new": [1]},
        "keep_alive": 0,
    }


def test_only_none_is_omitted(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "generate", "m", "", system="", raw=False, truncate=False, shift=None)
    assert server.body == {"model": "m", "prompt": "", "stream": False, "system": "", "raw": False, "truncate": False}


def test_size_of_a_generated_image_is_sent(caller: VerbCaller, server: Recorder) -> None:
    caller(server, "generate", "m", "a cat", width=64, height=32, steps=0)
    expected = {"model": "m", "prompt": "a cat", "stream": caller.streamed, "width": 64, "height": 32, "steps": 0}
    assert server.body == expected
    caller(server, "generate", "m", "a cat", width=None, steps=2)
    assert server.body == {"model": "m", "prompt": "a cat", "stream": caller.streamed, "steps": 2}


def test_embed_without_input_sends_an_empty_string(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "embed", "m", None)
    assert server.body == {"model": "m", "input": ""}


def test_embed_sends_string_or_list(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "embed", "m", "one", dimensions=2)
    assert server.body == {"model": "m", "input": "one", "dimensions": 2}
    whole_caller(server, "embed", "m", ("one", "two"))
    assert server.body == {"model": "m", "input": ["one", "two"]}


def test_tool_dict_is_sent_unchanged(whole_caller: VerbCaller, server: Recorder) -> None:
    parameters = {
        "type": "object",
        "required": ["city"],
        "additionalProperties": False,
        "$defs": {"unit": {"enum": ["C", "F", None]}},
        "properties": {
            "city": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None, "title": "City"},
            "unit": {"$ref": "#/$defs/unit", "const": "C"},
            "days": {"type": ["integer", "null"], "minimum": 1, "items": {"x": None}},
        },
    }
    tool = {"type": "function", "function": {"name": "f", "description": "", "parameters": parameters, "strict": True}}
    whole_caller(server, "chat", "m", [], tools=[tool])
    assert server.body["tools"] == [tool]
    whole_caller(server, "chat", "m", [], tools=[Tool.from_dict(tool)])
    assert server.body["tools"] == [tool]


def test_tool_call_keeps_id_and_unknown_fields(whole_caller: VerbCaller, server: Recorder) -> None:
    call = {"id": "call_1", "function": {"index": 0, "name": "f", "arguments": {"x": None, "y": [1.5, "é"]}, "new": 1}}
    reply_message = {"role": "assistant", "content": "", "tool_calls": [call], "newer": {"kept": None}}
    [reply] = whole_caller(
        lambda _: httpx.Response(200, json={"message": reply_message, "done": True}), "chat", "m", []
    )
    result = {"role": "tool", "content": "18", "tool_name": "f", "tool_call_id": "call_1"}
    whole_caller(server, "chat", "m", [reply.message, result])
    assert server.body["messages"] == [reply_message, result]


def test_tool_call_arguments_are_a_dict(whole_caller: VerbCaller) -> None:
    reply_message = {
        "message": {"tool_calls": [{"function": {"name": "f", "arguments": {"city": "Paris"}}}]},
        "done": True,
    }
    [reply] = whole_caller(lambda _: httpx.Response(200, json=reply_message), "chat", "m", [])
    assert isinstance(reply, ChatResponse)
    assert dict(**reply["message"]["tool_calls"][0]["function"]["arguments"]) == {"city": "Paris"}


@pytest.mark.parametrize("model", ["", "  ", None, 1])
def test_call_without_model_sends_nothing(caller: VerbCaller, server: Recorder, model: Any) -> None:
    with pytest.raises(RequestError, match="model"):
        caller(server, "chat", model, [])
    assert server.requests == []


@pytest.mark.parametrize("options", [{"base_url": "http://10.0.0.1"}, {"retries": -1}, {"retries": 1.5}])
def test_invalid_settings_raise(options: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match=next(iter(options))):
        Client(**options)


def test_options_object(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], options=Options(seed=1, temperature=0.0))
    assert server.body["options"] == {"seed": 1, "temperature": 0.0}


def test_path_prefix_is_kept(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "https://example.com/ollama/"})
    assert server.requests[-1].url == "https://example.com/ollama/api/chat"


def test_timeout_defaults_and_overrides(caller: VerbCaller, server: Recorder) -> None:
    caller(server, "chat", "m", [])
    assert server.requests[-1].extensions["timeout"] == {"connect": 10.0, "read": 600.0, "write": 600.0, "pool": 600.0}
    caller(server, "chat", "m", [], timeout=2.5)
    assert server.requests[-1].extensions["timeout"] == {"connect": 2.5, "read": 2.5, "write": 2.5, "pool": 2.5}
    caller(server, "chat", "m", [], timeout=None)
    assert set(server.requests[-1].extensions["timeout"].values()) == {None}
    caller(server, "chat", "m", [], timeout=(1, 2), settings={"timeout": (3, 4, 5, None)})
    assert server.requests[-1].extensions["timeout"] == {"connect": 1, "read": 2, "write": 2, "pool": None}


def test_credentials_in_host_become_basic_authentication(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "http://user:pass@example.com"})
    expected = "Basic " + base64.b64encode(b"user:pass").decode()
    assert server.requests[-1].headers["authorization"] == expected


@pytest.mark.parametrize(
    ("host", "sent"),
    [("https://ollama.com", True), ("ollama.com", True), ("http://ollama.com", False), ("https://example.com", False)],
)
def test_key_of_environment_is_sent_only_to_ollama_com(
    whole_caller: VerbCaller, server: Recorder, monkeypatch: pytest.MonkeyPatch, host: str, sent: bool
) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "secret")
    whole_caller(server, "chat", "m", [], settings={"host": host})
    assert ("authorization" in server.requests[-1].headers) is sent


def test_api_key_argument_is_sent_to_any_host(whole_caller: VerbCaller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "http://10.0.0.1", "api_key": "mine"})
    assert server.requests[-1].headers["authorization"] == "Bearer mine"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirect_to_other_server_drops_credentials(caller: VerbCaller, status: int) -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.host == "10.0.0.1":
            return httpx.Response(status, headers={"location": "http://10.0.0.2:1/api/chat"})
        return ndjson(lines(DONE)) if caller.streamed else httpx.Response(200, json=DONE)

    settings = {"host": "http://user:pass@10.0.0.1", "headers": {"X-Api-Key": "secret", "Cookie": "secret"}}
    caller(respond, "chat", "m", [], settings=settings)
    first, second = seen
    assert {"authorization", "cookie", "x-api-key"} <= first.headers.keys()
    assert not {"authorization", "cookie", "x-api-key"} & second.headers.keys()
    assert (second.method, second.content, second.headers["host"]) == ("POST", first.content, "10.0.0.2:1")


def test_cookie_of_a_server_is_sent_from_then_on() -> None:
    seen: list[str | None] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, json=DONE, headers={"Set-Cookie": "route=a"} if len(seen) == 1 else {})

    jar = CookieJar()
    with Client(transport=httpx.MockTransport(respond), cookies=jar) as client:  # type: ignore[arg-type]  # httpx's hint lacks it
        for _ in range(3):
            client.chat("m", [])
    assert seen == [None, "route=a", "route=a"]
    assert [cookie.name for cookie in jar] == ["route"]


def test_redirect_on_same_server_keeps_headers(whole_caller: VerbCaller) -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path == "/api/chat":
            return httpx.Response(308, headers={"location": "/other/chat"})
        return httpx.Response(200, json=DONE)

    whole_caller(respond, "chat", "m", [], settings={"host": "http://user:pass@10.0.0.1", "headers": {"X-Key": "k"}})
    assert seen[1].headers["x-key"] == "k"
    assert seen[1].headers["authorization"] == seen[0].headers["authorization"]


@pytest.mark.parametrize("follow", [True, False])
def test_follow_redirects_setting(caller: VerbCaller, follow: bool) -> None:
    from wrapper import ResponseError

    seen: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.method)
        if len(seen) == 1:
            return httpx.Response(302, headers={"location": "/other"})
        return ndjson(lines(DONE)) if caller.streamed else httpx.Response(200, json=DONE)

    settings = {"follow_redirects": follow}
    if follow:
        caller(respond, "chat", "m", [], settings=settings)
    else:
        with pytest.raises(ResponseError, match="302"):
            caller(respond, "chat", "m", [], settings=settings)
    assert seen == ["POST", "POST"][: 1 + follow]


def test_endless_redirects_raise(caller: VerbCaller) -> None:
    from wrapper import ResponseError

    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(307, headers={"location": "/api/chat"})

    with pytest.raises(ResponseError, match="307"):
        caller(respond, "chat", "m", [])
    assert len(seen) < 20


def test_class_as_format_is_sent_and_parsed(whole_caller: VerbCaller) -> None:
    @dataclass
    class Place:
        city: str
        people: int | None

    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["format"])
        text = '{"city": "Paris", "people": null}'
        return httpx.Response(200, json={"message": {"content": text}, "response": text, "done": True})

    for verb in ("chat", "generate"):
        [reply] = whole_caller(respond, verb, "m", format=Place)
        assert reply.parse(Place) == Place("Paris", None)
        with pytest.raises(InvalidResponseError, match="city"):
            reply.parse(dict[str, int])
    assert sent[0]["properties"]["city"] == {"type": "string"}


EVERY_ARGUMENT: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "pull": (("m",), {"insecure": True}),
    "push": (("m",), {"insecure": True}),
    "show": (("m",), {"verbose": True}),
    "embed": (("m", "x"), {"truncate": False, "dimensions": 2, "options": {"seed": 1}, "keep_alive": "5m"}),
    "embeddings": (("m", "x"), {"options": {"seed": 1}, "keep_alive": 0}),
    "generate": (
        ("m", "x"),
        {
            "suffix": "s",
            "system": "y",
            "template": "t",
            "context": [1],
            "raw": True,
            "think": "low",
            "logprobs": True,
            "top_logprobs": 3,
            "truncate": False,
            "shift": False,
            "options": {"seed": 1},
            "keep_alive": -1,
        },
    ),
    "chat": (
        ("m", [{"role": "user", "content": "x"}]),
        {"think": False, "logprobs": True, "top_logprobs": 3, "truncate": False, "shift": False, "keep_alive": "1h"},
    ),
    "create": (
        ("m",),
        {
            "quantize": "q4_0",
            "template": "t",
            "license": ["a"],
            "system": "y",
            "parameters": {"seed": 1},
            "messages": [{"role": "user", "content": "x"}],
        },
    ),
}


@pytest.mark.parametrize("verb", EVERY_ARGUMENT)
def test_every_argument_is_sent(verb: str, whole_caller: VerbCaller) -> None:
    bodies: list[dict[str, Any]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(200, json={**DONE, "embedding": [], "status": "success", "details": {}, "model_info": {}})

    positional, named = EVERY_ARGUMENT[verb]
    whole_caller(respond, verb, *positional, **named)
    assert {name: bodies[0].get(name) for name in named} == named
    assert bodies[0]["model"] == "m"
    whole_caller(respond, verb, *positional)
    defaults = {"insecure": False} if verb in ("pull", "push") else {}
    assert {name: value for name, value in bodies[1].items() if name in named} == defaults


@pytest.mark.parametrize("items", [["a", "b\ud800"], ["é", "\udfff"]])
def test_lone_surrogate_in_a_list_names_its_place(whole_caller: VerbCaller, server: Recorder, items: list[str]) -> None:
    with pytest.raises(RequestError, match=r"input\[1\] has half of a surrogate pair"):
        whole_caller(server, "embed", "m", items)
    assert server.requests == []
