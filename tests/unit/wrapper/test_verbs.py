"""The verbs of model management, on the embedded server and on the wire."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import anyio
import httpx
import pytest

from live.models import MODELS
from wrapper import AsyncClient, Client, IncompleteResponseError, RequestError, ResponseError
from wrapper.testing import FakeOllama

from .conftest import Caller, lines, ndjson


class Managed:
    """Calls any verb of a client of the embedded server, in one of the ways."""

    def __init__(self, url: str, way: str) -> None:
        self.url, self.way = url, way

    def __call__(self, verb: str, *arguments: Any, **parameters: Any) -> Any:
        if self.way == "sync":
            with Client(self.url) as client:
                reply = getattr(client, verb)(*arguments, **parameters)
                return list(reply) if parameters.get("stream") else reply

        async def call() -> Any:
            async with AsyncClient(self.url) as client:
                reply = await getattr(client, verb)(*arguments, **parameters)
                return [part async for part in reply] if parameters.get("stream") else reply

        return anyio.run(call, backend=self.way)


@pytest.fixture
def call(way: str, fake_ollama: FakeOllama) -> Managed:
    return Managed(fake_ollama.url, way)


def test_a_model_is_made_shown_copied_and_removed(call: Managed) -> None:
    assert call("create", "mine", from_="sky", system="Be brief.", parameters={"seed": 1}).status == "success"
    assert call("show", "mine").system == "Be brief."
    assert call("copy", "mine", "yours").status == "success"
    assert {"mine:latest", "yours:latest"} <= {model.model for model in call("list").models}
    assert call("delete", "mine").status == "success"
    with pytest.raises(ResponseError) as caught:
        call("show", "mine")
    assert caught.value.status_code == 404


def test_the_progress_of_a_creation_is_a_stream_that_ends_with_success(call: Managed) -> None:
    parts = call("create", "mine", from_="sky", stream=True)
    assert parts[-1].status == "success"
    assert len(parts) > 1


def test_a_model_is_loaded_listed_and_unloaded(call: Managed) -> None:
    assert call("load", "sky", keep_alive="10m").done_reason == "load"
    assert [model.model for model in call("ps").models] == ["sky:latest"]
    assert call("unload", "sky").done_reason == "unload"
    assert call("ps").models == []


def test_a_file_is_uploaded_once(call: Managed, fake_ollama: FakeOllama, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"x" * 3_000_000)
    digest = call("create_blob", file)
    assert call("create_blob", str(file)) == digest
    assert [seen.method for seen in fake_ollama.requests] == ["HEAD", "POST", "HEAD"]
    assert fake_ollama.requests[1].headers["content-length"] == "3000000"


def test_create_asks_for_each_file_and_uploads_what_is_missing(
    call: Managed, fake_ollama: FakeOllama, tmp_path: Path
) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(MODELS["sky"].gguf()[:1000])
    for _ in range(2):
        with pytest.raises(ResponseError):
            call("create", "mine", files=file)
    assert [seen.method for seen in fake_ollama.requests] == ["HEAD", "POST", "POST", "HEAD", "POST"]


def test_a_model_is_made_of_a_local_file_in_one_call(call: Managed, tmp_path: Path) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(MODELS["sky"].gguf())
    for files in (file, str(file), [file], {"any.gguf": file}, {"any.gguf": call("create_blob", file)}):
        assert call("create", "mine", files=files).status == "success"
        assert call("show", "mine").details.format == "gguf"


@pytest.mark.parametrize(
    ("there", "sent"),
    [
        (["model.safetensors", "config.json", "README.md"], ["config.json", "model.safetensors"]),
        (["model-1-of-1.safetensors", "consolidated.safetensors"], ["model-1-of-1.safetensors"]),
        (["adapter_model.safetensors", "adapter_config.json"], ["adapter_config.json", "adapter_model.safetensors"]),
        (["model.safetensors", "1_Pooling/config.json"], ["1_Pooling/config.json", "model.safetensors"]),
        (["pytorch_model.bin", "tokenizer.model"], ["pytorch_model.bin", "tokenizer.model"]),
        (["sky.gguf", "chat_template.jinja"], ["chat_template.jinja", "sky.gguf"]),
    ],
)
def test_a_folder_gives_its_weights_of_one_kind_and_its_settings(
    whole_caller: Caller, tmp_path: Path, there: list[str], sent: list[str]
) -> None:
    for name in there:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    created: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/create":
            created.append(json.loads(request.content)["files"])
        return httpx.Response(200, json={"status": "success"})

    whole_caller(answer, "create", "m", files=tmp_path)
    assert sorted(created[0]) == sent


def test_files_that_cannot_be_told_apart_or_are_no_model_are_named(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.gguf").touch()
    (tmp_path / "empty").mkdir()
    with Client("127.0.0.1:9") as client:
        with pytest.raises(RequestError, match="two files are called 'a.gguf'"):
            client.create("m", files=[tmp_path / "one", tmp_path / "two" / "a.gguf"])
        with pytest.raises(RequestError, match="empty.*no weights"):
            client.create("m", files=tmp_path / "empty")


def test_the_parts_of_a_model_may_be_given_in_the_official_order(whole_caller: Caller) -> None:
    sent: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, json={"status": "success"})

    digest = "sha256:" + "0" * 64
    message = {"role": "user", "content": "hi"}
    parts = (
        "q4_K_M",
        "base",
        {"a": digest},
        {"b": digest},
        "{{ .Prompt }}",
        ["MIT"],
        "Be brief.",
        {"seed": 1},
        [message],
    )
    whole_caller(answer, "create", "m", *parts, renderer="r", parser="p", requires="0.1.0", info={"x": 1})
    assert sent == [
        {
            "model": "m",
            "quantize": "q4_K_M",
            "from": "base",
            "files": {"a": digest},
            "adapters": {"b": digest},
            "template": "{{ .Prompt }}",
            "license": ["MIT"],
            "system": "Be brief.",
            "parameters": {"seed": 1},
            "messages": [message],
            "renderer": "r",
            "parser": "p",
            "requires": "0.1.0",
            "info": {"x": 1},
            "stream": False,
        }
    ]


def test_wrong_arguments_of_create_are_told_before_anything_is_uploaded(call: Managed, fake_ollama: FakeOllama) -> None:
    with pytest.raises(RequestError, match="messages"):
        call("create", "mine", files=__file__, messages=["hi"])
    assert fake_ollama.requests == []


def test_a_file_that_is_not_there_is_named_and_nothing_is_sent(call: Managed, fake_ollama: FakeOllama) -> None:
    with pytest.raises(RequestError, match="no-such-file"):
        call("create_blob", "no-such-file")
    with pytest.raises(RequestError, match="no-such-file"):
        call("create", "mine", files="no-such-file")
    with pytest.raises(RequestError, match="model"):
        call("create", "", files=__file__)
    assert fake_ollama.requests == []


def test_a_pull_that_ends_without_success_is_an_error(stream_caller: Caller) -> None:
    body = lines({"status": "pulling manifest"}, {"status": "pulling", "total": 9, "completed": 4})
    with pytest.raises(IncompleteResponseError) as caught:
        stream_caller(lambda _: ndjson(body), "pull", "m")
    assert caught.value.partial.completed == 4


def test_searching_the_web_needs_a_key_and_takes_it_to_ollama_com_alone(
    whole_caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"results": [{"title": "t", "url": "u", "content": "c"}]})

    with pytest.raises(RequestError, match="key"):
        whole_caller(answer, "web_search", "x")
    assert seen == []
    monkeypatch.setenv("OLLAMA_API_KEY", "secret")
    settings = {"host": "http://user:pass@10.0.0.1", "headers": {"X-Private": "1"}}
    [reply] = whole_caller(answer, "web_search", "x", max_results=1, settings=settings)
    assert reply.results[0].title == "t"
    assert seen[0].url == "https://ollama.com/api/web_search"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert "x-private" not in seen[0].headers
    assert json.loads(seen[0].content) == {"query": "x", "max_results": 1}


@pytest.mark.parametrize(
    ("host", "sent"),
    [
        ("https://gateway.example", "Bearer of-the-environment"),
        ("http://127.0.0.1:11434", "Bearer of-the-client"),
        ("https://ollama.com", "Bearer of-the-client"),
    ],
)
def test_the_key_of_a_server_elsewhere_is_not_shown_to_ollama_com(
    whole_caller: Caller, monkeypatch: pytest.MonkeyPatch, host: str, sent: str
) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(200, json={"results": []})

    monkeypatch.setenv("OLLAMA_API_KEY", "of-the-environment")
    whole_caller(answer, "web_search", "x", settings={"host": host, "api_key": "of-the-client"})
    whole_caller(
        answer, "web_fetch", "x", settings={"host": host, "headers": {"authorization": "Bearer of-the-client"}}
    )
    assert seen == [sent, sent]


def test_questions_and_answers_of_system_one(whole_caller: Caller) -> None:
    seen: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json={"model": "m", "answers": {"a": {"type": "noul", "noul": 0.9}}, "usage": {}})

    questions = {"a": {"type": "choice", "instructions": "?", "criteria": {"yes": None, "no": "never"}}}
    [reply] = whole_caller(answer, "systemone", "m", {"x": [None]}, questions)
    assert seen == [{"model": "m", "state": {"x": [None]}, "questions": questions}]
    assert reply.answers["a"].noul == 0.9


def test_health_tells_the_version_or_why_there_is_none(call: Managed, way: str) -> None:
    healthy = call("health")
    assert (bool(healthy), healthy.version, healthy.error) == (True, "0.34.0", None)
    absent = Managed("http://127.0.0.1:9", way)("health")
    assert not absent
    assert isinstance(absent.error, ConnectionError)


@pytest.mark.parametrize("answer", [{"status": "ok"}, [], "0.1"])
def test_what_names_no_version_is_no_ollama(whole_caller: Caller, answer: Any) -> None:
    [health] = whole_caller(lambda _: httpx.Response(200, json=answer), "health")
    assert not health
    assert isinstance(health.error, ResponseError)


def test_a_call_without_a_model_is_of_the_default_one(fake_ollama: FakeOllama, way: str) -> None:
    async def ask(client: AsyncClient) -> list[str]:
        loaded, generated, named = await client.chat(), await client.generate(), await client.chat("sky")
        return [loaded.model, generated.model, named.model]

    def ask_each(**settings: Any) -> list[str]:
        if way == "sync":
            with Client(fake_ollama.url, **settings) as client:
                return [client.chat().model, client.generate().model, client.chat("sky").model]

        async def run() -> list[str]:
            async with AsyncClient(fake_ollama.url, **settings) as client:
                return await ask(client)

        return anyio.run(run, backend=way)

    latest = fake_ollama.client().models()[0]
    assert ask_each(default_model=True) == [latest, latest, "sky"]
    assert ask_each(default_model="thinker") == ["thinker", "thinker", "sky"]
    with pytest.raises(RequestError, match="model"):
        ask_each()


def test_a_server_without_models_has_no_default(whole_caller: Caller) -> None:
    with pytest.raises(RequestError, match="pull"):
        whole_caller(
            lambda _: httpx.Response(200, json={"models": []}), "generate", prompt="x", settings={"default_model": True}
        )


def test_the_names_of_the_models_are_asked_for_once(fake_ollama: FakeOllama) -> None:
    with Client(fake_ollama.url) as client:
        names = client.models()
        assert "sky:latest" in names
        client.create("mine", from_="sky")
        assert client.models() == names
        cast("list[str]", client.models()).clear()
        assert client.models() == names
        assert "mine:latest" in client.models(refresh=True)
