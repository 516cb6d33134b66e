"""Common mistakes get an error that names the remedy, before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ollama_rest.models import ChatRequest, GenerateRequest
from wrapper import ChatResponse, Client, GenerateResponse, InvalidResponseError, RequestError
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
        ("chat", "suffix", "chat() takes `messages`, and generate() takes `suffix`"),
        ("chat", "temperature", "pass it as options={'temperature': 1}"),
        ("chat", "num_ctx", "pass it as options={'num_ctx': 1}"),
        ("chat", "temprature", "did you mean options={'temperature': …}?"),
        ("chat", "nonsense", "options of the model go into `options`"),
        ("generate", "messages", "generate() takes `prompt`, and chat() takes `messages`"),
        ("generate", "tools", "generate() takes `prompt`, and chat() takes `tools`"),
        ("generate", "promt", "did you mean `prompt`?"),
        ("generate", "image", "did you mean `images`?"),
        ("generate", "top_k", "pass it as options={'top_k': 1}"),
    ],
)
def test_unknown_argument_suggests_the_right_one(client: Any, verb: str, name: str, remedy: str) -> None:
    with pytest.raises(TypeError) as caught:
        getattr(client, verb)("m", **{name: 1})
    assert f"{verb}() got an unexpected keyword argument {name!r}; {remedy}" in str(caught.value)


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


def test_modelfile_that_is_the_name_of_a_file_is_refused(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Modelfile").write_text("FROM llama3.2\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match=r"'Modelfile' is a file: .* pathlib.Path\('Modelfile'\)"):
        client.create("m", modelfile="Modelfile")


@pytest.mark.parametrize("verb", ["chat", "generate"])
def test_every_field_of_a_request_is_a_parameter(fake_ollama: FakeOllama, verb: str) -> None:
    request = {"chat": ChatRequest(model="sky"), "generate": GenerateRequest(model="sky", prompt="Why?")}[verb]
    assert getattr(Client(fake_ollama.url), verb)(**vars(request)).done
