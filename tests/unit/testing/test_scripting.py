"""Replies that a test writes, and faults that it orders."""

import asyncio
import json
import pickle
import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.unit.testing.conftest import SKY, WEATHER, WHY, Http
from wrapper import testing
from wrapper.testing import (
    CloseDelimited,
    Delay,
    Disconnect,
    ErrorLine,
    FakeOllama,
    Gate,
    InjectLine,
    Reply,
    Respond,
    SlowHead,
    Split,
    Truncate,
    error,
    html,
    redirect,
)
from wrapper.testing.http.responses import ndjson_response
from wrapper.testing.http.server import Wait

CHAT = {"model": "sky", "messages": WHY}


def texts(lines: list[dict[str, Any]]) -> list[str]:
    return [line["message"]["content"] for line in lines]


def test_text_streams_word_by_word(fake: FakeOllama, http: Http) -> None:
    fake.reply("Hello, you!")
    assert texts(http.lines("/api/chat", CHAT)) == ["Hello,", " you!", ""]
    assert http.whole("/api/generate", {"model": "thinker", "prompt": "x"})["response"] == "Hello, you!"


def test_pieces_stream_unchanged(fake: FakeOllama, http: Http) -> None:
    fake.reply(["Hel", "lo"])
    assert texts(http.lines("/api/chat", CHAT)) == ["Hel", "lo", ""]


def test_reply_adds_a_named_model(fake: FakeOllama, http: Http) -> None:
    fake.reply("mine", model="llama3.2")
    assert http.whole("/api/chat", {**CHAT, "model": "llama3.2"})["message"]["content"] == "mine"
    assert http.whole("/api/chat", CHAT)["message"]["content"] == SKY


def test_last_reply_is_repeated(fake: FakeOllama, http: Http) -> None:
    fake.reply("one", Reply("two", done_reason="length"), lambda request: request["messages"][-1]["content"].upper())
    answers = [http.whole("/api/chat", CHAT) for _ in range(4)]
    assert [answer["message"]["content"] for answer in answers] == ["one", "two", *["WHY IS THE SKY BLUE?"] * 2]
    assert [answer["done_reason"] for answer in answers] == ["stop", "length", "stop", "stop"]


def test_reply_with_thinking_and_tool_calls(fake: FakeOllama, http: Http) -> None:
    calls = [("get_weather", {"city": "Paris"}), ("get_weather", {"city": "Rome"})]
    fake.reply(Reply("See:", thinking="hm hm", tool_calls=calls), model="m")
    message = http.whole("/api/chat", {**CHAT, "model": "m", "tools": WEATHER})["message"]
    assert (message["thinking"], message["content"]) == ("hm hm", "See:")
    assert [call["function"] for call in message["tool_calls"]] == [
        {"index": 0, "name": "get_weather", "arguments": {"city": "Paris"}},
        {"index": 1, "name": "get_weather", "arguments": {"city": "Rome"}},
    ]
    assert "thinking" not in http.whole("/api/chat", {**CHAT, "model": "m", "think": False})["message"]


def test_tool_calls_can_have_ids(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls=[("f", {}, "call_1"), ("f", {})]))
    first, second = http.whole("/api/chat", CHAT)["message"]["tool_calls"]
    assert first == {"id": "call_1", "function": {"index": 0, "name": "f", "arguments": {}}}
    assert second["id"] != "call_1"
    completion = http.post("/v1/chat/completions", CHAT).json()
    assert completion["choices"][0]["message"]["tool_calls"][0]["id"] == "call_1"


@pytest.mark.parametrize(
    ("line", "count", "text"),
    [
        (ErrorLine("gone"), 1, "gone"),
        (ErrorLine("gone", 2), 2, "gone"),
        (ErrorLine(2, "gone"), 2, "gone"),
        (ErrorLine(0), 0, "an error was encountered while running the model"),
    ],
    ids=repr,
)
def test_error_line_takes_its_text_by_position(
    fake: FakeOllama, http: Http, line: ErrorLine, count: int, text: str
) -> None:
    fake.fail(line)
    assert http.lines("/api/chat", CHAT)[count:] == [{"error": text}]


