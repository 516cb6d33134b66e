"""A server on this machine is reached without the environment's proxy, any other through it."""

from __future__ import annotations

from traceback import format_exception
from typing import Any

import pytest

from tests.backends import VerbCaller
from wrapper import RequestError, ServerConnectionError
from wrapper.testing import FakeOllama, Respond

CLOSED_URL = "http://127.0.0.1:9"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def refused_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    for name in PROXIES:
        monkeypatch.setenv(name, CLOSED_URL)


def version(backend: str, host: str, **settings: Any) -> str:
    [reply] = VerbCaller(backend)(host, "version", settings=settings)
    return str(reply.version)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "0.0.0.0", "127.0.0.2"])
def test_loopback_bypasses_the_proxy(backend: str, fake_ollama: FakeOllama, name: str) -> None:
    host = fake_ollama.url.replace("127.0.0.1", name)
    if name == "127.0.0.2":  # refused by this address, where the server does not listen, not by the proxy
        with pytest.raises(ServerConnectionError, match="127.0.0.2"):
            version(backend, host)
    else:
        assert version(backend, host) == "0.34.0"
    assert len(fake_ollama.requests) == (name != "127.0.0.2")


def test_other_hosts_use_the_proxy(backend: str, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.setenv(name, fake_ollama.url)
    fake_ollama.fail(Respond(200, {"version": "proxied"}))
    assert version(backend, "http://models.example:11434") == "proxied"
    assert [seen.headers["host"] for seen in fake_ollama.requests] == ["models.example:11434"]


def test_proxy_argument_applies_to_loopback(backend: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.fail(Respond(200, {"version": "proxied"}))
    assert version(backend, "http://127.0.0.1:9", proxy=fake_ollama.url) == "proxied"


UNUSABLE = [
    ("all_proxy", "socks://127.0.0.1:9"),
    ("http_proxy", "socks5h://127.0.0.1:9"),
    ("https_proxy", "nonsense://user:secret@127.0.0.1:9"),
    ("http_proxy", "http://user:secret/secret@127.0.0.1:9"),
    ("no_proxy", "::1/128"),
]


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_loopback_ignores_unusable_proxy(
    backend: str, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert version(backend, fake_ollama.url) == "0.34.0"


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_unusable_proxy_error_hides_password(
    backend: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(RequestError, match="prox") as caught:
        version(backend, "http://models.example:11434")
    assert "secret" not in "".join(format_exception(caught.value))


def test_invalid_proxy_argument_raises_request_error(backend: str) -> None:
    with pytest.raises(RequestError, match="proxy"):
        version(backend, "http://models.example:11434", proxy="nonsense://proxy")
