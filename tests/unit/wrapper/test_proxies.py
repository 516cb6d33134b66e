"""A server on this machine is reached without the proxy of the environment; any other goes through it."""

from __future__ import annotations

from traceback import format_exception
from typing import Any

import anyio
import pytest

from wrapper import AsyncClient, Client, RequestError, ServerConnectionError
from wrapper.testing import FakeOllama, Respond

NOWHERE = "http://127.0.0.1:9"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    for name in PROXIES:
        monkeypatch.setenv(name, NOWHERE)


def version(way: str, host: str, **settings: Any) -> str:
    if way == "sync":
        with Client(host, **settings) as client:
            return client.version().version

    async def call() -> str:
        async with AsyncClient(host, **settings) as client:
            return (await client.version()).version

    return anyio.run(call, backend=way)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "0.0.0.0", "127.0.0.2"])
def test_loopback_bypasses_the_proxy(way: str, fake_ollama: FakeOllama, name: str) -> None:
    host = fake_ollama.url.replace("127.0.0.1", name)
    if name == "127.0.0.2":  # the server listens on the first address alone: refused there, and not by the proxy
        with pytest.raises(ServerConnectionError, match="127.0.0.2"):
            version(way, host)
    else:
        assert version(way, host) == "0.34.0"
    assert len(fake_ollama.requests) == (name != "127.0.0.2")


def test_another_host_goes_through_the_proxy(
    way: str, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PROXIES:
        monkeypatch.setenv(name, fake_ollama.url)
    fake_ollama.fail(Respond(200, {"version": "proxied"}))
    assert version(way, "http://models.example:11434") == "proxied"
    assert [seen.headers["host"] for seen in fake_ollama.requests] == ["models.example:11434"]


def test_a_proxy_that_is_given_is_used_for_loopback_too(way: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.fail(Respond(200, {"version": "proxied"}))
    assert version(way, "http://127.0.0.1:9", proxy=fake_ollama.url) == "proxied"


UNUSABLE = [
    ("all_proxy", "socks://127.0.0.1:9"),
    ("http_proxy", "socks5h://127.0.0.1:9"),
    ("https_proxy", "nonsense://user:of-mine@127.0.0.1:9"),
    ("http_proxy", "http://user:of-mine/of-mine@127.0.0.1:9"),
    ("no_proxy", "::1/128"),
]


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_a_proxy_that_cannot_be_used_is_nothing_to_loopback(
    way: str, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert version(way, fake_ollama.url) == "0.34.0"


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    way: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(RequestError, match="prox") as caught:
        version(way, "http://models.example:11434")
    assert "of-mine" not in "".join(format_exception(caught.value))


def test_an_argument_that_no_connection_can_be_made_by_is_a_wrong_one(way: str) -> None:
    with pytest.raises(RequestError, match="proxy"):
        version(way, "http://models.example:11434", proxy="nonsense://proxy")