def test_options_apply_to_scripted_replies(fake: FakeOllama, http: Http) -> None:
    fake.reply("one two three four")
    answer = http.whole("/api/chat", {**CHAT, "options": {"num_predict": 2}})
    assert (answer["message"]["content"], answer["done_reason"], answer["eval_count"]) == ("one two", "length", 2)
    stopped = http.whole("/api/chat", {**CHAT, "options": {"stop": [" three"]}})
    assert stopped["message"]["content"] == "one two"


def test_error_of_a_reply_function_is_raised_in_the_test() -> None:
    def fails(request: dict[str, Any]) -> str:
        raise LookupError(request["model"])

    def ask() -> None:
        with FakeOllama() as fake:
            fake.reply(fails)
            answer = httpx.post(f"{fake.url}/api/chat", json=CHAT, trust_env=False)
            assert (answer.status_code, answer.json()) == (500, {"error": "LookupError in FakeOllama: sky"})

    with pytest.raises(LookupError, match="sky"):
        ask()


def test_reply_that_is_not_json_breaks_the_connection() -> None:
    def ask() -> None:
        with FakeOllama() as fake:
            fake.reply(Reply(tool_calls={"f": {"x": object()}}))
            httpx.post(f"{fake.url}/api/chat", json=CHAT, trust_env=False)

    with pytest.raises(httpx.RemoteProtocolError):
        ask()


def test_reply_needs_an_argument(fake: FakeOllama) -> None:
    with pytest.raises(ValueError, match="at least one"):
        fake.reply()


@pytest.mark.parametrize(
    ("fault", "status", "content_type", "body"),
    [
        (error(503, "busy", retry_after="1"), 503, "application/json; charset=utf-8", '{"error":"busy"}'),
        (html(502, "<p>bad</p>"), 502, "text/html; charset=utf-8", "<p>bad</p>"),
        (redirect("http://127.0.0.1:1/x"), 307, None, ""),
        (Respond(200, "plain"), 200, "text/plain; charset=utf-8", "plain"),
        (Respond(418, b"\xff"), 418, "application/json; charset=utf-8", "\ufffd"),
    ],
)
def test_respond_replaces_the_response(
    fake: FakeOllama, http: Http, fault: Respond, status: int, content_type: str | None, body: str
) -> None:
    fake.fail(fault)
    answer = http.post("/api/chat", CHAT)
    assert (answer.status_code, answer.headers.get("content-type"), answer.text) == (status, content_type, body)
    assert http.post("/api/chat", CHAT).status_code == 200
    assert fake.requests[0].status == status


def test_error_has_headers(fake: FakeOllama, http: Http) -> None:
    fake.fail(error(429, "slow down", retry_after="7"))
    assert http.post("/api/chat", CHAT).headers["retry-after"] == "7"


def test_faults_apply_to_path_and_times(fake: FakeOllama, http: Http) -> None:
    fake.fail(error(500, "twice"), path="/api/chat", times=2)
    fake.fail()
    fake.fail(error(500, "always"), times=None)
    assert http.get("/api/version").status_code == 200
    assert [http.post("/api/chat", CHAT).status_code for _ in range(4)] == [500, 500, 500, 500]


def test_error_line_ends_a_stream(fake: FakeOllama, http: Http) -> None:
    fake.fail(ErrorLine(after=2, text="gone"))
    lines = http.lines("/api/chat", CHAT)
    assert lines[-1] == {"error": "gone"}
    assert texts(lines[:-1]) == ["The", " sky"]


def test_truncate_ends_a_stream_properly(fake: FakeOllama, http: Http) -> None:
    fake.fail(Truncate(after=3))
    assert texts(http.lines("/api/chat", CHAT)) == ["The", " sky", " is"]


def test_inject_line(fake: FakeOllama, http: Http) -> None:
    fake.fail(InjectLine(b"\xff\xfe garbage\n", after=1))
    body = http.post("/api/chat", CHAT).content
    assert body.split(b"\n")[1] == b"\xff\xfe garbage"
    assert body.count(b"\n") == 10


@pytest.mark.parametrize("reset", [False, True])
def test_disconnect_after_chunks(fake: FakeOllama, http: Http, reset: bool) -> None:
    fake.fail(Disconnect(chunks=2, reset=reset))
    received = bytearray()

    def read() -> None:
        with http.client.stream("POST", "/api/chat", json=CHAT) as response:
            for data in response.iter_raw():
                received.extend(data)

    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        read()
    assert received.count(b"\n") <= 2
    assert http.get("/api/version").status_code == 200


