"""What a call sends is what its arguments say, no more and no less."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from wrapper import ChatResponse, Client, InvalidResponseError, Message, Options, RequestError, Tool

from .conftest import Caller, lines, ndjson

DONE: dict[str, Any] = {"model": "m", "message": {"role": "assistant", "content": ""}, "response": "", "done": True}


class Recorder:
    """Answers every request with a whole reply and keeps the requests."""

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


def test_a_chat_sends_its_arguments_and_says_whether_it_streams(caller: Caller, server: Recorder) -> None:
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


def test_only_none_is_left_out(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "generate", "m", "", system="", raw=False, truncate=False, shift=None)
    assert server.body == {"model": "m", "prompt": "", "stream": False, "system": "", "raw": False, "truncate": False}


def test_embed_sends_one_text_or_many(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "embed", "m", "one", dimensions=2)
    assert server.body == {"model": "m", "input": "one", "dimensions": 2}
    whole_caller(server, "embed", "m", ("one", "two"))
    assert server.body == {"model": "m", "input": ["one", "two"]}


def test_a_tool_given_as_a_dict_reaches_the_wire_equal(whole_caller: Caller, server: Recorder) -> None:
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


def test_a_tool_calls_id_and_unknown_fields_come_back_untouched(whole_caller: Caller, server: Recorder) -> None:
    call = {"id": "call_1", "function": {"index": 0, "name": "f", "arguments": {"x": None, "y": [1.5, "é"]}, "new": 1}}
    answer = {"role": "assistant", "content": "", "tool_calls": [call], "newer": {"kept": None}}
    [reply] = whole_caller(lambda _: httpx.Response(200, json={"message": answer, "done": True}), "chat", "m", [])
    result = {"role": "tool", "content": "18", "tool_name": "f", "tool_call_id": "call_1"}
    whole_caller(server, "chat", "m", [reply.message, result])
    assert server.body["messages"] == [answer, result]


def test_arguments_of_a_tool_call_are_a_plain_dict(whole_caller: Caller) -> None:
    answer = {"message": {"tool_calls": [{"function": {"name": "f", "arguments": {"city": "Paris"}}}]}, "done": True}
    [reply] = whole_caller(lambda _: httpx.Response(200, json=answer), "chat", "m", [])
    assert isinstance(reply, ChatResponse)
    assert dict(**reply["message"]["tool_calls"][0]["function"]["arguments"]) == {"city": "Paris"}


@pytest.mark.parametrize("model", ["", "  ", None, 1])
def test_a_call_without_a_model_sends_nothing(caller: Caller, server: Recorder, model: Any) -> None:
    with pytest.raises(RequestError, match="model"):
        caller(server, "chat", model, [])
    assert server.requests == []


@pytest.mark.parametrize("options", [{"base_url": "http://10.0.0.1"}, {"retries": -1}, {"retries": 1.5}])
def test_settings_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match=next(iter(options))):
        Client(**options)


def test_options_may_be_a_model(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], options=Options(seed=1, temperature=0.0))
    assert server.body["options"] == {"seed": 1, "temperature": 0.0}


def test_a_path_prefix_is_kept(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "https://example.com/ollama/"})
    assert server.requests[-1].url == "https://example.com/ollama/api/chat"


def test_the_timeout_is_long_to_read_and_short_to_connect_unless_the_call_says_otherwise(
    caller: Caller, server: Recorder
) -> None:
    caller(server, "chat", "m", [])
    assert server.requests[-1].extensions["timeout"] == {"connect": 10.0, "read": 600.0, "write": 600.0, "pool": 600.0}
    caller(server, "chat", "m", [], timeout=2.5)
    assert server.requests[-1].extensions["timeout"] == {"connect": 2.5, "read": 2.5, "write": 2.5, "pool": 2.5}
    caller(server, "chat", "m", [], timeout=None)
    assert set(server.requests[-1].extensions["timeout"].values()) == {None}
    caller(server, "chat", "m", [], timeout=(1, 2), settings={"timeout": (3, 4, 5, None)})
    assert server.requests[-1].extensions["timeout"] == {"connect": 1, "read": 2, "write": 2, "pool": None}


def test_credentials_in_the_address_become_basic_authentication(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "http://user:pass@example.com"})
    expected = "Basic " + base64.b64encode(b"user:pass").decode()
    assert server.requests[-1].headers["authorization"] == expected


@pytest.mark.parametrize(
    ("host", "sent"),
    [("https://ollama.com", True), ("ollama.com", True), ("http://ollama.com", False), ("https://example.com", False)],
)
def test_the_environments_key_goes_to_ollama_com_over_https_alone(
    whole_caller: Caller, server: Recorder, monkeypatch: pytest.MonkeyPatch, host: str, sent: bool
) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "secret")
    whole_caller(server, "chat", "m", [], settings={"host": host})
    assert ("authorization" in server.requests[-1].headers) is sent


def test_a_key_that_is_given_goes_where_the_client_points(whole_caller: Caller, server: Recorder) -> None:
    whole_caller(server, "chat", "m", [], settings={"host": "http://10.0.0.1", "api_key": "mine"})
    assert server.requests[-1].headers["authorization"] == "Bearer mine"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_keeps_the_request_and_takes_no_secret_to_another_server(caller: Caller, status: int) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.host == "10.0.0.1":
            return httpx.Response(status, headers={"location": "http://10.0.0.2:1/api/chat"})
        return ndjson(lines(DONE)) if caller.streamed else httpx.Response(200, json=DONE)

    settings = {"host": "http://user:pass@10.0.0.1", "headers": {"X-Api-Key": "secret", "Cookie": "secret"}}
    caller(answer, "chat", "m", [], settings=settings)
    first, second = seen
    assert {"authorization", "cookie", "x-api-key"} <= first.headers.keys()
    assert not {"authorization", "cookie", "x-api-key"} & second.headers.keys()
    assert (second.method, second.content, second.headers["host"]) == ("POST", first.content, "10.0.0.2:1")


def test_a_redirect_on_the_same_server_keeps_the_headers(whole_caller: Caller) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path == "/api/chat":
            return httpx.Response(308, headers={"location": "/other/chat"})
        return httpx.Response(200, json=DONE)

    whole_caller(answer, "chat", "m", [], settings={"host": "http://user:pass@10.0.0.1", "headers": {"X-Key": "k"}})
    assert seen[1].headers["x-key"] == "k"
    assert seen[1].headers["authorization"] == seen[0].headers["authorization"]


@pytest.mark.parametrize("wanted", [True, False])
def test_who_says_whether_redirects_are_followed_is_obeyed(caller: Caller, wanted: bool) -> None:
    from wrapper import ResponseError

    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.method)
        if len(seen) == 1:
            return httpx.Response(302, headers={"location": "/other"})
        return ndjson(lines(DONE)) if caller.streamed else httpx.Response(200, json=DONE)

    settings = {"follow_redirects": wanted}
    if wanted:
        caller(answer, "chat", "m", [], settings=settings)
    else:
        with pytest.raises(ResponseError, match="302"):
            caller(answer, "chat", "m", [], settings=settings)
    assert seen == ["POST", "POST"][: 1 + wanted]


def test_redirects_without_end_are_an_error(caller: Caller) -> None:
    from wrapper import ResponseError

    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(307, headers={"location": "/api/chat"})

    with pytest.raises(ResponseError, match="307"):
        caller(answer, "chat", "m", [])
    assert len(seen) < 20


def test_a_class_says_the_form_of_the_reply_and_reads_it(whole_caller: Caller) -> None:
    @dataclass
    class Place:
        city: str
        people: int | None

    sent: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["format"])
        text = '{"city": "Paris", "people": null}'
        return httpx.Response(200, json={"message": {"content": text}, "response": text, "done": True})

    for verb in ("chat", "generate"):
        [reply] = whole_caller(answer, verb, "m", format=Place)
        assert reply.parse(Place) == Place("Paris", None)
        with pytest.raises(InvalidResponseError, match="city"):
            reply.parse(dict[str, int])
    assert sent[0]["properties"]["city"] == {"type": "string"}
