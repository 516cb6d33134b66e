"""chat and generate: the built-in models reply like the same models on a real server."""

from typing import Any

import pytest

from tests.unit.testing.conftest import SKY, WEATHER, WHY, Http
from wrapper.testing import FakeOllama

FIGURES = {"total_duration", "load_duration", "prompt_eval_duration", "eval_duration"}


def test_chat_streams_words_and_ends_with_metrics(http: Http) -> None:
    *pieces, last = http.lines("/api/chat", {"model": "sky", "messages": WHY})
    assert [piece["message"] for piece in pieces] == [
        {"role": "assistant", "content": text}
        for text in ("The", " sky", " is", " blue", " because", " of", " Rayleigh", " scattering.")
    ]
    assert all(set(piece) == {"model", "created_at", "message", "done"} and piece["done"] is False for piece in pieces)
    assert (last["message"]["content"], last["done"], last["done_reason"]) == ("", True, "stop")
    assert (last["prompt_eval_count"], last["prompt_eval_cached_count"], last["eval_count"]) == (6, 0, 9)
    assert all(isinstance(last[name], int) and last[name] > 0 for name in FIGURES)


def test_chat_without_stream_is_one_object(http: Http) -> None:
    answer = http.whole("/api/chat", {"model": "sky", "messages": WHY})
    assert answer["message"] == {"role": "assistant", "content": SKY}
    assert answer["done_reason"] == "stop"


def test_generate_returns_the_context_of_the_next_turn(http: Http) -> None:
    answer = http.whole("/api/generate", {"model": "sky", "prompt": "why?"})
    assert answer["response"] == SKY
    assert all(isinstance(token, int) for token in answer["context"])
    again = http.whole("/api/generate", {"model": "sky", "prompt": "why?", "context": answer["context"]})
    assert again["prompt_eval_count"] == answer["prompt_eval_count"] + len(answer["context"])
    assert "context" not in http.whole("/api/generate", {"model": "sky", "prompt": "x", "raw": True})


def test_thinking_is_separate_and_first(http: Http) -> None:
    lines = http.lines("/api/chat", {"model": "thinker", "messages": WHY})
    assert [line["message"].get("thinking") for line in lines[:5]] == ["Let", " me", " recall", " Rayleigh.", None]
    assert "".join(line["message"]["content"] for line in lines) == SKY
    whole = http.whole("/api/generate", {"model": "thinker", "prompt": "x"})
    assert (whole["thinking"], whole["response"]) == ("Let me recall Rayleigh.", SKY)


def test_thoughts_stay_in_the_content_when_think_is_false(http: Http) -> None:
    whole = http.whole("/api/chat", {"model": "thinker", "messages": WHY, "think": False})
    assert whole["message"]["content"] == f"<think>Let me recall Rayleigh.</think> {SKY}"


@pytest.mark.parametrize("stream", [True, False])
def test_tool_is_called_when_the_request_has_it(http: Http, stream: bool) -> None:
    body = {"model": "caller", "messages": WHY, "tools": WEATHER}
    message = http.lines("/api/chat", body)[0]["message"] if stream else http.whole("/api/chat", body)["message"]
    (call,) = message["tool_calls"]
    assert message["content"] == ""
    assert call["id"].startswith("call_")
    assert call["function"] == {"index": 0, "name": "get_weather", "arguments": {"city": "Paris"}}


def test_tool_call_is_content_without_tools(http: Http) -> None:
    assert http.whole("/api/chat", {"model": "caller", "messages": WHY})["message"]["content"].startswith("<tool_call>")


def test_line_separators_are_escaped_like_the_server_does(http: Http) -> None:
    body = http.post("/api/chat", {"model": "separators", "messages": WHY}).content
    assert "\u0085two".encode() in body
    assert rb"\u2028" in body
    assert "\u2028".encode() not in body
    assert body.count(b"\n") == 8


