"""POST /v1/responses: items in, items and events out, and conversations made shorter."""

import json
from typing import Any

import pytest

from tests.unit.testing.conftest import SKY, Http
from tests.unit.testing.events import stream
from wrapper.testing import FakeOllama, Reply

PATH = "/v1/responses"
TOOL = {"type": "function", "name": "get_weather", "parameters": {"type": "object", "properties": {}}}
CALL = {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": '{"city": "Paris"}'}
RESULT = {"type": "function_call_output", "call_id": "call_1", "output": "sunny"}
HI = {"role": "user", "content": "Hi"}
SUMMARY = {"summary": "They greeted.", "retain_item_ids": ["item_000001"]}


def refused(http: Http, body: Any, path: str = PATH) -> str:
    response = http.post(path, body)
    assert response.status_code == 400, response.text
    message: str = response.json()["error"]["message"]
    return message


def test_a_text_is_answered(http: Http) -> None:
    reply = http.post(PATH, {"model": "sky", "input": "Hi", "instructions": "Be brief.", "temperature": 0}).json()
    (message,) = reply["output"]
    assert message["content"] == [{"type": "output_text", "text": SKY, "annotations": [], "logprobs": []}]
    assert (reply["status"], reply["instructions"], reply["temperature"]) == ("completed", "Be brief.", 0)


def test_thought_and_calls_are_items(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("dropped", thinking="Hm.", tool_calls={"get_weather": {"city": "Paris"}}), model="m")
    thought, call = http.post(PATH, {"model": "m", "input": "Hi", "tools": [TOOL]}).json()["output"]
    assert thought["summary"] == [{"type": "summary_text", "text": "Hm."}]
    assert (call["name"], json.loads(call["arguments"])) == ("get_weather", {"city": "Paris"})


def test_events_are_numbered_and_tell_items_from_beginning_to_end(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(["a ", "b"], thinking="Hm."), model="m")
    events = stream(http, PATH, {"model": "m", "input": "Hi"})
    assert [name for name, _ in events] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.reasoning_summary_text.delta",
        "response.reasoning_summary_text.done",
        "response.output_item.done",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert [data["sequence_number"] for _, data in events] == list(range(len(events)))
    done = [data["item"] for name, data in events if name == "response.output_item.done"]
    assert events[-1][1]["response"]["output"] == done
    assert done[1]["content"][0]["text"] == "a b"


def test_a_call_streams_as_a_whole(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"weather.get": {"city": "Paris"}}), model="m")
    group = {"type": "namespace", "name": "weather", "tools": [{**TOOL, "name": "get"}]}
    events = stream(http, PATH, {"model": "m", "input": "Hi", "tools": [group]})
    (item,) = events[-1][1]["response"]["output"]
    assert (item["namespace"], item["name"]) == ("weather", "get")
    assert [data["delta"] for name, data in events if name.endswith("arguments.delta")] == ['{"city":"Paris"}']


def test_history_becomes_messages(fake: FakeOllama, http: Http) -> None:
    """Reasoning goes with the call, and what is said between call and result joins the call."""
    reasoning = {"type": "reasoning", "summary": [], "encrypted_content": "Hm."}
    between = {"role": "assistant", "content": [{"type": "output_text", "text": "Let me see."}]}
    body = {"model": "caller", "input": [HI, reasoning, CALL, between, RESULT], "max_output_tokens": 1}
    call = {"id": "call_1", "function": {"name": "get_weather", "arguments": {"city": "Paris"}}}
    native = [
        HI,
        {"role": "assistant", "thinking": "Hm.", "content": "Let me see.", "tool_calls": [call]},
        {"role": "tool", "content": "sunny", "tool_call_id": "call_1"},
    ]
    counted = http.post(PATH, body).json()["usage"]["input_tokens"]
    options = {"num_predict": 1}
    whole = http.whole("/api/chat", {"model": "caller", "messages": native, "options": options})
    assert counted == whole["prompt_eval_count"]
    assert fake.requests[0].json == body


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([{"type": "odd"}], 'input[0]: unknown input item type: "odd"'),
        ([HI, {}], "input[1]: input item missing required 'type' field"),
        ([{"role": "user", "content": [{"type": "text"}]}], "input[0]: content[0]: unknown content type: text"),
        ([{"role": 1}], "input[0]: json: cannot unmarshal number into Go struct field .role of type string"),
        ([{"type": "function_call_output"}], "input[0]: standalone function output is missing name"),
        ([{"role": "user", "content": [{"type": "input_file"}]}], "file inputs are not currently supported"),
        ([{"type": "compaction"}], "invalid compaction item"),
        (1, "input must be a string or array: json: cannot unmarshal number into Go value of type []json.RawMessage"),
        (None, "input is required"),
    ],
)
def test_wrong_input_is_refused(http: Http, items: Any, text: str) -> None:
    assert refused(http, {"model": "sky", "input": items}) == text


