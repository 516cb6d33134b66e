"""The generated calls: the arguments for httpx, and the parsed responses."""

import asyncio
import io
import json
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import httpx
import pytest

from ollama_rest import AuthenticatedClient, Client
from ollama_rest.api.blobs import create_blob, head_blob
from ollama_rest.api.inference import chat
from ollama_rest.api.server import version
from ollama_rest.errors import UnexpectedStatus
from ollama_rest.models import ChatRequest, ChatResponse, ErrorResponse, VersionResponse

Call = Callable[[str], ModuleType]


def get_kwargs(module: ModuleType, *arguments: Any, **parameters: Any) -> dict[str, Any]:
    kwargs: dict[str, Any] = vars(module)["_get_kwargs"](*arguments, **parameters)
    return kwargs


@pytest.fixture
def call(odd: ModuleType) -> Call:
    """Return a function that imports the module of a call in odd.yaml."""
    package = odd.__name__.partition(".")[0]
    return lambda name: import_module(f"{package}.api.odd.{name}")


def client_with_response(status: int, **options: Any) -> Client:
    return Client("http://server", transport=httpx.MockTransport(lambda _: httpx.Response(status, **options)))


class TestRequests:
    def test_model_becomes_json(self) -> None:
        body = ChatRequest(model="m", messages=[{"role": "user", "content": ""}], stream=False)
        assert get_kwargs(chat, body=body) == {
            "method": "post",
            "url": "/api/chat",
            "json": {"model": "m", "messages": [{"role": "user", "content": ""}], "stream": False},
        }

    def test_bytes_are_sent_unchanged(self) -> None:
        def pieces() -> Any:
            yield b"a"

        for body in (b"abc", io.BytesIO(b"abc"), pieces()):
            kwargs = get_kwargs(create_blob, "sha256:12", body=body)
            assert kwargs["content"] is body
            assert kwargs["headers"] == {"Content-Type": "application/octet-stream"}
            assert kwargs["url"] == "/api/blobs/sha256:12"

    def test_file_is_sent_in_pieces_with_length(self) -> None:
        file = io.BytesIO(bytes(200_000))
        request = httpx.Client(base_url="http://server").build_request(**get_kwargs(create_blob, "x", body=file))
        assert request.headers["Content-Length"] == "200000"
        assert file.tell() == 0
        assert isinstance(request.stream, httpx.SyncByteStream)
        assert max(map(len, request.stream)) < 100_000

    def test_path_parameter_is_quoted(self) -> None:
        assert get_kwargs(head_blob, "a/b?c#d e") == {"method": "head", "url": "/api/blobs/a%2Fb%3Fc%23d%20e"}

    def test_unset_parameters_are_not_sent(self, call: Call) -> None:
        assert get_kwargs(call("list_parts"), "n", limit=0) == {
            "method": "get",
            "url": "/odd/n/parts",
            "params": {"limit": 0},
            "headers": {},
        }
        assert get_kwargs(call("list_parts"), "n", deep=True, x_trace="t")["headers"] == {"X-Trace": "t"}

    def test_optional_body(self, call: Call) -> None:
        assert get_kwargs(call("send_free")) == {"method": "post", "url": "/free"}
        assert get_kwargs(call("send_free"), body={"a": None})["json"] == {"a": None}

    def test_form(self, odd: ModuleType, call: Call) -> None:
        file = import_module("odd_api.types").File(io.BytesIO(b"RIFF"), "a.wav", "audio/wav")
        body = odd.Form(file=file, name="n", loud=True, tags=["x", "y"])
        request = httpx.Client(base_url="http://server").build_request(**get_kwargs(call("send_form"), body=body))
        sent = request.read()
        assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
        assert b'name="file"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\nRIFF' in sent
        assert b'name="loud"\r\n\r\ntrue' in sent
        assert sent.count(b'name="tags"') == 2

    def test_form_file_from_bytes(self, odd: ModuleType, call: Call) -> None:
        files = get_kwargs(call("send_form"), body=odd.Form(file=b"RIFF"))["files"]
        assert files == [("file", ("file", b"RIFF", None))]

    def test_content_type_depends_on_body_class(self, odd: ModuleType, call: Call) -> None:
        assert get_kwargs(call("send_either"), body=odd.Strict(name="n", maybe=None, node={}))["json"] == {
            "name": "n",
            "node": {},
        }
        assert "files" in get_kwargs(call("send_either"), body=odd.Form(file=b""))


class TestAnswers:
    def test_reply(self) -> None:
        with client_with_response(200, json={"version": "0.34.0"}) as client:
            assert version.sync(client=client) == VersionResponse(version="0.34.0")

    def test_async_reply(self) -> None:
        async def ask() -> object:
            async with client_with_response(200, json={"model": "m", "done": True}) as client:
                return await chat.asyncio(client=client, body=ChatRequest(model="m"))

        assert asyncio.run(ask()) == ChatResponse(model="m", done=True)

    @pytest.mark.parametrize("status", [400, 404, 499, 500])
    def test_error_has_status(self, status: int) -> None:
        with client_with_response(status, json={"error": "no"}) as client:
            answer = chat.sync_detailed(client=client, body=ChatRequest(model="m"))
        assert answer.status_code == status
        assert answer.parsed == ErrorResponse(error="no")

    @pytest.mark.parametrize("body", [b"", b"<html>", b"\xff"])
    def test_error_without_json_is_returned(self, body: bytes) -> None:
        with client_with_response(502, content=body) as client:
            answer = chat.sync_detailed(client=client, body=ChatRequest(model="m"))
        assert answer.parsed is None
        assert answer.content == body

    def test_success_without_json_raises(self) -> None:
        with client_with_response(200, content=b"<html>") as client, pytest.raises(json.JSONDecodeError):
            version.sync(client=client)

    def test_exact_status_precedes_range(self, call: Call, odd: ModuleType) -> None:
        body = odd.Strict(name="n", maybe=None, node={})
        with client_with_response(403, json={"error": "x"}) as client:
            assert call("send_odd").sync(client=client, body=body) is None
        with client_with_response(404, json={"error": "x"}) as client:
            assert call("send_odd").sync(client=client, body=body) == odd.Failure(error="x")

    def test_undocumented_status_is_none_or_raises(self) -> None:
        with client_with_response(302) as client:
            assert version.sync(client=client) is None
            client.raise_on_unexpected_status = True
            with pytest.raises(UnexpectedStatus, match="unexpected status 302"):
                version.sync(client=client)

    def test_text(self, call: Call) -> None:
        with client_with_response(200, text="Ollama is running") as client:
            assert call("read_text").sync(client=client) == "Ollama is running"

    def test_list_of_union_branches(self, call: Call, odd: ModuleType) -> None:
        with client_with_response(200, json=[{"bare": "x"}, {"new": 1}]) as client:
            assert call("list_parts").sync("n", client=client) == [odd.BarePart(bare="x"), {"new": 1}]


def test_authenticated_client_sends_token_and_headers() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    options: dict[str, Any] = {"headers": {"X": "y"}, "transport": httpx.MockTransport(answer)}
    with AuthenticatedClient("http://server", "key", **options) as client:
        version.sync(client=client)
    assert seen[0].headers["Authorization"] == "Bearer key"
    assert seen[0].headers["X"] == "y"