def test_invalid_utf_8_ends_the_stream_without_done(http: Http) -> None:
    lines = http.lines("/api/chat", {"model": "breaker", "messages": WHY})
    assert [line["message"]["content"] for line in lines] == ["before"]
    assert lines[-1]["done"] is False
    whole = http.whole("/api/chat", {"model": "breaker", "messages": WHY})
    assert (whole["message"]["content"], whole["done"]) == ("before", False)


@pytest.mark.parametrize(
    ("limit", "text", "reason", "count"),
    [(1, "The", "length", 1), (8, SKY, "length", 8), (9, SKY, "stop", 9), (0, SKY, "stop", 9), (-1, SKY, "stop", 9)],
)
def test_num_predict_counts_tokens(http: Http, limit: int, text: str, reason: str, count: int) -> None:
    answer = http.whole("/api/chat", {"model": "sky", "messages": WHY, "options": {"num_predict": limit}})
    assert (answer["message"]["content"], answer["done_reason"], answer["eval_count"]) == (text, reason, count)


@pytest.mark.parametrize(
    ("stop", "pieces"),
    [
        ([" blue"], ["The", " sky", " is"]),
        (["lue"], ["The", " sky", " is", " b"]),
        (["ecau"], ["The sky", " is", " blue b"]),
        (["sky is", " be"], ["The", " "]),
        (["blue because ofx"], ["The", " sky", " is", " blue because of Rayleigh", " scattering."]),
        (["The"], []),
        ([""], []),
    ],
)
def test_stop_string_ends_the_reply(http: Http, stop: list[str], pieces: list[str]) -> None:
    lines = http.lines("/api/chat", {"model": "sky", "messages": WHY, "options": {"stop": stop}})
    assert [line["message"]["content"] for line in lines] == [*pieces, ""]
    assert lines[-1]["done_reason"] == "stop"


def test_endless_ends_at_ten_contexts(http: Http) -> None:
    last = http.lines("/api/generate", {"model": "endless", "prompt": "x", "options": {"num_ctx": 16}})[-1]
    assert (last["eval_count"], last["done_reason"]) == (160, "length")


def test_logprobs_name_the_tokens(http: Http) -> None:
    answer = http.whole("/api/chat", {"model": "sky", "messages": WHY, "logprobs": True, "top_logprobs": 2})
    first = answer["logprobs"][0]
    assert (first["token"], first["bytes"], len(first["top_logprobs"])) == ("The", list(b"The"), 2)
    assert len(answer["logprobs"]) == 8
    assert "logprobs" not in http.whole("/api/chat", {"model": "sky", "messages": WHY, "top_logprobs": 2})


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("json", "{}"),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"enum": ["x"]}}, "required": ["a"]},
            '{"a": 0}',
        ),
        (
            {"$ref": "#/$defs/A", "$defs": {"A": {"type": "array", "minItems": 1, "items": {"type": "boolean"}}}},
            "[true]",
        ),
        ("", SKY),
        (None, SKY),
    ],
)
def test_reply_fits_the_format(http: Http, wanted: object, text: str) -> None:
    assert http.whole("/api/generate", {"model": "sky", "prompt": "x", "format": wanted})["response"] == text


def test_request_without_messages_loads_and_unloads(http: Http) -> None:
    def running() -> list[str]:
        return [model["name"] for model in http.get("/api/ps").json()["models"]]

    assert http.whole("/api/chat", {"model": "sky"})["done_reason"] == "load"
    assert running() == ["sky:latest"]
    assert http.whole("/api/generate", {"model": "sky", "keep_alive": 0})["done_reason"] == "unload"
    assert running() == []


def test_loaded_model_expires(fake: FakeOllama, http: Http) -> None:
    http.whole("/api/chat", {"model": "sky", "messages": WHY, "keep_alive": "2m"})
    http.whole("/api/chat", {"model": "thinker", "messages": WHY, "keep_alive": -1})
    fake.advance(119)
    assert len(http.get("/api/ps").json()["models"]) == 2
    fake.advance(2)
    assert [model["name"] for model in http.get("/api/ps").json()["models"]] == ["thinker:latest"]


def test_keep_alive_zero_unloads_after_the_reply(http: Http) -> None:
    http.whole("/api/chat", {"model": "sky", "messages": WHY, "keep_alive": 0})
    assert http.get("/api/ps").json() == {"models": []}


