"""POST /v1/messages: blocks in, blocks and events out."""

from typing import Any

import pytest

from tests.unit.testing.conftest import SKY, WHY, Http
from tests.unit.testing.events import stream
from wrapper.testing import FakeOllama, Reply, error

PATH = "/v1/messages"
REQUEST: dict[str, Any] = {"model": "sky", "max_tokens": 50, "messages": WHY}
TOOL = {"name": "get_weather", "input_schema": {"type": "object", "properties": {}}}
SEARCH = {"type": "web_search_20250305", "name": "web_search"}


def test_message(http: Http) -> None:
    reply = http.post(PATH, {**REQUEST, "system": "Be brief."}).json()
    assert reply["content"] == [{"type": "text", "text": SKY}]
    assert (reply["role"], reply["stop_reason"]) == ("assistant", "end_turn")
    assert http.post(PATH, {**REQUEST, "max_tokens": 1}).json()["stop_reason"] == "max_tokens"


def test_stream_event_order(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(["a ", "b"], thinking="Hm.", tool_calls={"get_weather": {"city": "Paris"}}), model="m")
    events = stream(http, PATH, {**REQUEST, "model": "m", "tools": [TOOL]})
    assert [(name.removeprefix("content_block_"), data.get("index")) for name, data in events] == [
        ("message_start", None),
        ("start", 0),
        ("delta", 0),
        ("stop", 0),
        ("start", 1),
        ("delta", 1),
        ("delta", 1),
        ("stop", 1),
        ("start", 2),
        ("delta", 2),
        ("stop", 2),
        ("message_delta", None),
        ("message_stop", None),
    ]
    deltas = [data["delta"] for name, data in events if name == "content_block_delta"]
    assert deltas[0] == {"type": "thinking_delta", "thinking": "Hm."}
    assert deltas[1] == {"type": "text_delta", "text": "a "}
    assert deltas[3] == {"type": "input_json_delta", "partial_json": '{"city":"Paris"}'}
    assert events[-2][1]["delta"] == {"stop_reason": "tool_use"}


def test_tool_use_and_result(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me see.", tool_calls={"get_weather": {"city": "Paris"}}), "Sunny.", model="m")
    body = {**REQUEST, "model": "m", "tools": [TOOL]}
    message = http.post(PATH, body).json()
    use = message["content"][1]
    assert (use["type"], use["input"], message["stop_reason"]) == ("tool_use", {"city": "Paris"}, "tool_use")
    result = {"type": "tool_result", "tool_use_id": use["id"], "content": [{"type": "text", "text": "sunny"}]}
    turns = [{"role": "assistant", "content": message["content"]}, {"role": "user", "content": [result]}]
    body = {**body, "messages": [*WHY, *turns]}
    assert http.post(PATH, body).json()["content"] == [{"type": "text", "text": "Sunny."}]


def test_blocks_become_native_messages(http: Http) -> None:
    """A tool result precedes the other blocks of its message."""
    use = {"type": "tool_use", "id": "call_1", "name": "get_weather", "input": {"city": "Paris"}}
    result = {"type": "tool_result", "tool_use_id": "call_1", "content": "sunny"}
    messages = [
        {"role": "assistant", "content": [{"type": "text", "text": "Hm."}, use]},
        {"role": "user", "content": [{"type": "text", "text": "So?"}, result]},
    ]
    call = {"id": "call_1", "function": {"name": "get_weather", "arguments": {"city": "Paris"}}}
    native = [
        {"role": "assistant", "content": "Hm.", "tool_calls": [call]},
        {"role": "tool", "content": "sunny", "tool_call_id": "call_1"},
        {"role": "user", "content": "So?"},
    ]
    usage = http.post(PATH, {**REQUEST, "model": "caller", "messages": messages}).json()["usage"]
    whole = http.whole("/api/chat", {"model": "caller", "messages": native})
    assert usage["input_tokens"] + usage["cache_read_input_tokens"] == whole["prompt_eval_count"]


def test_thinking_is_ignored_when_model_cannot_think(http: Http) -> None:
    body = {**REQUEST, "thinking": {"type": "enabled", "budget_tokens": 1024}}
    assert http.post(PATH, body).json()["content"] == [{"type": "text", "text": SKY}]
    assert http.post(PATH, {**body, "model": "thinker"}).json()["content"][0]["type"] == "thinking"


def test_web_search_fails(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me look.", tool_calls={"web_search": {"query": "sky"}}), model="m")
    body = {**REQUEST, "model": "m", "tools": [SEARCH]}
    use, result = http.post(PATH, body).json()["content"]
    assert (use["type"], use["input"]) == ("server_tool_use", {"query": "sky"})
    assert result["content"] == {"type": "web_search_tool_result_error", "error_code": "unavailable"}
    blocks = [data["content_block"] for name, data in stream(http, PATH, body) if name == "content_block_start"]
    assert [block["type"] for block in blocks] == ["text", "server_tool_use", "web_search_tool_result"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"model": ""}, "model is required"),
        ({"max_tokens": 0}, "max_tokens is required and must be positive"),
        ({"messages": []}, "messages is required"),
        ({"messages": [{"role": "user"}]}, "unexpected end of JSON input"),
        ({"messages": [{"role": "user", "content": [{"type": "image"}]}]}, "invalid image source"),
        (
            {"messages": [{"role": "user", "content": 1}]},
            "number into Go struct field MessagesRequest.messages of type []anthropic.ContentBlock",
        ),
        (
            {"tools": [{"name": "f", "input_schema": "odd"}]},
            "json: cannot unmarshal string into Go value of type api.ToolFunctionParameters",
        ),
    ],
)
def test_invalid_request_error_names_the_problem(http: Http, change: dict[str, Any], text: str) -> None:
    response = http.post(PATH, {**REQUEST, **change})
    assert response.status_code == 400
    error = response.json()
    assert (error["type"], error["error"]["type"]) == ("error", "invalid_request_error")
    assert error["error"]["message"].endswith(text)


@pytest.mark.parametrize(
    ("model", "status", "kind"), [("nope", 404, "not_found_error"), ("embedder", 400, "invalid_request_error")]
)
def test_native_error_is_translated(http: Http, model: str, status: int, kind: str) -> None:
    response = http.post(PATH, {**REQUEST, "model": model, "stream": True})
    assert (response.status_code, response.json()["error"]["type"]) == (status, kind)
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-cache"


def test_faults_apply_to_messages_route(fake: FakeOllama, http: Http) -> None:
    fake.fail(error(529, "overloaded"), path=PATH)
    assert http.post(PATH, REQUEST).status_code == 529
    assert http.post(PATH, REQUEST).status_code == 200
