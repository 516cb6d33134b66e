"""Requests are held to openapi.yaml: what is wrong is named, and what is right raises nothing."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.replay import build, connect, load
from tests.unit.testing.conftest import WEATHER, WHY
from wrapper import Client, ResponseError
from wrapper.testing import FakeOllama, InvalidRequest, SeenRequest, UnknownRequest, error

CHAT = {"model": "sky", "messages": WHY}
ODD = {
    "anthropic-block-unknown": "the server drops it",
    "chat-unknown-field": "the server skips it",
    "chat-field-in-capitals": "the server looks for names in any case",
    "chat-more-after-the-json": "the server reads the first value",
    "chat-no-role": "the server takes any role, and none",
    "chat-empty-message": "the same",
    "chat-null-message": "the server takes it for an empty one",
    "chat-fraction-for-an-integer": "the server cuts it",
    "chat-tool-call-without-arguments": "the server takes it for no arguments",
    "chat-empty-tool": "the server takes it for one without a name",
    "embed-unknown-field": "the server skips it",
    "copy-unknown-field": "the server skips it",
}
"""Requests of the corpus that the server takes, although openapi.yaml does not allow them."""


def problems(path: str, body: Any, content_type: str = "application/json", method: str = "POST") -> list[str]:
    """What is wrong with a request, without its method and path."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    seen = SeenRequest(method, path, "", {"content-type": content_type}, content)
    assert all(text.startswith(f"{method} {path}: ") for text in seen.problems)
    return [text.removeprefix(f"{method} {path}: ") for text in seen.problems]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"messages": "hello"}, 'messages must be a list, not "hello"'),
        ({"messages": [*WHY, {"role": 5}]}, "messages.1.role must be a string, not 5"),
        ({"messages": [{"content": "x"}]}, "messages.0.role is missing"),
        ({"messages": [None]}, "messages.0 must be an object, not null"),
        ({"model": None}, "model must be a string, not null"),
        ({"stream": "yes"}, 'stream must be true or false, not "yes"'),
        ({"stream": "x" * 100}, 'stream must be true or false, not "' + "x" * 78 + "…"),
        ({"format": 5}, "format must be a string or an object, not 5"),
        ({"options": {"num_ctx": "big"}}, 'options.num_ctx must be an integer, not "big"'),
        ({"options": {"stop": [1]}}, "options.stop.0 must be a string, not 1"),
        ({"tools": [{"type": "function"}]}, "tools.0.function is missing"),
    ],
    ids=str,
)
def test_wrong_field_is_a_problem(fields: dict[str, Any], problem: str) -> None:
    assert problems("/api/chat", {**CHAT, **fields}) == [problem]


@pytest.mark.parametrize(
    ("fields", "name", "meant"),
    [
        ({"temperature": 1}, "temperature", "options.temperature"),
        ({"max_tokens": 1}, "max_tokens", "options.num_predict"),
        ({"tool": []}, "tool", "tools"),
        ({"Stream": True}, "Stream", "stream"),
        ({"nothing": 1}, "nothing", None),
        ({"options": {"temprature": 1}}, "options.temprature", "temperature"),
        ({"messages": [{"role": "user", "contents": "x"}]}, "messages.0.contents", "content"),
    ],
    ids=str,
)
def test_ignored_field_is_a_problem(fields: dict[str, Any], name: str, meant: str | None) -> None:
    hint = f"; did you mean {meant}?" if meant else ""
    assert problems("/api/chat", {**CHAT, **fields}) == [f"{name} is not a field that the server knows{hint}"]


