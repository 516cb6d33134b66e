"""The private names of the official package that frameworks and instrumentation use."""

# pyright: reportPrivateUsage=false
# They are private in the official package, too.

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
import pytest

import wrapper
from tests.backends import VerbCaller
from wrapper import AsyncClient, Client, IncompleteResponseError, RequestError, ResponseError, _client, _types
from wrapper.testing import FakeOllama

from .conftest import lines, ndjson


def reply_of(request: httpx.Request) -> httpx.Response:
    if request.url.path.endswith("/api/tags"):
        return httpx.Response(200, json={"models": []})
    return ndjson(lines({"message": {"role": "assistant", "content": "Hi"}, "response": "Hi", "done": True}))


class Observed:
    """Wraps `_request` of a client as instrumentation does, and records what goes in and out."""

    def __init__(self, wrapped: Any) -> None:
        self.wrapped = wrapped
        self.calls: list[tuple[Any, ...]] = []

    def sync(self, client: Any, *args: Any, **kwargs: Any) -> Any:
        reply = self.wrapped(client, *args, **kwargs)
        self.calls.append((*args, kwargs["json"], kwargs.get("stream", False), reply))
        return reply

    async def awaited(self, client: Any, *args: Any, **kwargs: Any) -> Any:
        reply = await self.wrapped(client, *args, **kwargs)
        self.calls.append((*args, kwargs["json"], kwargs.get("stream", False), reply))
        return reply


