"""POST /v1/messages: blocks in, blocks and events out."""

from typing import Any

import pytest

from tests.unit.testing.conftest import SKY, WHY, Http
from tests.unit.testing.events import stream
from wrapper.testing import FakeOllama, Reply, error

PATH = "/v1/messages"
ASK: dict[str, Any] = {"model": "sky", "max_tokens": 50, "messages": WHY}
TOOL = {"name": "get_weather", "input_schema": {"type": "object", "properties": {}}}
SEARCH = {"type": "web_search_20250305", "name": "web_search"}


def test_a_message_is_answered(http: Http) -> None:
    reply = http.post(PATH, {**ASK, "system": "Be brief."}).json()
    assert reply["content"] == [{"type": "text", "text": SKY}]
    assert (reply["role"], reply["stop_reason"]) == ("assistant", "end_turn")
    assert http.post(PATH, {**ASK, "max_tokens": 1}).json()["stop_reason"] == "max_tokens"


def test_events_tell_blocks_from_beginning_to_end(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(["a ", "b"], thinking="Hm.", tool_calls={"get_weather": {"city": "Paris"}}), model="m")
    events = stream(http, PATH, {**ASK, "model": "m", "tools": [TOOL]})
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


def test_tools_are_called_and_their_results_taken(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me see.", tool_calls={"get_weather": {"city": "Paris"}}), "Sunny.", model="m")
    body = {**ASK, "model": "m", "tools": [TOOL]}
    said = http.post(PATH, body).json()
    use = said["content"][1]
    assert (use["type"], use["input"], said["stop_reason"]) == ("tool_use", {"city": "Paris"}, "tool_use")
    result = {"type": "tool_result", "tool_use_id": use["id"], "content": [{"type": "text", "text": "sunny"}]}
    turns = [{"role": "assistant", "content": said["content"]}, {"role": "user", "content": [result]}]
    body = {**body, "messages": [*WHY, *turns]}
    assert http.post(PATH, body).json()["content"] == [{"type": "text", "text": "Sunny."}]


def test_blocks_become_messages(http: Http) -> None:
    """A result goes before what the user says beside it."""
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
    usage = http.post(PATH, {**ASK, "model": "caller", "messages": messages}).json()["usage"]
    whole = http.whole("/api/chat", {"model": "caller", "messages": native})
    assert usage["input_tokens"] + usage["cache_read_input_tokens"] == whole["prompt_eval_count"]


def test_a_model_that_cannot_think_may_be_asked_to(http: Http) -> None:
    body = {**ASK, "thinking": {"type": "enabled", "budget_tokens": 1024}}
    assert http.post(PATH, body).json()["content"] == [{"type": "text", "text": SKY}]
    assert http.post(PATH, {**body, "model": "thinker"}).json()["content"][0]["type"] == "thinking"


def test_a_search_in_the_web_fails(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me look.", tool_calls={"web_search": {"query": "sky"}}), model="m")
    body = {**ASK, "model": "m", "tools": [SEARCH]}
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
def test_wrong_requests_are_refused(http: Http, change: dict[str, Any], text: str) -> None:
    response = http.post(PATH, {**ASK, **change})
    assert response.status_code == 400
    told = response.json()
    assert (told["type"], told["error"]["type"]) == ("error", "invalid_request_error")
    assert told["error"]["message"].endswith(text)


@pytest.mark.parametrize(
    ("model", "status", "kind"), [("nope", 404, "not_found_error"), ("embedder", 400, "invalid_request_error")]
)
def test_what_the_native_route_refuses_is_told_in_this_one_s_words(
    http: Http, model: str, status: int, kind: str
) -> None:
    response = http.post(PATH, {**ASK, "model": model, "stream": True})
    assert (response.status_code, response.json()["error"]["type"]) == (status, kind)
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-cache"


def test_faults_meet_this_route_too(fake: FakeOllama, http: Http) -> None:
    fake.fail(error(529, "overloaded"), path=PATH)
    assert http.post(PATH, ASK).status_code == 529
    assert http.post(PATH, ASK).status_code == 200
