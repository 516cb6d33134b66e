"""The argument `transport` chooses the HTTP library."""

from __future__ import annotations

import asyncio
import copy
import pickle
import subprocess
import sys
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.backends import BACKENDS, open_client, run
from wrapper import AsyncClient, Client, RequestError, ServerConnectionError
from wrapper.testing import FakeOllama
from wrapper.transport import libraries
from wrapper.transport.pyreqwest_clients import Clients

UNREACHABLE = "http://127.0.0.1:9"


def sent_by(client: object) -> str:
    """Return the name of the library that sends for a client."""
    library: Any = client
    return "pyreqwest" if isinstance(library._client, Clients) else type(library._client).__module__.partition(".")[0]


@pytest.mark.parametrize("backend", BACKENDS)
def test_httpx2_lists_chats_and_streams(backend: str, fake_ollama: FakeOllama) -> None:
    async def call() -> tuple[int, bool, object]:
        async with open_client(backend, fake_ollama.url, transport="httpx2") as client:
            models = (await client.list()).models
            message = [{"role": "user", "content": "Hi"}]
            reply = await client.chat("sky", message)
            stream = await client.chat("sky", message, stream=True)
            response = stream._wrapped.response if backend == "sync" else stream.response
            parts = [part.message.content async for part in stream]
            return len(models), "".join(parts) == reply.message.content, response

    count, is_equal, response = run(backend, call)
    assert count > 0
    assert is_equal
    assert isinstance(response, httpx2.Response)


@pytest.mark.parametrize("transport", ["httpx", "httpx2", "pyreqwest"])
@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_transport_is_kept_by_pickle_and_copy(kind: Any, transport: str) -> None:
    client = kind(UNREACHABLE, transport=transport)
    for same in (client, copy.copy(client), pickle.loads(pickle.dumps(client))):  # noqa: S301 - made here
        assert sent_by(same) == transport


class OwnTransport(httpx2.BaseTransport):
    """A transport of a user."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Respond without a server."""
        return httpx2.Response(200, json={"models": []}, request=request)


@pytest.mark.parametrize(
    "transport",
    [httpx2.MockTransport(OwnTransport().handle_request), OwnTransport()],
    ids=["of-the-library", "of-a-subclass"],
)
def test_transport_object_selects_its_library(transport: Any) -> None:
    client = Client(UNREACHABLE, transport=transport)
    assert client.list().models == []
    assert sent_by(client) == "httpx2"


def test_connection_error_is_one_of_httpx2() -> None:
    with pytest.raises(ServerConnectionError) as raised:
        Client(UNREACHABLE, transport="httpx2").list()
    assert isinstance(raised.value, httpx2.ConnectError)
    assert str(raised.value.request.url).startswith(UNREACHABLE)
    for same in (copy.copy(raised.value), pickle.loads(pickle.dumps(raised.value))):  # noqa: S301 - made here
        assert type(same) is type(raised.value)
        assert same.args == raised.value.args


def test_assigned_httpx2_client_sends(fake_ollama: FakeOllama) -> None:
    client: Any = Client(UNREACHABLE)  # its `_client` is typed as one of the default library
    with httpx2.Client(base_url=fake_ollama.url) as assigned:
        client._client = assigned
        assert client.list().models
        assigned.base_url = httpx2.URL(UNREACHABLE)
        with pytest.raises(httpx2.ConnectError):
            client.list()
    del client._client
    assert sent_by(client) == libraries.DEFAULT


def test_assigned_async_httpx2_client_sends(fake_ollama: FakeOllama) -> None:
    async def call() -> None:
        async with AsyncClient(UNREACHABLE) as opened, httpx2.AsyncClient(base_url=fake_ollama.url) as assigned:
            client: Any = opened
            client._client = assigned
            assert (await client.list()).models

    asyncio.run(call())


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("transport", ["requests", "HTTPX", "", "httpx3"])
def test_unknown_transport_raises(kind: Any, transport: str) -> None:
    with pytest.raises(
        RequestError, match=rf"transport must be 'httpx', 'httpx2' or 'pyreqwest', .* not '{transport}'"
    ):
        kind(transport=transport)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(("transport", "extra"), [("httpx2", "httpx2"), ("pyreqwest", "fast")])
def test_missing_package_raises_and_names_the_extra(
    transport: str, extra: str, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> ModuleType:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    libraries.load.cache_clear()
    monkeypatch.setattr(libraries, "import_module", fail)
    with pytest.raises(RequestError, match=rf"'{transport}'.*: pip install ollama-wrapper\[{extra}\]"):
        kind(transport=transport)
    libraries.load.cache_clear()


@pytest.mark.parametrize(("transport", "other"), [("httpx", "httpx2"), ("httpx2", "httpx"), ("pyreqwest", "httpx")])
def test_client_imports_only_its_library(transport: str, other: str) -> None:
    code = f"""
import sys
from wrapper import AsyncClient, Client, OllamaError
AsyncClient({UNREACHABLE!r}, transport={transport!r})
try:
    Client({UNREACHABLE!r}, transport={transport!r}).list()
except OllamaError:
    print({transport!r} in sys.modules, {other!r} in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"]
