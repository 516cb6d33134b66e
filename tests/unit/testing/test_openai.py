"""The OpenAI-compatible routes except responses."""

import base64
import json
import struct
from typing import Any

import httpx
import pytest

from tests.unit.testing.conftest import SKY, WEATHER, WHY, Http
from tests.unit.testing.events import events_of, stream
from wrapper.testing import ErrorLine, FakeOllama, Reply, Truncate, error

CHAT = "/v1/chat/completions"
REQUEST = {"model": "sky", "messages": WHY}
FORM = {"Content-Type": "multipart/form-data; boundary=x"}


def error_of(http: Http, path: str, body: Any) -> tuple[int, str]:
    response = http.post(path, body)
    error = response.json()["error"]
    types = {400: "invalid_request_error", 404: "not_found_error"}
    assert error["type"] == types.get(response.status_code, "api_error")
    assert set(error) == {"message", "type", "param", "code"}
    return response.status_code, error["message"]


def deltas(events: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [data["choices"][0]["delta"] for _, data in events if isinstance(data, dict) and data["choices"]]


def test_chat_completion(http: Http) -> None:
    reply = http.post(CHAT, REQUEST).json()
    assert reply["object"] == "chat.completion"
    assert reply["choices"] == [{"index": 0, "message": {"role": "assistant", "content": SKY}, "finish_reason": "stop"}]
    usage = reply["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0


def test_stream_starts_with_role_and_ends_with_finish_reason(fake: FakeOllama, http: Http) -> None:
    fake.reply(["Hel", "lo"])
    events = stream(http, CHAT, REQUEST)
    assert deltas(events) == [{"role": "assistant", "content": "Hel"}, {"content": "lo"}, {}]
    assert events[-2][1]["choices"][0]["finish_reason"] == "stop"
    assert events[-1] == ("", "[DONE]")
    assert len({(data["id"], data["created"]) for _, data in events[:-1]}) == 1


def test_stream_ends_with_usage_when_requested(http: Http) -> None:
    events = stream(http, CHAT, {**REQUEST, "stream_options": {"include_usage": True}})
    assert events[-2][1]["choices"] == []
    assert events[-2][1]["usage"]["completion_tokens"] > 0


def test_thinking_is_reasoning(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply("Yes.", thinking="Hm."), model="m")
    assert http.post(CHAT, {**REQUEST, "model": "m"}).json()["choices"][0]["message"]["reasoning"] == "Hm."
    first, second, _ = deltas(stream(http, CHAT, {**REQUEST, "model": "m"}))
    assert first == {"role": "assistant", "content": "", "reasoning": "Hm."}
    assert second == {"content": "Yes."}


def test_tool_call_and_result(fake: FakeOllama, http: Http) -> None:
    """A reply function receives the request as it was sent, not the native one."""
    seen: list[dict[str, Any]] = []

    def answer(request: dict[str, Any]) -> str | Reply:
        seen.append(request)
        return Reply(tool_calls={"get_weather": {"city": "Paris"}}) if len(seen) == 1 else "Sunny."

    fake.reply(answer, model="m")
    body = {"model": "m", "messages": WHY, "tools": WEATHER}
    choice = http.post(CHAT, body).json()["choices"][0]
    (call,) = choice["message"]["tool_calls"]
    assert choice["finish_reason"] == "tool_calls"
    assert json.loads(call["function"]["arguments"]) == {"city": "Paris"}
    result = {"role": "tool", "tool_call_id": call["id"], "content": "sunny"}
    body = {**body, "messages": [*WHY, choice["message"], result]}
    assert http.post(CHAT, body).json()["choices"][0]["message"]["content"] == "Sunny."
    assert seen[1] == body == fake.requests[1].json


def test_stream_with_tool_calls_ends_with_their_finish_reason(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(tool_calls=[("f", {"n": 1}), ("f", {"n": 2})]), model="m")
    events = stream(http, CHAT, {"model": "m", "messages": WHY, "tools": WEATHER})
    calls = [call for delta in deltas(events) for call in delta.get("tool_calls", [])]
    assert [(call["index"], call["function"]["arguments"]) for call in calls] == [(0, '{"n":1}'), (1, '{"n":2}')]
    assert events[-2][1]["choices"][0]["finish_reason"] == "tool_calls"


def test_json_schema_format(http: Http) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    wanted = {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}}
    reply = http.post(CHAT, {**REQUEST, "response_format": wanted}).json()
    assert json.loads(reply["choices"][0]["message"]["content"]) == {"n": 0}


def test_json_object_format_follows_reasoning(http: Http) -> None:
    reply = http.post(CHAT, {**REQUEST, "model": "thinker", "response_format": {"type": "json_object"}}).json()
    message = reply["choices"][0]["message"]
    assert (message["reasoning"], message["content"]) == ("Let me recall Rayleigh.", "{}")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"messages": []}, "[] is too short - 'messages'"),
        ({"messages": [{"role": "user"}]}, "invalid message content type: <nil>"),
        ({"messages": [{"role": "user", "content": [{"type": "odd"}]}]}, "invalid message format"),
        ({"max_tokens": 1.5}, "number 1.5 into Go struct field ChatCompletionRequest.max_tokens of type int"),
        ({"messages": [{"role": 1}]}, "number into Go struct field Message.messages.role of type string"),
        ({"model": ""}, "model is required"),
        ({"tools": WEATHER}, "sky:latest does not support tools"),
    ],
)
def test_invalid_request_error_names_the_problem(http: Http, change: dict[str, Any], text: str) -> None:
    status, message = error_of(http, CHAT, {**REQUEST, **change})
    assert status == 400
    assert message.endswith(text)


