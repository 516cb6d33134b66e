"""POST /v1/responses and /v1/responses/compact: input items, output items, events and compaction."""

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
SUMMARY = {"summary": "They greeted."}


def error_of(http: Http, body: Any, path: str = PATH) -> str:
    response = http.post(path, body)
    assert response.status_code == 400, response.text
    message: str = response.json()["error"]["message"]
    return message


def test_string_input(http: Http) -> None:
    reply = http.post(PATH, {"model": "sky", "input": "Hi", "instructions": "Be brief.", "temperature": 0}).json()
    (message,) = reply["output"]
    assert message["content"] == [{"type": "output_text", "text": SKY, "annotations": [], "logprobs": []}]
    assert (reply["status"], reply["instructions"], reply["temperature"]) == ("completed", "Be brief.", 0)


def test_reasoning_and_calls_are_items(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("dropped", thinking="Hm.", tool_calls={"get_weather": {"city": "Paris"}}), model="m")
    reasoning, call = http.post(PATH, {"model": "m", "input": "Hi", "tools": [TOOL]}).json()["output"]
    assert reasoning["summary"] == [{"type": "summary_text", "text": "Hm."}]
    assert (call["name"], json.loads(call["arguments"])) == ("get_weather", {"city": "Paris"})


def test_stream_event_order_and_numbers(fake: FakeOllama, http: Http) -> None:
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


def test_call_of_namespace_streams_whole(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"weather.get": {"city": "Paris"}}), model="m")
    group = {"type": "namespace", "name": "weather", "tools": [{**TOOL, "name": "get"}]}
    events = stream(http, PATH, {"model": "m", "input": "Hi", "tools": [group]})
    (item,) = events[-1][1]["response"]["output"]
    assert (item["namespace"], item["name"]) == ("weather", "get")
    assert [data["delta"] for name, data in events if name.endswith("arguments.delta")] == ['{"city":"Paris"}']


def test_history_becomes_native_messages(fake: FakeOllama, http: Http) -> None:
    reasoning = {"type": "reasoning", "summary": [], "encrypted_content": "Hm."}
    body = {"model": "caller", "input": [HI, reasoning, CALL, RESULT], "max_output_tokens": 1}
    call = {"id": "call_1", "function": {"name": "get_weather", "arguments": {"city": "Paris"}}}
    native = [
        HI,
        {"role": "assistant", "thinking": "Hm."},
        {"role": "assistant", "tool_calls": [call]},
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
def test_invalid_input_error_names_the_item(http: Http, items: Any, text: str) -> None:
    assert error_of(http, {"model": "sky", "input": items}) == text


def test_invalid_json_error(http: Http) -> None:
    assert error_of(http, '{"model": "sky"') == "unexpected EOF"
    assert error_of(http, "") == "missing request body"


def test_web_search_fails(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Let me look. ", tool_calls={"web_search": {"query": "sky"}}), model="m")
    body = {"model": "m", "input": "Hi", "tools": [{"type": "web_search"}]}
    assert http.post(PATH, body).status_code == 403
    events = stream(http, PATH, body)
    assert [name for name, _ in events][-2:] == ["response.web_search_call.searching", "response.failed"]
    assert events[-1][1]["response"]["error"]["message"].endswith("web search is unavailable")


def test_compaction_replaces_conversation(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"create_summary": SUMMARY}), "Going on.", model="m")
    compacted = http.post(f"{PATH}/compact", {"model": "m", "input": [HI, CALL, RESULT, HI]}).json()
    (item,) = compacted["output"]
    assert json.loads(item["encrypted_content"])["summary"] == "They greeted."
    reply = http.post(PATH, {"model": "m", "input": [item, HI]}).json()
    assert reply["output"][0]["content"][0]["text"] == "Going on."


def test_trigger_streams_compaction(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls={"create_summary": SUMMARY}), model="m")
    body = {"model": "m", "input": [HI, {"type": "compaction_trigger"}]}
    events = stream(http, PATH, body)
    assert [data["item"]["type"] for name, data in events if name.endswith("item.done")] == ["compaction"]
    assert error_of(http, body) == "compaction_trigger requires stream=true"


def test_compaction_fails_when_model_writes_no_summary(fake: FakeOllama, http: Http) -> None:
    fake.reply("They greeted.", model="m")
    response = http.post(f"{PATH}/compact", {"model": "m", "input": "Hi"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "compaction_failed"


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "compaction input is empty"),
        ([HI, {"type": "compaction_trigger"}], "compaction_trigger is only valid on POST /v1/responses"),
    ],
)
def test_invalid_compaction_error(http: Http, items: list[Any], text: str) -> None:
    assert error_of(http, {"model": "caller", "input": items}, f"{PATH}/compact") == text