@pytest.mark.parametrize("after", [0, 1, 20, 150])
def test_disconnect_after_bytes(fake: FakeOllama, after: int) -> None:
    fake.fail(Disconnect(bytes=after))
    port = int(fake.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"GET /api/tags HTTP/1.1\r\nHost: localhost\r\n\r\n")
        received = b""
        while data := connection.recv(4096):
            received += data
    assert len(received) == after


def test_split_cuts_characters(fake: FakeOllama, http: Http) -> None:
    fake.fail(Split(1))
    with http.client.stream("POST", "/api/chat", json={**CHAT, "model": "separators"}) as response:
        body = b"".join(response.iter_raw())
    assert len([line for line in body.split(b"\n") if line and json.loads(line)]) == 8
    fake.requests[0].wait()
    assert fake.requests[0].chunks == len(body)


def test_slow_head_and_delay_change_nothing_else(fake: FakeOllama, http: Http) -> None:
    fake.fail(SlowHead(pause=0.0, size=5), Delay(before=0.0001, between=0.0001))
    assert "".join(texts(http.lines("/api/chat", CHAT))) == SKY


def test_delay_waits_before_and_between_chunks() -> None:
    answer = Delay(before=3, between=2).change(ndjson_response(iter("abc")))
    assert [item for item in answer.body if isinstance(item, Wait)] == [Wait(2), Wait(2)]
    assert answer.wire
    assert list(answer.wire(iter([b"head"]))) == [Wait(3), b"head"]


def test_pace_waits_between_lines() -> None:
    assert list(ndjson_response(iter("ab"), pace=2).body) == [b'"a"\n', Wait(2), b'"b"\n']


def test_close_delimited_body(fake: FakeOllama, http: Http) -> None:
    fake.fail(CloseDelimited(), times=2)
    assert "".join(texts(http.lines("/api/chat", CHAT))) == SKY
    answer = http.get("/api/version")
    assert answer.json() == {"version": "0.34.0"}
    assert not {"content-length", "transfer-encoding"} & set(answer.headers)


def test_gate_holds_a_stream_until_opened(fake: FakeOllama, http: Http) -> None:
    gate = Gate(after=2)
    fake.fail(gate)
    with http.client.stream("POST", "/api/chat", json=CHAT) as response:
        lines = response.iter_lines()
        assert [json.loads(next(lines))["message"]["content"] for _ in range(2)] == ["The", " sky"]
        assert gate.reached.wait(30)
        assert fake.requests[0].chunks == 2
        gate.open()
        assert len(list(lines)) == 7


def test_open_gate_holds_nothing(fake: FakeOllama, http: Http) -> None:
    gate = Gate()
    gate.open()
    fake.fail(gate)
    assert len(http.lines("/api/chat", CHAT)) == 9


def test_client_of_the_fake(fake: FakeOllama) -> None:
    with fake.client() as client:
        assert client.chat("sky", WHY).message.content == SKY


async def _chat(fake: FakeOllama) -> str | None:
    async with fake.async_client() as client:
        reply = await client.chat("sky", WHY)
        return reply.message.content if reply.message else None


def test_async_client_of_the_fake(fake: FakeOllama) -> None:
    assert asyncio.run(_chat(fake)) == SKY


async def _async_reply(_request: dict[str, Any]) -> str:
    return "never"


