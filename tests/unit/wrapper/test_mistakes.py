"""Common mistakes get an error that names the remedy, before anything is sent."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pydantic
import pytest

import wrapper
from wrapper import ChatResponse, Client, GenerateResponse, InvalidResponseError, RequestError, ResponseError
from wrapper.clients.default import default_client
from wrapper.testing import FakeOllama


@pytest.fixture
def client() -> Any:
    return Client("http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("verb", "name", "remedy"),
    [
        ("chat", "message", "did you mean `messages`?"),
        ("chat", "steam", "did you mean `stream`?"),
        ("chat", "prompt", "pass it as messages=[{'role': 'user', 'content': …}], or call generate()"),
        ("chat", "system", "start `messages` with one of role 'system'"),
        ("chat", "images", "put them into a message"),
        ("chat", "suffix", "generate() takes it"),
        ("chat", "temperature", "pass it as options={'temperature': 1}"),
        ("chat", "num_ctx", "pass it as options={'num_ctx': 1}"),
        ("chat", "temprature", "did you mean options={'temperature': …}?"),
        ("chat", "nonsense", "options of the model go into `options`"),
        ("generate", "messages", "pass their text as `prompt`, or call chat()"),
        ("generate", "tools", "chat() takes them"),
        ("generate", "promt", "did you mean `prompt`?"),
        ("generate", "image", "did you mean `images`?"),
        ("generate", "top_k", "pass it as options={'top_k': 1}"),
        ("create", "temperature", "pass it as parameters={'temperature': 1}"),
        ("create", "path", "pass modelfile=pathlib.Path(…)"),
        ("create", "file", "did you mean `files`?"),
    ],
)
def test_unknown_argument_suggests_the_right_one(client: Any, verb: str, name: str, remedy: str) -> None:
    with pytest.raises(TypeError) as caught:
        getattr(client, verb)("m", **{name: 1})
    assert f"{verb}() got an unexpected keyword argument {name!r}; {remedy}" in str(caught.value)


@pytest.mark.parametrize(
    ("verb", "arguments", "remedy"),
    [
        ("chat", {"name": "m"}, "did you mean `model`?"),
        ("chat", {"input": "Hi"}, "pass it as messages="),
        ("chat", {"max_tokens": 5}, "pass it as options={'num_predict': 5}"),
        ("chat", {"response_format": "json"}, "did you mean `format`?"),
        ("generate", {"message": "Hi"}, "pass their text as `prompt`"),
        ("generate", {"text": "Hi"}, "did you mean `prompt`?"),
        ("generate", {"input": "Hi"}, "did you mean `prompt`?"),
        ("embed", {"model": "m", "prompt": "Hi"}, "did you mean `input`?"),
        ("embed", {"model": "m", "texts": ["Hi"]}, "did you mean `input`?"),
        ("embed", {"model": "m", "num_ctx": 1}, "pass it as options={'num_ctx': 1}"),
        ("embeddings", {"model": "m", "input": "Hi"}, "did you mean `prompt`?"),
        ("load", {"name": "m"}, "did you mean `model`?"),
        ("unload", {"model_name": "m"}, "did you mean `model`?"),
        ("show", {"name": "m"}, "did you mean `model`?"),
        ("delete", {"name": "m"}, "did you mean `model`?"),
        ("create", {"name": "m", "from_": "n"}, "did you mean `model`?"),
        ("create", {"model": "m", "base": "n"}, "did you mean `from_`?"),
        ("copy", {"src": "a", "dst": "b"}, "did you mean `destination`?"),
        ("copy", {"from_": "a", "destination": "b"}, "did you mean `source`?"),
        ("pull", {"name": "m"}, "did you mean `model`?"),
        ("pull", {"model": "m", "steam": True}, "did you mean `stream`?"),
        ("push", {"name": "m"}, "did you mean `model`?"),
        ("create_blob", {"file": "f"}, "did you mean `path`?"),
        ("web_search", {"q": "cats"}, "did you mean `query`?"),
        ("web_fetch", {"uri": "x"}, "did you mean `url`?"),
        ("systemone", {"model": "m", "state": "", "question": {}}, "did you mean `questions`?"),
    ],
)
def test_unknown_name_suggests_the_right_one_everywhere(verb: str, arguments: dict[str, Any], remedy: str) -> None:
    def call_async() -> None:
        asyncio.run(getattr(wrapper.AsyncClient("http://127.0.0.1:9"), verb)(**arguments))

    for call in (getattr(Client("http://127.0.0.1:9"), verb), getattr(wrapper, verb)):
        with pytest.raises(TypeError, match=rf"^{verb}\(\) got an unexpected keyword argument .*; {re.escape(remedy)}"):
            call(**arguments)
    with pytest.raises(TypeError, match=re.escape(remedy)):
        call_async()


@pytest.mark.parametrize("kind", [Client, wrapper.AsyncClient])
@pytest.mark.parametrize(
    ("name", "remedy"),
    [("tiemout", "timeout"), ("verfy", "verify"), ("key", "api_key"), ("nonsense", ""), ("retry", "retries")],
)
def test_unknown_argument_of_a_client_suggests_the_right_one(kind: Any, name: str, remedy: str) -> None:
    with pytest.raises(TypeError) as caught:
        kind(**{name: 1})
    expected = f"a client takes no argument {name!r}" + (f"; did you mean `{remedy}`?" if remedy else "")
    assert str(caught.value) == expected


def test_type_error_within_a_verb_stays_as_it_is() -> None:
    def fail(progress: object) -> None:
        raise TypeError("mine")

    with FakeOllama() as fake, fake.client() as client:
        fake.add_to_registry("llama3.2")
        with pytest.raises(TypeError, match="^mine$"):
            client.pull("llama3.2", progress=fail)


@pytest.mark.parametrize("host", ["http://127.0.0.1:abc", "https://host:8o80", "host:99999", "http://[::1]:x", "h:-1"])
def test_invalid_port_of_an_explicit_host_is_an_error(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RequestError, match="invalid port .* use a number from"):
        Client(host)
    monkeypatch.setenv("OLLAMA_HOST", host)  # the server warns, and uses the default
    assert Client() is not None


@pytest.mark.parametrize("host", ["user:pa://ss@example.com", "us@er://x@example.com", "user:s3cret://@h:1"])
def test_password_with_a_scheme_separator_stays_out_of_the_error(host: str) -> None:
    with pytest.raises(RequestError, match="invalid scheme in host: use http or https") as caught:
        Client(host)
    assert host.partition("://")[0] not in str(caught.value)


@pytest.mark.parametrize("message", [{"content": "Hi"}, {"role": "", "content": "Hi"}, {"role": None, "content": "Hi"}])
def test_message_without_role_is_refused(client: Any, message: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match=r"messages\[1\] has no role: add 'role', such as 'user'"):
        client.chat("m", [{"role": "user", "content": "Hi"}, message])


@pytest.mark.parametrize("reply", [ChatResponse, GenerateResponse])
def test_parse_of_a_cut_reply_reports_the_limit(reply: Any) -> None:
    text = '{"price": '
    fields = {"message": {"role": "assistant", "content": text}, "response": text, "done": True}
    with pytest.raises(InvalidResponseError, match="cut at its limit of tokens") as caught:
        reply.from_dict({**fields, "done_reason": "length"}).parse(dict[str, int])
    assert caught.value.body == text
    with pytest.raises(InvalidResponseError) as caught:
        reply.from_dict({**fields, "done_reason": "stop"}).parse(dict[str, int])
    assert "limit" not in str(caught.value)


def test_annotation_that_cannot_be_resolved_is_named(client: Any) -> None:
    def weather(city: str, when: Datum = None) -> str:  # type: ignore[name-defined]  # noqa: F821 - that is the test
        """Return the weather."""
        return f"{city} {when}"

    with pytest.raises(RequestError, match=r"weather\(\) .* when: cannot resolve the annotation 'Datum'"):
        client.chat("m", tools=[weather])


@dataclass
class Unparsable:
    when: "a date"  # type: ignore[valid-type]  # noqa: F722 - that is the test


@dataclass
class OfNoModule:
    when: "json.Date"  # type: ignore[name-defined]  # noqa: UP037 - that is the test


class Undefined(pydantic.BaseModel):
    when: "Datum"  # type: ignore[name-defined]  # noqa: F821, UP037 - that is the test


@pytest.mark.parametrize("cls", [Unparsable, OfNoModule, Undefined])
def test_class_whose_annotations_cannot_be_resolved_is_named(client: Any, cls: type) -> None:
    def weather(when: Any) -> None: ...

    weather.__annotations__["when"] = cls
    for arguments in ({"tools": [cls]}, {"tools": [weather]}, {"format": cls}, {"format": list[cls] | None}):  # type: ignore[valid-type]  # as above
        with pytest.raises(RequestError, match=cls.__name__):
            client.chat("m", **arguments)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": '{"error": {"code": 400, "message": "invalid image"}}'}, "invalid image"),
        ({"error": '{"error": "{\\"message\\": \\"deep\\"}"}'}, "deep"),
        ({"error": "{not JSON"}, "{not JSON"),
        ({"error": '{"code": 1}'}, '{"code": 1}'),
    ],
)
def test_nested_json_error_is_unpacked(body: dict[str, str], message: str) -> None:
    error = ResponseError(json.dumps(body), 500)
    assert (error.error, json.loads(error.body)) == (message, body)


def test_modelfile_that_is_the_name_of_a_file_is_refused(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Modelfile").write_text("FROM llama3.2\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match=r"'Modelfile' is a file: .* pathlib.Path\('Modelfile'\)"):
        client.create("m", modelfile="Modelfile")


@pytest.mark.parametrize(
    ("version", "message"),
    [
        (httpx.Response(200, json={"version": "0.34.0"}), "systemone needs Ollama 0.35, this is 0.34.0"),
        (httpx.Response(500), "systemone needs Ollama 0.35, http://127.0.0.1:11434 reports no version"),
    ],
)
def test_systemone_on_an_older_server_names_the_version(version: httpx.Response, message: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return version if request.url.path == "/api/version" else httpx.Response(404, text="404 page not found")

    with Client(transport=httpx.MockTransport(answer)) as client, pytest.raises(ResponseError) as caught:
        client.systemone("m", "state", {})
    assert (caught.value.error, caught.value.status_code) == (message, 404)


@pytest.mark.parametrize("before", ["", " \n"])
def test_systemone_without_the_model_keeps_the_servers_message(before: str) -> None:
    missing = httpx.Response(404, text=before + json.dumps({"error": "model 'm' not found"}))
    with Client(transport=httpx.MockTransport(lambda _: missing)) as client, pytest.raises(ResponseError) as caught:
        client.systemone("m", "state", {})
    assert caught.value.error == "model 'm' not found"


def test_reset_default_client_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    wrapper.reset_default_client()
    client = default_client()
    assert default_client() is client
    wrapper.reset_default_client()
    wrapper.reset_default_client()  # without a client, too
    with pytest.raises(RequestError, match="closed"):
        client.list()


def test_reset_default_client_reads_the_environment_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOllama() as first, FakeOllama() as second:
        wrapper.reset_default_client()
        monkeypatch.setenv("OLLAMA_HOST", first.url)
        wrapper.list()
        monkeypatch.setenv("OLLAMA_HOST", second.url)
        wrapper.list()
        assert (len(first.requests), len(second.requests)) == (2, 0)
        wrapper.reset_default_client()
        wrapper.list()
        assert (len(first.requests), len(second.requests)) == (2, 1)
    wrapper.reset_default_client()
