"""A server on this machine is reached without the environment's proxy, any other through it."""

from __future__ import annotations

import socket
from traceback import format_exception
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import AsyncClient, Client, RequestError, ServerConnectionError
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


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "0.0.0.0", "127.0.0.2"])
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
    ("http_proxy", "http://user:secret@127.0.0.1:65545"),
    ("http_proxy", "http://user:secret@127.0.0.1:0"),
    ("http_proxy", "http://"),
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
    with pytest.raises(RequestError, match=f"^{name} names no usable proxy") as caught:
        version(backend, "http://models.example:11434")
    assert "secret" not in "".join(format_exception(caught.value))


@pytest.mark.parametrize("host", ["http://models.example:11434", "http://127.0.0.1:11434"])
@pytest.mark.parametrize(
    "proxy", ["nonsense://proxy", "http://127.0.0.1:65545", httpx.Proxy("http://127.0.0.1:0"), httpx.URL("http://")]
)
def test_invalid_proxy_argument_raises_request_error(backend: str, proxy: Any, host: str) -> None:
    with pytest.raises(RequestError, match="proxy|Proxy"):
        version(backend, host, proxy=proxy)


def is_direct(client_class: type[Client | AsyncClient], host: str, url: str | None = None, **settings: Any) -> bool:
    """Whether a client of a host requests the host, or another URL, without a proxy."""
    client = client_class(host, verify=False, **settings)._client
    return client._transport_for_url(httpx.URL(url or client.base_url)) is client._transport


BOTH_CLIENTS = pytest.mark.parametrize("client_class", [Client, AsyncClient])
NO_PROXY = [
    ("*", "models.example", True),
    ("other.example, *", "models.example", True),
    ("models.example", "models.example", True),
    ("models.example", "MODELS.example.", True),
    ("MODELS.Example", "models.example", True),
    ("models.example.", "models.example", True),
    ("example", "models.example", True),
    (".example", "models.example", True),
    (".models.example", "models.example", True),
    ("*.example", "models.example", True),
    ("*.example", "example", False),
    ("*.models.example", "models.example", False),
    ("models.*", "models.example", True),
    ("odels.example", "models.example", False),
    ("models.example:11434", "models.example", True),
    ("models.example:11434", "http://models.example:11434", True),
    ("models.example:80", "http://models.example", True),
    ("models.example:443", "https://models.example", True),
    ("models.example:1", "models.example", False),
    (".example:11434", "models.example", True),
    ("http://models.example", "http://models.example", True),
    ("https://models.example", "http://models.example", False),
    ("10.1.2.3", "10.1.2.3", True),
    ("10.1.2.3:11434", "10.1.2.3", True),
    ("10.1.2.3:1", "10.1.2.3", False),
    ("10.0.0.0/8", "10.1.2.3", True),
    ("10.1.2.3/8", "10.200.0.1", True),
    ("10.0.0.0/8:11434", "10.1.2.3", True),
    ("10.0.0.0/8", "11.1.2.3", False),
    ("10.0.0.0/8", "models.example", False),
    ("10.1.*", "10.1.2.3", True),
    ("0.0.0.0/0", "10.1.2.3", True),
    ("::/0", "10.1.2.3", False),
    ("fd00::1", "[fd00::1]", True),
    ("[fd00::1]", "[fd00::1]", True),
    ("[fd00::1]:11434", "[fd00::1]", True),
    ("[fd00::1]:1", "[fd00::1]", False),
    ("fd00:0:0::1", "[fd00::1]", True),
    ("fd00::/8", "[fd00::1]", True),
    ("[fd00::]/8", "[fd00::1]", True),
    ("[fd00::/8]", "[fd00::1]", True),
    ("fe80::/10", "[fd00::1]", False),
    ("10.0.0.0/8", "[::ffff:10.1.2.3]", True),
    ("a, models.example ,b", "models.example", True),
    ("a models.example\tb", "models.example", True),
    ("models.example,", "models.example", True),
    (",,models.example,,", "models.example", True),
    ("10.0.0.0/99,models.example", "models.example", True),
    ("[::1,]:80,::1/999,host:port,:80,a:b:c,//,%,models.example", "models.example", True),
    ("10.0.0.0/99", "10.1.2.3", False),
    ("[models.example", "models.example", False),
    ("", "models.example", False),
    (" , ", "models.example", False),
]


@BOTH_CLIENTS
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize(("value", "host", "direct"), NO_PROXY)
def test_no_proxy_excludes_hosts(
    client_class: type[Client | AsyncClient],
    name: str,
    value: str,
    host: str,
    direct: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    assert is_direct(client_class, host) is direct


@BOTH_CLIENTS
def test_no_proxy_applies_to_other_hosts(
    client_class: type[Client | AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "excluded.example,.suffix.example,10.1.2.3,[fd00::1]:80,models.example")
    for host in ("127.0.0.1", "models.example", "elsewhere.example"):
        for url in ("http://excluded.example", "https://a.suffix.example/x", "http://10.1.2.3"):
            assert is_direct(client_class, host, url)
        for url in ("http://other.example", "https://10.1.2.4", "https://[fd00::1]:81"):
            assert not is_direct(client_class, host, url)


@BOTH_CLIENTS
@pytest.mark.parametrize("name", PROXIES)
@pytest.mark.parametrize("value", ["127.0.0.1:9", "http://127.0.0.1:9", "https://u:p@127.0.0.1:9/", "http://[::1]:9"])
def test_proxy_of_each_variable(
    client_class: type[Client | AsyncClient], name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in PROXIES:
        monkeypatch.delenv(each)
    monkeypatch.setenv(name, value)
    for scheme in ("http", "https"):
        assert is_direct(client_class, f"{scheme}://models.example") is (
            name.lower() not in (f"{scheme}_proxy", "all_proxy")
        )
        assert is_direct(client_class, f"{scheme}://models.example", trust_env=False)


@pytest.mark.parametrize(("excluded", "is_named"), [("", True), ("models.example", False)])
def test_error_names_the_variable_of_a_proxy_that_does_not_run(
    backend: str, excluded: str, is_named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in PROXIES:
        monkeypatch.delenv(each)
    monkeypatch.setenv("HTTP_PROXY", "http://user:secret@127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", excluded)
    lookup = socket.getaddrinfo

    def refuse_name(host: Any, *arguments: Any, **options: Any) -> Any:
        if "models.example" in str(host):
            raise socket.gaierror("unknown name")
        return lookup(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", refuse_name)
    with pytest.raises(ServerConnectionError) as raised:
        VerbCaller(backend)("http://models.example:11434", "version")
    assert ("HTTP_PROXY" in str(raised.value)) is is_named
    assert "secret" not in str(raised.value)


def test_excluded_host_ignores_unusable_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "nonsense://user:secret@127.0.0.1:9")
    monkeypatch.setenv("no_proxy", ".example")
    assert is_direct(Client, "http://models.example")


def test_redirect_to_another_host_uses_the_proxy(
    backend: str, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PROXIES:
        monkeypatch.setenv(name, fake_ollama.url)
    fake_ollama.fail(Respond(307, "", {"Location": "http://models.example/api/version"}))
    fake_ollama.fail(Respond(200, {"version": "proxied"}))
    assert version(backend, fake_ollama.url) == "proxied"
    assert fake_ollama.requests[-1].headers["host"] == "models.example"


def test_certificates_of_environment_count_with_proxies(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", __file__)  # not a certificate
    with pytest.raises(RequestError):
        version(backend, "https://models.example")