@pytest.mark.parametrize(
    ("path", "body", "problem"),
    [
        ("/api/embed", {"model": "x", "input": 5}, "input must be a string or a list, not 5"),
        ("/api/embed", {"model": "x", "input": ["x", 5]}, "input.1 must be a string, not 5"),
        ("/api/create", {"model": "x", "files": {"a": 1}}, "files.a must be a string, not 1"),
        ("/api/show", [], "the body must be an object, not []"),
        ("/api/show", b"", "the body is missing"),
        ("/api/show", b"{", "the body is not JSON: Expecting property name"),
        ("/api/show", b'{"model": NaN}', "the body is not JSON: NaN is not a number of JSON"),
        ("/api/show", b'{"model": "\xff"}', "the body is not JSON: 'utf-8' codec can't decode"),
        ("/api/show", b"[" * 100_000, "the body is nested too deeply"),
        ("/v1/chat/completions", {"model": "x", "messages": WHY, "stop": 5}, "stop must be a string or a list, not 5"),
        (
            "/v1/messages",
            {"model": "x", "max_tokens": 5, "messages": [{"role": "user", "content": [{"type": "text", "text": 5}]}]},
            "messages.0.content.0.text must be a string, not 5",
        ),
        (
            "/v1/systemone",
            {"model": "x", "state": "x", "questions": {"q": {"type": "odd"}}},
            'questions.q.type must be "choice", "noul" or "score", not "odd"',
        ),
        ("/v1/audio/transcriptions", {"model": "x"}, "the body is not a form: request Content-Type isn't multipart"),
    ],
    ids=str,
)
def test_each_operation_has_its_own_schema(path: str, body: Any, problem: str) -> None:
    [told] = problems(path, body)
    assert told.startswith(problem)


def test_form_is_validated() -> None:
    with connect("http://127.0.0.1") as client:
        form = build(client, {"method": "POST", "path": "/v1/audio/transcriptions", "form": {"model": "x"}})
    assert problems(form.url.path, form.content, form.headers["content-type"]) == ["file is missing"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/chat", {**CHAT, "tools": None, "format": None, "think": None}),
        ("/api/chat", {**CHAT, "options": {"of_another_server": 1, "num_gqa": 8}}),
        ("/api/chat", {**CHAT, "tools": [{"type": "function", "function": {"name": "f", "strict": True}}]}),
        ("/api/generate", {"model": "x", "prompt": "x", "width": 512, "height": 512, "steps": 4}),
        ("/v1/chat/completions", {"model": "x", "messages": WHY, "user": "me", "n": 1, "tool_choice": "auto"}),
        ("/v1/messages", {"model": "x", "max_tokens": 5, "messages": [{"role": "user", "content": None}]}),
    ],
    ids=str,
)
def test_null_and_fields_of_other_versions_are_allowed(path: str, body: Any) -> None:
    assert problems(path, body) == []


def test_unknown_routes_are_not_validated() -> None:
    assert problems("/api/nothing", b"\xff") == []
    assert problems("/api/chat", b"\xff", method="GET") == []
    assert problems("/api/blobs/sha256:0", b"\xff") == []


def test_requests_of_the_corpus_are_valid() -> None:
    wrong = {}
    with connect("http://127.0.0.1") as client:
        for entry in load():
            request = build(client, entry.request)
            kind = request.headers.get("content-type", "")
            if 200 <= entry.status < 300 and (
                found := problems(request.url.path, request.content, kind, request.method)
            ):
                wrong[entry.id] = found
    assert wrong.keys() == ODD.keys(), wrong


def test_requests_of_the_client_are_valid(tmp_path: Path) -> None:
    blob = tmp_path / "weights.bin"
    blob.write_bytes(b"weights")
    called = {
        "role": "assistant",
        "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": {}}}],
    }
    picture = base64.b64encode(b"picture").decode()
    with FakeOllama(validate=True) as fake, fake.client() as client:
        fake.add_to_registry("127.0.0.1:1/library/offered")
        reply = client.chat(
            "caller",
            [*WHY, called, {"role": "tool", "content": "x", "tool_name": "f", "tool_call_id": "1"}],
            tools=[*WEATHER, problems],
            options={"temperature": 0.5, "stop": ["x"], "of_another_server": 1},
            format={"type": "object", "properties": {"a": {"type": ["string", "null"], "default": None}}},
            think=False,
            keep_alive="5m",
            truncate=True,
            shift=False,
            logprobs=True,
            top_logprobs=2,
        )
        client.chat("sky", [*WHY, reply.message], keep_alive=5.5)
        client.generate("sky", "x", suffix=None, system="x", template="{{ .Prompt }}", width=1, height=1, steps=1)
        client.embed("embedder", ["x", "y"], dimensions=3, truncate=False, options={"num_ctx": 64})
        client.embed("embedder", "x")
        client.embeddings("embedder", "x")
        client.load("sky", keep_alive=-1)
        client.unload("sky")
        for ask in (client.list, client.ps, client.version, client.health, client.models):
            ask()
        client.show("sky")
        digest = client.create_blob(blob)
        assert digest.endswith(hashlib.sha256(b"weights").hexdigest())
        client.create(
            "mine",
            from_="sky",
            template="{{ .Prompt }}",
            license=["x", "y"],
            system="x",
            parameters={"stop": ["x"], "temperature": 1},
            messages=WHY,
        )
        client.copy("mine", "mine2")
        client.pull("127.0.0.1:1/library/offered", insecure=True)
        client.push("127.0.0.1:1/library/offered", insecure=True)
        client.delete("mine2")
        refused: list[Callable[[], object]] = [
            lambda: client.chat("sky", [{"role": "user", "content": "x", "images": [picture, b"x"]}]),
            lambda: client.generate("sky", "x", images=b"x"),
            lambda: client.systemone("sky", "x", {"q": {"type": "noul", "instructions": "x"}}),
        ]
        for call in refused:
            with pytest.raises(ResponseError):
                call()
        assert [problem for seen in fake.requests for problem in seen.problems] == []


