"""Errors have the status and the text of the real server."""

from typing import Any

import pytest

from tests.unit.testing.conftest import WHY, Http

NAMED = "json: cannot unmarshal {} into Go struct field ChatRequest.{} of type {}"
MESSAGE = {"role": "user", "content": "x"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "missing request body"),
        (b" \n", "missing request body"),
        (b"{", "unexpected EOF"),
        (b'{"model":"sky', "unexpected EOF"),
        (b'"x"', "json: cannot unmarshal string into Go value of type api.ChatRequest"),
        (b"[]", "json: cannot unmarshal array into Go value of type api.ChatRequest"),
        (b"null", "model is required"),
        (b"{}", "model is required"),
    ],
)
def test_body_that_is_not_an_object_is_refused(http: Http, body: bytes, text: str) -> None:
    assert http.refusal("/api/chat", body) == (400, text)


@pytest.mark.parametrize(
    "body",
    [
        b"nope",
        b'{"model":}',
        b'{"model" "sky"}',
        b'{"a":[1 2]}',
        b'{"model":01}',
        b'{"a":NaN}',
        b"{'a':1}",
        b'{"a":"\x01"}',
        b'{"a":"\\q"}',
        b"\xef\xbb\xbf{}",
        b'{"options": {"seed": 1e400}}',
        b"[" * 20000,
    ],
)
def test_malformed_json_is_refused(http: Http, body: bytes) -> None:
    status, text = http.refusal("/api/chat", body)
    assert status == 400
    assert text.startswith(("invalid character", "number 1e400 is out of range", "exceeded max depth"))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"model": 1}, NAMED.format("number", "model", "string")),
        ({"messages": "x"}, NAMED.format("string", "messages", "[]api.Message")),
        ({"messages": ["x"]}, NAMED.format("string", "messages", "api.Alias")),
        ({"messages": [{"content": ["a"]}]}, NAMED.format("array", "messages.content", "string")),
        ({"messages": [{"images": [1]}]}, NAMED.format("number", "messages.images", "api.ImageData")),
        ({"messages": [{"images": ["!!"]}]}, "illegal base64 data at input byte 0"),
        (
            {"messages": [{"tool_calls": [{"function": {"name": 1}}]}]},
            NAMED.format("number", "messages.tool_calls.function.name", "string"),
        ),
        (
            {"messages": [{"tool_calls": [{"function": {"arguments": "{}"}}]}]},
            "Value looks like object, but can't find closing '}' symbol",
        ),
        ({"stream": "x"}, NAMED.format("string", "stream", "bool")),
        ({"options": []}, NAMED.format("array", "options", "map[string]interface {}")),
        ({"tools": [1]}, NAMED.format("number", "tools", "api.Tool")),
        (
            {"tools": [{"function": {"name": 1}}]},
            "json: cannot unmarshal number into Go struct field ToolFunction.tools.function.name of type string",
        ),
        ({"top_logprobs": 1.5}, NAMED.format("number 1.5", "top_logprobs", "int")),
        ({"top_logprobs": 21}, "top_logprobs must be between 0 and 20"),
        ({"keep_alive": "x"}, 'time: invalid duration "x"'),
        ({"keep_alive": "5"}, 'time: missing unit in duration "5"'),
        ({"keep_alive": "5y"}, 'time: unknown unit "y" in duration "5y"'),
        ({"keep_alive": []}, "Unsupported type: '[]interface {}'"),
        ({"think": 1}, 'think must be a boolean or string ("high", "medium", "low", "max", true, or false)'),
        ({"think": "x"}, 'invalid think value: "x" (must be "high", "medium", "low", "max", true, or false)'),
        ({"model": "a b"}, "invalid model name"),
        ({"model": "sky:cloud:local"}, 'use either :local or :cloud, not both: "sky:cloud:local"'),
        ({"model": "embedder"}, '"embedder" does not support chat'),
        ({"think": True}, '"sky" does not support thinking'),
        ({"tools": [{"function": {"name": "f"}}]}, "registry.ollama.ai/library/sky:latest does not support tools"),
    ],
)
def test_wrong_field_is_named(http: Http, fields: dict[str, Any], text: str) -> None:
    assert http.refusal("/api/chat", {"model": "sky", "messages": [MESSAGE], **fields}) == (400, text)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"num_predict": "x"}, 'option "num_predict" must be of type integer'),
        ({"temperature": "x"}, 'option "temperature" must be of type float32'),
        ({"stop": "x"}, 'option "stop" must be of type array'),
        ({"stop": [1]}, 'option "stop" must be of an array of strings'),
        ({"use_mmap": 1}, 'option "use_mmap" must be of type boolean'),
    ],
)
def test_wrong_option_is_a_server_error(http: Http, options: dict[str, Any], text: str) -> None:
    assert http.refusal("/api/chat", {"model": "sky", "messages": WHY, "options": options}) == (500, text)