def test_request_is_the_seam_of_every_call(caller: VerbCaller, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client if caller.backend == "sync" else AsyncClient
    observed = Observed(client._request)
    method: Any = observed.sync if caller.backend == "sync" else observed.awaited

    def patched(*args: Any, **kwargs: Any) -> Any:  # a function, which binds the client
        return method(*args, **kwargs)

    monkeypatch.setattr(client, "_request", patched)
    caller(reply_of, "chat", "m", [{"role": "user", "content": "Hello"}])
    cls, verb, path, json, stream, reply = observed.calls[0]
    assert (cls, verb, path, stream) == (wrapper.ChatResponse, "POST", "/api/chat", caller.streamed)
    assert json["messages"][0]["content"] == "Hello"
    assert caller.streamed or reply.message.content == "Hi"


def test_request_sends_what_a_wrapper_changes() -> None:
    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return reply_of(request)

    with Client(transport=httpx.MockTransport(answer)) as client:
        stream: Any = client._request(
            wrapper.GenerateResponse, "POST", "/api/generate", json={"model": "m"}, stream=True
        )
        assert [part.response for part in stream] == ["Hi"]
        assert isinstance(client._request(wrapper.ListResponse, "GET", "/api/tags"), wrapper.ListResponse)
    assert sent == [b'{"model":"m"}', b""]


@pytest.mark.parametrize(
    ("last", "cls"),
    [
        ({"status": "success"}, wrapper.ProgressResponse),
        ({"response": "", "done": True}, wrapper.GenerateResponse),
    ],
)
def test_requested_stream_ends_with_its_last_reply(last: dict[str, Any], cls: Any) -> None:
    first = {"status": "pulling", "response": "a", "done": False}
    for body, is_complete in [(lines(first, last), True), (lines(first), False)]:
        with Client(transport=httpx.MockTransport(lambda _, body=body: ndjson(body))) as client:
            stream: Any = client._request(cls, "POST", "/api/any", json={}, stream=True)
            if is_complete:
                assert [part.to_dict() for part in stream] == [first, last]
            else:
                with pytest.raises(IncompleteResponseError):
                    list(stream)


def test_request_makes_any_class_and_request_raw_returns_the_response(fake_ollama: FakeOllama) -> None:
    @dataclass
    class Version:
        version: str

    client: Any
    with fake_ollama.client() as client:
        assert client._request(dict, "GET", "/api/version") == {"version": "0.34.0"}
        assert client._request(Version, "GET", "/api/version") == Version("0.34.0")
        assert client._request_raw("GET", "/api/version").json() == {"version": "0.34.0"}
        with pytest.raises(ResponseError, match="not found"):
            client._request_raw("POST", "/api/show", json={"model": "none"})

    async def call() -> Any:
        client: Any
        async with fake_ollama.async_client() as client:
            made = await client._request(dict, "GET", "/api/version")
            return made, (await client._request_raw("POST", "/api/show", json={"model": "sky"})).status_code

    assert asyncio.run(call()) == ({"version": "0.34.0"}, 200)


def test_sync_client_shows_its_httpx_client(fake_ollama: FakeOllama) -> None:
    client = Client(fake_ollama.url, headers={"x-test": "1"}, timeout=3)
    assert str(client._client.base_url).rstrip("/") == fake_ollama.url
    assert client._client.headers["X-Test"] == "1"
    assert client._client.timeout.read == 3
    client._client.close()
    with pytest.raises(RequestError):
        client.list()


def test_async_client_shows_and_closes_its_httpx_client(fake_ollama: FakeOllama) -> None:
    client = AsyncClient(fake_ollama.url, timeout=3)
    outside = client._client
    assert (str(outside.base_url).rstrip("/"), outside.timeout.read) == (fake_ollama.url, 3)
    assert client._client is outside
    outside.headers["x-test"] = "1"

    async def call() -> httpx.AsyncClient:
        await client.list()
        inside = client._client
        await inside.aclose()
        assert inside.is_closed
        return inside

    assert asyncio.run(call()) is outside  # set-up before the event loop counts in it
    assert asyncio.run(call()) is not outside


def test_default_client_is_found_under_the_official_name(
    fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wrapper.clients.default._client", Client(fake_ollama.url))
    assert str(_client._client.base_url).rstrip("/") == fake_ollama.url
    assert _client.chat("sky", [{"role": "user", "content": "Hi"}]).done  # a name of the client, not of the module
    with pytest.raises(AttributeError, match="nonsense"):
        _ = _client.nonsense


def test_base_classes_hold_for_requests_and_replies() -> None:
    assert isinstance(_types.ChatRequest(model="m"), _types.BaseRequest)
    assert isinstance(_types.PullRequest(model="m"), _types.BaseStreamableRequest)
    assert isinstance(_types.GenerateRequest(model="m"), _types.BaseGenerateRequest)
    assert isinstance(wrapper.ChatResponse(), _types.BaseGenerateResponse)
    assert not isinstance(wrapper.ListResponse(), _types.BaseGenerateResponse)
    assert issubclass(Client, _client.BaseClient)


def test_copy_helpers_return_models() -> None:
    def add(a: int, b: int) -> int:
        """Add two numbers."""
        return a + b

    messages = [*_client._copy_messages([{"role": "user", "content": "Hi", "images": [b"GIF89a"]}])]
    assert isinstance(messages[0], wrapper.Message)
    assert messages[0].images == ["R0lGODlh"]
    tools = [*_client._copy_tools([add, {"type": "function", "function": {"name": "sub"}}])]
    assert [tool.function.name for tool in tools] == ["add", "sub"]
    assert [*_client._copy_images([b"GIF89a"])] == [wrapper.Image(b"GIF89a")]
    assert [*_client._copy_messages(None), *_client._copy_tools(None), *_client._copy_images(None)] == []


def test_parse_host_and_as_path_behave_like_the_official_ones(tmp_path: Path) -> None:
    assert _client._parse_host(None) == "http://127.0.0.1:11434"
    assert _client._parse_host("example.com:56789/a/") == "http://example.com:56789/a"
    assert _client._as_path(str(tmp_path)) == tmp_path
    assert _client._as_path("nowhere") is None
    assert _client._as_path("x" * 9999) is None
    assert _client._as_path(None) is None


def test_module_of_the_clients_is_also_the_default_client(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOllama() as fake:
        monkeypatch.setenv("OLLAMA_HOST", fake.url)
        wrapper.reset_default_client()
        assert _client.list().models
        assert _client._client.get("/api/version").status_code == 200
    wrapper.reset_default_client()
    with pytest.raises(ImportError):
        from wrapper._client import Missing  # noqa: F401 # pyright: ignore[reportUnusedImport]  # that is the test


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_mock_takes_the_place_of_the_httpx_client_for_a_while(kind: Any) -> None:
    client = kind("http://127.0.0.1:9")
    own = client._client
    with mock.patch.object(client, "_client") as substitute:
        assert client._client is substitute
    assert client._client is own


@pytest.mark.parametrize("inside", [True, False])
def test_assigned_httpx_client_sends_the_calls(inside: bool) -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(str(request.url))
        return reply_of(request)

    transport = httpx.MockTransport(answer)
    with Client("http://127.0.0.1:9") as sync_client:
        sync_client._client = httpx.Client(transport=transport)
        sync_client.list()
        sync_client._client = httpx.Client(transport=transport, base_url="http://other:1/api-of/ollama")
        sync_client.list()
    assert sync_client._client.is_closed

    async def call() -> None:
        if inside:
            await client._client.aclose()
            client._client = httpx.AsyncClient(transport=transport)
        await client.list()
        await client.close()
        assert client._client.is_closed

    client = AsyncClient("http://127.0.0.1:9")
    if not inside:
        client._client = httpx.AsyncClient(transport=transport)
    asyncio.run(call())
    home = "http://127.0.0.1:9/api/tags"
    assert sent == [home, "http://other:1/api-of/ollama/api/tags", home]


def test_assigned_base_url_is_where_calls_go() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(f"{request.url} {request.headers.get('authorization')}")
        return reply_of(request)

    async def call() -> None:
        client = AsyncClient(transport=httpx.MockTransport(answer), api_key="k")
        client._client.base_url = "http://other:1"
        await client.list()

    with Client(transport=httpx.MockTransport(answer), api_key="k") as client:
        client._client.base_url = "http://other:1"
        client.list()
    asyncio.run(call())
    assert sent == ["http://other:1/api/tags Bearer k"] * 2