def test_unknown_model_is_not_found(http: Http) -> None:
    assert error_of(http, CHAT, {**REQUEST, "model": "nope", "stream": True}) == (404, "model 'nope' not found")


def test_missing_body_error(http: Http) -> None:
    assert error_of(http, CHAT, None) == (400, "EOF")


def test_cloud_model_error_has_native_form(http: Http) -> None:
    response = http.post(CHAT, {**REQUEST, "model": "x:cloud"})
    assert (response.status_code, list(response.json())) == (403, ["error"])
    assert isinstance(response.json()["error"], str)


def test_faults_apply_to_openai_routes(fake: FakeOllama, http: Http) -> None:
    fake.fail(error(503, "busy"), path=CHAT)
    assert http.post(CHAT, REQUEST).status_code == 503
    fake.fail(Truncate(after=2))
    assert len(stream(http, CHAT, REQUEST)) == 2


def test_error_line_only_ends_event_stream(fake: FakeOllama, http: Http) -> None:
    fake.fail(ErrorLine(after=1))
    response = http.post(CHAT, {**REQUEST, "stream": True})
    assert len(events_of(response)) == 1


def test_completion(http: Http) -> None:
    body = {"model": "sky", "prompt": "Why?"}
    assert http.post("/v1/completions", body).json()["choices"][0]["text"] == SKY
    events = stream(http, "/v1/completions", body)
    assert "".join(data["choices"][0]["text"] for _, data in events[:-1]) == SKY
    assert events[-1] == ("", "[DONE]")


def test_embeddings_as_floats_or_base64(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(embedding=[3, 4]))
    body = {"model": "embedder", "input": ["a", "b"]}
    data = http.post("/v1/embeddings", body).json()["data"]
    assert [item["embedding"] for item in data] == [[0.6, 0.8]] * 2
    encoded = http.post("/v1/embeddings", {**body, "encoding_format": "base64"}).json()["data"][0]["embedding"]
    assert struct.unpack("<2f", base64.b64decode(encoded)) == pytest.approx((0.6, 0.8))


def test_list_and_retrieve_models(http: Http) -> None:
    listed = http.get("/v1/models").json()["data"]
    assert {"id", "object", "created", "owned_by"} == set(listed[0])
    assert "sky:latest" in [model["id"] for model in listed]
    assert http.get("/v1/models/sky").json()["id"] == "sky"
    assert http.get("/v1/models/nope").status_code == 404


def test_transcription(fake: FakeOllama, http: Http) -> None:
    fake.reply(" Hello. ", model="hears")

    def transcribe(model: str, **more: str) -> httpx.Response:
        files = {"file": ("a.wav", b"RIFF\r\n--")}
        return http.client.post("/v1/audio/transcriptions", files=files, data={"model": model, **more})

    assert transcribe("hears").json() == {"text": "Hello."}
    assert transcribe("hears", response_format="text").text == "Hello."
    assert transcribe("thinker").status_code == 400


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ({}, b"{}", "failed to parse multipart form: request Content-Type isn't multipart/form-data"),
        (FORM, b"", "failed to parse multipart form: multipart: NextPart: EOF"),
        (FORM, b"--x\r\n\r\n\r\n--x--\r\n", "model is required"),
        (FORM, b'--x\r\nContent-Disposition: form-data; name="model"\r\n\r\nsky', "unexpected EOF"),
    ],
)
def test_invalid_form_error(http: Http, headers: dict[str, str], body: bytes, text: str) -> None:
    response = http.client.post("/v1/audio/transcriptions", content=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["message"].endswith(text)