def test_at_most_three_models_are_loaded(http: Http) -> None:
    for model in ("sky", "thinker", "caller", "endless"):
        http.whole("/api/chat", {"model": model})
    assert len(http.get("/api/ps").json()["models"]) == 3


def test_debug_render_returns_the_prompt(http: Http) -> None:
    rendered = http.whole("/api/chat", {"model": "sky", "messages": WHY, "_debug_render_only": True})
    assert rendered["_debug_info"] == {"rendered_template": "user Why is the sky blue?"}


LONG = [{"role": "user", "content": "word " * 100}]


def test_long_prompt_is_truncated_to_the_context(http: Http) -> None:
    answer = http.whole("/api/chat", {"model": "sky", "messages": LONG, "options": {"num_ctx": 64}})
    assert answer["prompt_eval_count"] == 63


@pytest.mark.parametrize(
    ("fields", "text"),
    [({"truncate": False}, "exceeds the available context size"), ({"shift": False}, "prompt is longer than the")],
)
def test_long_prompt_is_refused_without_truncation(http: Http, fields: Any, text: str) -> None:
    status, error = http.refusal("/api/chat", {"model": "sky", "messages": LONG, "options": {"num_ctx": 64}, **fields})
    assert status == 400
    assert text in error


def test_tools_and_system_count_as_prompt(http: Http) -> None:
    def count(**fields: Any) -> int:
        body = {"model": "caller", "messages": WHY, **fields}
        return int(http.whole("/api/chat", body)["prompt_eval_count"])

    assert count(tools=WEATHER) > count() > 0
    assert count(messages=[{"role": "system", "content": "Be brief."}, *WHY]) == count() + 3


def test_model_without_a_template_replies(http: Http) -> None:
    http.post("/api/create", {"model": "plain", "files": {"model.gguf": digest_of_sky(http)}, "stream": False})
    assert http.whole("/api/chat", {"model": "plain", "messages": WHY})["message"]["content"] == SKY


def digest_of_sky(http: Http) -> str:
    """The digest of the weights of `sky`, which are there without an upload."""
    modelfile: str = http.post("/api/show", {"model": "sky"}).json()["modelfile"]
    digest = next(line for line in modelfile.splitlines() if line.startswith("FROM ")).rpartition("/")[2]
    assert http.client.head(f"/api/blobs/{digest}").status_code == 200
    return digest


def test_reply_ends_with_the_context_when_shift_is_false(http: Http) -> None:
    options = {"num_ctx": 256, "num_predict": 600}
    reply = http.whole("/api/generate", {"model": "endless", "prompt": "x", "options": options, "shift": False})
    assert (reply["done_reason"], reply["prompt_eval_count"] + reply["eval_count"]) == ("length", 256)


@pytest.mark.parametrize(
    ("options", "status", "text"),
    [
        (
            {"repeat_last_n": -1},
            400,
            "Field 'repeat_last_n': Value must be between 0 <= value <= 2147483647, but got -1",
        ),
        ({"num_keep": -2}, 400, "Field 'n_keep': Value must be between -1 <= value <= 2147483647, but got -2"),
        ({"repeat_penalty": 0}, 400, "Failed to initialize samplers: penalty_repeat must be finite and greater than 0"),
    ],
)
def test_invalid_sampling_options_are_refused(http: Http, options: Any, status: int, text: str) -> None:
    assert http.post("/api/generate", {"model": "sky", "options": options}).status_code == 200  # loads, and no more
    refused = http.refusal("/api/chat", {"model": "sky", "messages": WHY, "options": options})
    assert refused[0] == status
    assert text in refused[1]


@pytest.mark.parametrize(
    "schema", [{"type": "nonsense"}, {"$ref": "#/nothing"}, {"type": "object", "properties": 5}, {"enum": []}]
)
def test_senseless_schema_is_ignored(http: Http, schema: Any) -> None:
    assert http.whole("/api/generate", {"model": "sky", "prompt": "x", "format": schema})["response"] == SKY
