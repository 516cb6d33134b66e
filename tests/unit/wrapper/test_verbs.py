"""The verbs of model management, with the embedded server and with recorded requests."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import anyio
import httpx
import pytest

from live.models import MODELS
from tests.backends import ASYNC_BACKENDS, VerbCaller, open_client, run
from wrapper import AsyncClient, Client, IncompleteResponseError, RequestError, ResponseError
from wrapper.testing import FakeOllama

from .conftest import lines, ndjson

Call = Callable[..., Any]


@pytest.fixture
def call(backend: str, fake_ollama: FakeOllama) -> Call:
    """Return a function that calls a verb on the embedded server, and returns its reply or all parts of its stream."""

    def call(verb: str, *arguments: Any, **parameters: Any) -> Any:
        replies = VerbCaller(backend)(fake_ollama.url, verb, *arguments, **parameters)
        return replies if parameters.get("stream") else replies[0]

    return call


def test_create_show_copy_and_delete(call: Call) -> None:
    assert call("create", "mine", from_="sky", system="Be brief.", parameters={"seed": 1}).status == "success"
    assert call("show", "mine").system == "Be brief."
    assert call("copy", "mine", "yours").status == "success"
    assert {"mine:latest", "yours:latest"} <= {model.model for model in call("list").models}
    assert call("delete", "mine").status == "success"
    with pytest.raises(ResponseError) as caught:
        call("show", "mine")
    assert caught.value.status_code == 404


@pytest.mark.parametrize("body", [b"", b"\n", b" \r\n", b'{"status": "success"}'])
@pytest.mark.parametrize(("verb", "arguments"), [("copy", ("a", "b")), ("delete", ("a",))])
def test_blank_body_is_success(whole_caller: VerbCaller, verb: str, arguments: tuple[str, ...], body: bytes) -> None:
    [reply] = whole_caller(lambda _: httpx.Response(200, content=body), verb, *arguments)
    assert reply.status == "success"


def test_create_stream_ends_with_success(call: Call) -> None:
    parts = call("create", "mine", from_="sky", stream=True)
    assert parts[-1].status == "success"
    assert len(parts) > 1


def test_load_ps_and_unload(call: Call) -> None:
    assert call("load", "sky", keep_alive="10m").done_reason == "load"
    assert [model.model for model in call("ps").models] == ["sky:latest"]
    assert call("unload", "sky").done_reason == "unload"
    assert call("ps").models == []


@pytest.mark.parametrize("keep_alive", [None, 0, "10m"])
def test_model_that_only_embeds_is_loaded_by_embed(whole_caller: VerbCaller, keep_alive: Any) -> None:
    sent: list[tuple[str, Any]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append((request.url.path, json.loads(request.content)))
        if request.url.path == "/api/generate":
            return httpx.Response(400, json={"error": '"m" does not support generate'})
        return httpx.Response(200, json={"model": "m", "embeddings": []})

    [reply] = whole_caller(respond, "load", "m", keep_alive=keep_alive)
    more = {} if keep_alive is None else {"keep_alive": keep_alive}
    assert sent == [
        ("/api/generate", {"model": "m", "stream": False, **more}),
        ("/api/embed", {"model": "m", "input": [], **more}),
    ]
    assert reply.to_dict() == {"model": "m", "response": "", "done": True, "done_reason": "load"}


@pytest.mark.parametrize(("status", "error"), [(404, "model 'm' not found"), (400, "no memory")])
def test_model_that_cannot_be_loaded_raises(whole_caller: VerbCaller, status: int, error: str) -> None:
    with pytest.raises(ResponseError) as caught:
        whole_caller(lambda _: httpx.Response(status, json={"error": error}), "load", "m")
    assert (caught.value.error, caught.value.status_code) == (error, status)


def test_file_is_uploaded_once(call: Call, fake_ollama: FakeOllama, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"x" * 3_000_000)
    digest = call("create_blob", file)
    assert call("create_blob", str(file)) == digest
    assert [seen.method for seen in fake_ollama.requests] == ["HEAD", "POST", "HEAD"]
    assert fake_ollama.requests[1].headers["content-length"] == "3000000"


def test_create_uploads_only_missing_files(call: Call, fake_ollama: FakeOllama, tmp_path: Path) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(MODELS["sky"].gguf()[:1000])
    for _ in range(2):
        with pytest.raises(ResponseError):
            call("create", "mine", files=file)
    assert [seen.method for seen in fake_ollama.requests] == ["HEAD", "POST", "POST", "HEAD", "POST"]


def test_create_from_local_file(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(MODELS["sky"].gguf())
    for files in (file, str(file), [file], {"any.gguf": file}, {"any.gguf": call("create_blob", file)}):
        assert call("create", "mine", files=files).status == "success"
        assert call("show", "mine").details.format == "gguf"


@pytest.mark.parametrize(
    ("names", "sent"),
    [
        (["model.safetensors", "config.json", "README.md"], ["config.json", "model.safetensors"]),
        (["model-1-of-1.safetensors", "consolidated.safetensors"], ["model-1-of-1.safetensors"]),
        (["adapter_model.safetensors", "adapter_config.json"], ["adapter_config.json", "adapter_model.safetensors"]),
        (["model.safetensors", "1_Pooling/config.json"], ["1_Pooling/config.json", "model.safetensors"]),
        (["pytorch_model.bin", "tokenizer.model"], ["pytorch_model.bin", "tokenizer.model"]),
        (["sky.gguf", "chat_template.jinja"], ["chat_template.jinja", "sky.gguf"]),
        (["consolidated.00.safetensors", "other.safetensors"], ["consolidated.00.safetensors"]),
        (["other.safetensors", "pytorch_model.bin"], ["other.safetensors"]),
        (["pytorch_model-1.bin", "consolidated.pth"], ["pytorch_model-1.bin"]),
        (["consolidated.00.pth", "sky.gguf"], ["consolidated.00.pth"]),
        (["model.safetensors", "2_Dense/model.safetensors"], ["2_Dense/model.safetensors", "model.safetensors"]),
        (["sky.gguf", "sub/tokenizer.model", "sub/deep/config.json"], ["sky.gguf", "sub/tokenizer.model"]),
    ],
)
def test_create_from_folder_selects_files(
    whole_caller: VerbCaller, tmp_path: Path, names: list[str], sent: list[str]
) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(name)
    created: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/create":
            created.append(json.loads(request.content)["files"])
        return httpx.Response(200, json={"status": "success"})

    whole_caller(respond, "create", "m", files=tmp_path)
    assert sorted(created[0]) == sent


@pytest.mark.parametrize("separator", [":", "-"])
def test_file_may_be_named_by_its_digest(whole_caller: VerbCaller, separator: str) -> None:
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["files"])
        return httpx.Response(200, json={"status": "success"})

    digest = f"sha256{separator}{'0' * 64}"
    whole_caller(respond, "create", "m", files={"a": digest})
    assert sent == [{"a": digest}]
    for other in (digest[:-1], f"{digest}0", digest.upper(), f"x{digest}"):
        with pytest.raises(RequestError, match="No such file"):
            whole_caller(respond, "create", "m", files={"a": other})


def test_ambiguous_or_missing_files_are_named(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.gguf").touch()
    (tmp_path / "empty").mkdir()
    with Client("127.0.0.1:9") as client:
        with pytest.raises(RequestError, match="two files are called 'a.gguf'"):
            client.create("m", files=[tmp_path / "one", tmp_path / "two" / "a.gguf"])
        with pytest.raises(RequestError, match="empty.*no weights"):
            client.create("m", files=tmp_path / "empty")


def test_create_has_official_positional_parameters(whole_caller: VerbCaller) -> None:
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
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
    whole_caller(respond, "create", "m", *parts, renderer="r", parser="p", requires="0.1.0", info={"x": 1})
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


def test_invalid_create_argument_raises_before_upload(call: Call, fake_ollama: FakeOllama) -> None:
    with pytest.raises(RequestError, match="messages"):
        call("create", "mine", files=__file__, messages=["hi"])
    assert fake_ollama.requests == []


def test_missing_file_is_named_before_a_request(call: Call, fake_ollama: FakeOllama) -> None:
    with pytest.raises(RequestError, match="no-such-file"):
        call("create_blob", "no-such-file")
    with pytest.raises(RequestError, match="no-such-file"):
        call("create", "mine", files="no-such-file")
    with pytest.raises(RequestError, match="model"):
        call("create", "", files=__file__)
    assert fake_ollama.requests == []


def test_pull_without_success_raises(stream_caller: VerbCaller) -> None:
    body = lines({"status": "pulling manifest"}, {"status": "pulling", "total": 9, "completed": 4})
    with pytest.raises(IncompleteResponseError) as caught:
        stream_caller(lambda _: ndjson(body), "pull", "m")
    assert caught.value.partial.completed == 4


def test_web_search_sends_key_only_to_ollama_com(whole_caller: VerbCaller, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"results": [{"title": "t", "url": "u", "content": "c"}]})

    with pytest.raises(RequestError, match="key"):
        whole_caller(respond, "web_search", "x")
    assert seen == []
    monkeypatch.setenv("OLLAMA_API_KEY", "secret")
    settings = {"host": "http://user:pass@10.0.0.1", "headers": {"X-Private": "1"}}
    [reply] = whole_caller(respond, "web_search", "x", max_results=1, settings=settings)
    assert reply.results[0].title == "t"
    assert seen[0].url == "https://ollama.com/api/web_search"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert "x-private" not in seen[0].headers
    assert json.loads(seen[0].content) == {"query": "x", "max_results": 1}


@pytest.mark.parametrize(
    ("host", "sent"),
    [
        ("https://gateway.example", "Bearer environment-key"),
        ("http://127.0.0.1:11434", "Bearer client-key"),
        ("https://ollama.com", "Bearer client-key"),
    ],
)
def test_key_of_other_server_is_not_sent_to_ollama_com(
    whole_caller: VerbCaller, monkeypatch: pytest.MonkeyPatch, host: str, sent: str
) -> None:
    seen: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(200, json={"results": [], "content": ""})

    monkeypatch.setenv("OLLAMA_API_KEY", "environment-key")
    whole_caller(respond, "web_search", "x", settings={"host": host, "api_key": "client-key"})
    whole_caller(respond, "web_fetch", "x", settings={"host": host, "headers": {"authorization": "Bearer client-key"}})
    assert seen == [sent, sent]


def test_systemone_questions_and_answers(whole_caller: VerbCaller) -> None:
    seen: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json={"model": "m", "answers": {"a": {"type": "noul", "noul": 0.9}}, "usage": {}})

    questions = {"a": {"type": "choice", "instructions": "?", "criteria": {"yes": None, "no": "never"}}}
    [reply] = whole_caller(respond, "systemone", "m", {"x": [None]}, questions)
    assert seen == [{"model": "m", "state": {"x": [None]}, "questions": questions}]
    assert reply.answers["a"].noul == 0.9


def test_health_has_version_or_error(call: Call, backend: str) -> None:
    healthy = call("health")
    assert (bool(healthy), healthy.version, healthy.error) == (True, "0.34.0", None)
    [absent] = VerbCaller(backend)("http://127.0.0.1:9", "health")
    assert not absent
    assert isinstance(absent.error, ConnectionError)


def test_health_is_checked_once(whole_caller: VerbCaller) -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(503, json={"error": "starting"})

    [health] = whole_caller(respond, "health", settings={"retries": 5})
    assert not health
    assert len(seen) == 1


def test_health_raises_if_it_cannot_be_requested(backend: str) -> None:
    async def call() -> None:
        client = open_client(backend, transport=httpx.MockTransport(lambda _: httpx.Response(200)))
        await client.close()
        with pytest.raises(RequestError, match="closed"):
            await client.health()

    run(backend, call)


@pytest.mark.parametrize("answer", [{"status": "ok"}, [], "0.1"])
def test_health_fails_without_version(whole_caller: VerbCaller, answer: Any) -> None:
    [health] = whole_caller(lambda _: httpx.Response(200, json=answer), "health")
    assert not health
    assert isinstance(health.error, ResponseError)


def test_default_model(fake_ollama: FakeOllama, backend: str) -> None:
    def models_of_calls(**settings: Any) -> Any:
        async def call() -> list[str]:
            async with open_client(backend, fake_ollama.url, **settings) as client:
                replies = [await client.chat(), await client.generate(), await client.chat("sky")]
            return [reply.model for reply in replies]

        return run(backend, call)

    latest = fake_ollama.client().models()[0]
    assert models_of_calls(default_model=True) == [latest, latest, "sky"]
    assert models_of_calls(default_model="thinker") == ["thinker", "thinker", "sky"]
    with pytest.raises(RequestError, match="model"):
        models_of_calls()


def test_default_model_without_models_raises(whole_caller: VerbCaller) -> None:
    with pytest.raises(RequestError, match="pull"):
        whole_caller(
            lambda _: httpx.Response(200, json={"models": []}), "generate", prompt="x", settings={"default_model": True}
        )


def test_model_names_are_cached(fake_ollama: FakeOllama) -> None:
    with Client(fake_ollama.url) as client:
        names = client.models()
        assert "sky:latest" in names
        client.create("mine", from_="sky")
        assert client.models() == names
        cast("list[str]", client.models()).clear()
        assert client.models() == names
        assert "mine:latest" in client.models(refresh=True)


@pytest.mark.parametrize("backend", ASYNC_BACKENDS)
def test_file_is_never_hashed_in_the_event_loop(backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    sha256 = hashlib.sha256

    class Hash:
        def __init__(self) -> None:
            self._hash = sha256()
            self.hexdigest = self._hash.hexdigest

        def update(self, data: bytes) -> None:
            threads.append(threading.get_ident())
            self._hash.update(data)

    weights = tmp_path / "weights.gguf"
    weights.write_bytes(b"x" * 2_500_000)

    async def call() -> int:
        async with AsyncClient(transport=httpx.MockTransport(respond)) as client:
            await client.create_blob(weights)
        return threading.get_ident()

    async def respond(request: httpx.Request) -> httpx.Response:
        await request.aread()
        return httpx.Response(404 if request.method == "HEAD" else 201)

    monkeypatch.setattr(hashlib, "sha256", Hash)
    loop_thread = anyio.run(call, backend=backend)
    assert len(threads) >= 3
    assert loop_thread not in threads