def test_what_is_no_json_is_told_as_a_whole(http: Http) -> None:
    assert refused(http, '{"model": "sky"') == "invalid Responses request: unexpected end of JSON input"
    assert refused(http, "{} x") == "invalid Responses request: invalid character 'x' after top-level value"
    assert refused(http, "") == "missing request body"


def test_a_search_in_the_web_fails(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me look. ", tool_calls={"web_search": {"query": "sky"}}), model="m")
    body = {"model": "m", "input": "Hi", "tools": [{"type": "web_search"}]}
    assert http.post(PATH, body).status_code == 403
    events = stream(http, PATH, body)
    assert [name for name, _ in events][-2:] == ["response.web_search_call.searching", "response.failed"]
    assert events[-1][1]["response"]["error"]["message"].endswith("web search is unavailable")


def test_a_search_that_comes_first_has_the_type_of_lines(fake: FakeOllama, http: Http) -> None:
    """As in the real server, whose head is out before the first event."""
    fake.reply(Reply(tool_calls={"web_search": {"query": "sky"}}), "Hello.", model="m")
    body = {"model": "m", "input": "Hi", "stream": True, "tools": [{"type": "web_search"}]}
    kinds = [http.post(PATH, body).headers["content-type"] for _ in range(2)]
    assert kinds == ["application/x-ndjson", "text/event-stream"]
    assert http.post(PATH, {**body, "model": "breaker"}).status_code == 200


def test_a_conversation_is_made_shorter_and_goes_on(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"create_summary": SUMMARY}), "Going on.", model="m")
    compacted = http.post(f"{PATH}/compact", {"model": "m", "input": [HI, CALL, RESULT, HI]}).json()
    (item,) = compacted["output"]
    payload = json.loads(item["encrypted_content"])
    assert payload["summary"] == "They greeted."
    assert payload["retained"][0] == HI
    assert [message["role"] for message in payload["retained"]] == ["user", "assistant", "tool"]  # not yet answered
    reply = http.post(PATH, {"model": "m", "input": [item, HI]}).json()
    assert reply["output"][0]["content"][0]["text"] == "Going on."


def test_a_trigger_makes_a_conversation_shorter_in_a_stream(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"create_summary": SUMMARY}), model="m")
    body = {"model": "m", "input": [HI, {"type": "compaction_trigger"}]}
    events = stream(http, PATH, body)
    assert [data["item"]["type"] for name, data in events if name.endswith("item.done")] == ["compaction"]
    assert refused(http, body) == "compaction_trigger requires stream=true"


def test_the_model_may_try_the_summary_twice(fake: FakeOllama, http: Http) -> None:
    asked: list[dict[str, Any]] = []

    def answer(request: dict[str, Any]) -> Reply:
        asked.append(request)
        return Reply(tool_calls={"create_summary": {**SUMMARY, "retain_item_ids": ["item_9"]}})

    fake.reply(answer, model="m")
    response = http.post(f"{PATH}/compact", {"model": "m", "input": "Hi"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "compaction_failed"
    assert len(asked) == 2
    assert 'unknown item "item_9"' in asked[1]["input"][0]["content"]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "compaction input is empty"),
        ([RESULT], 'item_000001: function output has no matching call "call_1"'),
        ([CALL, CALL], 'item_000002: duplicate function call_id "call_1"'),
        ([HI, {"type": "compaction_trigger"}], "compaction_trigger is only valid on POST /v1/responses"),
    ],
)
def test_what_cannot_be_made_shorter_is_refused(http: Http, items: list[Any], text: str) -> None:
    assert refused(http, {"model": "caller", "input": items}, f"{PATH}/compact") == text