def test_unknown_option_is_ignored(http: Http) -> None:
    assert http.whole("/api/chat", {"model": "sky", "messages": WHY, "options": {"nothing": 1}})["done"]


@pytest.mark.parametrize(
    ("path", "body", "status", "text"),
    [
        ("/api/chat", {"model": "nosuch"}, 404, "model 'nosuch' not found"),
        ("/api/generate", {"model": "nosuch"}, 404, "model 'nosuch' not found"),
        ("/api/generate", {}, 404, "model '' not found"),
        ("/api/generate", {"model": "embedder", "prompt": "x"}, 400, '"embedder" does not support generate'),
        (
            "/api/generate",
            {"model": "sky", "prompt": "x", "suffix": "y"},
            400,
            "registry.ollama.ai/library/sky:latest does not support insert",
        ),
        (
            "/api/generate",
            {"model": "sky", "prompt": "x", "raw": True, "system": "y"},
            400,
            "raw mode does not support template, system, or context",
        ),
        (
            "/api/generate",
            {"model": "sky", "prompt": "x", "template": "{{ .Prompt"},
            500,
            "template: :1: unclosed action",
        ),
        ("/api/embed", {"model": "nosuch", "input": "x"}, 404, 'model "nosuch" not found, try pulling it first'),
        ("/api/embed", {"model": "embedder", "input": 1}, 400, "invalid input type"),
        (
            "/api/embed",
            {"model": "sky", "input": "x"},
            501,
            "This server does not support embeddings. Start it with `--embeddings`",
        ),
        ("/api/embeddings", {}, 400, "model is required"),
        ("/api/show", {}, 400, "model is required"),
        ("/api/show", {"model": "nosuch"}, 404, "model 'nosuch:latest' not found"),
    ],
)
def test_routes_have_their_own_error_texts(http: Http, path: str, body: dict[str, Any], status: int, text: str) -> None:
    assert http.refusal(path, body) == (status, text)


def test_error_before_first_line_has_its_own_status_and_type(http: Http) -> None:
    response = http.post("/api/chat", {"model": "sky", "messages": WHY, "format": "xml"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {"error": 'invalid format: "\\"xml\\""; expected "json" or a valid JSON Schema object'}


def test_images_are_refused_without_vision(http: Http) -> None:
    status, text = http.refusal("/api/chat", {"model": "sky", "messages": [{**MESSAGE, "images": ["aGV5"]}]})
    assert status == 400
    assert "does not support multimodal requests" in text


@pytest.mark.parametrize("name", ["SKY", "library/sky:latest", "registry.ollama.ai/library/sky", "sky:local", " sky "])
def test_model_is_found_by_every_spelling(http: Http, name: str) -> None:
    assert http.whole("/api/chat", {"model": name})["model"] == name


def test_text_after_the_object_is_ignored(http: Http) -> None:
    assert http.post("/api/chat", b'{"MODEL":"sky"} garbage').json()["done_reason"] == "load"