def test_strict_server_raises_invalid_request() -> None:
    def ask(strict: bool) -> None:
        with FakeOllama(strict=strict) as fake:
            answer = httpx.post(f"{fake.url}/api/chat", json={**CHAT, "messages": "x", "top_k": 1}, trust_env=False)
            assert answer.status_code == 400
            assert "Go struct field ChatRequest.messages" in answer.json()["error"]

    ask(strict=False)
    with pytest.raises(InvalidRequest) as caught:
        ask(strict=True)
    assert str(caught.value) == (
        'POST /api/chat: messages must be a list, not "x"\n'
        "POST /api/chat: top_k is not a field that the server knows; did you mean options.top_k?"
    )


def test_problem_is_reported_once() -> None:
    with FakeOllama() as fake:
        httpx.post(f"{fake.url}/api/show", json={}, trust_env=False)
        httpx.post(f"{fake.url}/api/show", json=[], trust_env=False)
        with pytest.raises(InvalidRequest, match="the body must be an object"):
            fake.check()
        httpx.get(f"{fake.url}/api/nothing", trust_env=False)
        with pytest.raises(UnknownRequest):
            fake.check()
        fake.check()


def test_check_raises_unknown_before_invalid_requests() -> None:
    with FakeOllama() as fake:
        httpx.post(f"{fake.url}/api/show", json=[], trust_env=False)
        httpx.get(f"{fake.url}/api/nothing", trust_env=False)
        with pytest.raises(UnknownRequest):
            fake.check()
        with pytest.raises(InvalidRequest):
            fake.check()
        fake.check()


def test_request_is_validated_despite_respond() -> None:
    with FakeOllama() as fake:
        fake.fail(error(503, "busy"))
        httpx.post(f"{fake.url}/api/show", json={"model": 5}, trust_env=False)
        with pytest.raises(InvalidRequest, match="model must be a string, not 5"):
            fake.check()


def test_validation_can_be_turned_off() -> None:
    with FakeOllama(strict=True, validate=False) as fake:
        httpx.post(f"{fake.url}/api/show", json=[], trust_env=False)
    with FakeOllama(strict=True) as fake:
        httpx.post(f"{fake.url}/api/show", json=[], trust_env=False)
        fake.validate = False


def test_nothing_is_validated_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)  # as if it were not installed
    with FakeOllama(strict=True) as fake:
        httpx.post(f"{fake.url}/api/show", json=[], trust_env=False)
        assert fake.validate is False
    assert fake.requests[0].problems == ()
    with pytest.raises(ModuleNotFoundError, match=r"ollama-wrapper\[testing\]"):
        FakeOllama(validate=True)
    with pytest.raises(ModuleNotFoundError, match=r"ollama-wrapper\[testing\]"):
        fake.validate = True


def test_command_says_that_requests_are_not_validated_without_the_extra() -> None:
    start = "import runpy, sys; sys.modules['jsonschema'] = None; sys.argv[1:] = ['--port', '0']; "
    command = [sys.executable, "-c", f"{start}runpy.run_module('wrapper.testing', run_name='__main__')"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        notice = process.stderr.readline()
        process.terminate()
    assert "not validated: install ollama-wrapper[testing]" in notice


def test_command_reports_problems_on_stderr() -> None:
    command = [sys.executable, "-m", "wrapper.testing", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        url = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        with Client(url) as client, pytest.raises(ResponseError):
            client.generate("sky", "x", options={"num_ctx": "big"})
        told = process.stderr.readline()
        process.terminate()
    assert told == 'POST /api/generate: options.num_ctx must be an integer, not "big"\n'
    assert process.returncode == 0