@pytest.mark.parametrize(
    ("mistake", "complaint"),
    [
        (lambda fake: fake.reply(5), "a reply must be a string, .* not 5"),
        (lambda fake: fake.reply(None), "not None"),
        (lambda fake: fake.reply(b"text"), "not b'text'"),
        (lambda fake: fake.reply(["a", 5]), r"not \['a', 5\]"),
        (lambda fake: fake.reply(_async_reply), "cannot be async.*_async_reply"),
        (lambda _: Reply(5), "text must be a string or a list of strings, not 5"),  # type: ignore[arg-type]  # the mistake
        (lambda _: Reply(thinking=[5]), "thinking must"),  # type: ignore[list-item]  # the mistake
        (lambda _: Reply(tool_calls=[{"name": "f"}]), "pairs, .*'name': 'f'"),  # type: ignore[list-item]  # the mistake
        (lambda _: Reply(tool_calls=[("f", {}, 1)]), "a third item is the id"),  # type: ignore[list-item]  # the mistake
        (lambda _: Reply(tool_calls=[(5, {})]), r"pairs, .*not \[\(5, \{\}\)\]"),  # type: ignore[list-item]  # the mistake
        (lambda _: Reply(tool_calls=[("f", "x")]), "pairs, .*'x'"),  # type: ignore[list-item]  # the mistake
        (lambda _: Reply(tool_calls={"f": 5}), "pairs, .*'f': 5"),  # type: ignore[dict-item]  # the mistake
        (lambda _: Reply(tool_calls=iter([("f", {})])), "pairs, .*iterator"),  # type: ignore[arg-type]  # the mistake
        (lambda _: Reply(embedding=[]), "embedding must be a list of numbers"),
        (lambda fake: fake.fail(Delay), "Delay.* is not a fault: use one such as"),
        (lambda fake: fake.fail(500), "500 is not a fault"),
        (lambda fake: fake.fail(Delay(1), times=0), "times must be at least 1, or None for from now on, not 0"),
        (lambda fake: fake.fail(html(), path="api/chat"), "'api/chat' is not a path .* did you mean /api/chat?"),
        (lambda fake: fake.fail(Delay(1), path="/api/caht"), "'/api/caht' is not a path .* did you mean /api/chat?"),
        (lambda _: Delay(before=-1), "before must be at least 0, not -1"),
        (lambda _: Delay(between="1"), "between must be a number, not '1'"),  # type: ignore[arg-type]  # the mistake
        (lambda _: Split(0), "size must be at least 1, not 0"),
        (lambda _: SlowHead(pause=-1), "pause must be at least 0, not -1"),
        (lambda _: SlowHead(size=0), "size must be at least 1, not 0"),
        (lambda _: ErrorLine(-1), "after must be at least 0, not -1"),
        (lambda _: Truncate(-1), "after must be at least 0, not -1"),
        (lambda _: Gate(-1), "after must be at least 0, not -1"),
        (lambda _: InjectLine("text"), "the line must be bytes, not 'text'"),  # type: ignore[arg-type]  # the mistake
        (lambda _: Disconnect(chunks=1, bytes=2), "chunks=1 or bytes=2, not both"),
        (lambda _: error("busy", 503), "status must be a number, not 'busy'"),  # type: ignore[arg-type]  # the mistake
        (lambda _: Respond(200, ["x"]), r"the body must be .* not \['x'\]"),  # type: ignore[arg-type]  # the mistake
        (lambda fake: fake.add_to_registry("x", size=-1), "size must be at least 0, not -1"),
        (lambda fake: fake.advance(-1), "seconds must be at least 0, not -1"),
        (lambda _: FakeOllama(port=65536), "port must be 0 to 65535, not 65536"),
        (lambda _: FakeOllama(pace=-1), "pace must be at least 0, not -1"),
        (pickle.dumps, "cannot be pickled: pickle its url, or a client of it"),
    ],
)
def test_mistake_in_a_script_raises_at_once(fake: FakeOllama, mistake: Callable[[Any], object], complaint: str) -> None:
    with pytest.raises((TypeError, ValueError), match=complaint):
        mistake(fake)


def test_reply_function_must_return_a_reply(fake: FakeOllama, http: Http) -> None:
    fake.reply(lambda _: None)  # type: ignore[arg-type, return-value]  # the mistake
    assert http.refusal("/api/chat", CHAT)[0] == 500
    with pytest.raises(TypeError, match="a reply must be a string, .* not None"):
        fake.check()


def test_respond_works_on_unknown_paths(fake: FakeOllama, http: Http) -> None:
    fake.fail(Respond(200, {"new": True}), path="/api/newer")
    assert http.get("/api/newer").json() == {"new": True}


def test_former_names_still_work(fake: FakeOllama, http: Http) -> None:
    assert testing.Instead is Respond
    assert testing.Line is InjectLine
    assert testing.NoLength is CloseDelimited
    assert testing.Unfinished is Truncate
    fake.offer("old", size=1)
    assert http.lines("/api/pull", {"model": "old"})[-1] == {"status": "success"}
    (seen,) = fake.requests
    assert seen.hung_up == seen.client_disconnected
