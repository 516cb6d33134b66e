"""A host is parsed by the rules of the Ollama server for OLLAMA_HOST."""

from __future__ import annotations

import pytest

from wrapper import Client, RequestError
from wrapper.clients.host import parse_host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        (None, "http://127.0.0.1:11434"),
        ("1.2.3.4", "http://1.2.3.4:11434"),
        (":1234", "http://127.0.0.1:1234"),
        ("1.2.3.4:1234", "http://1.2.3.4:1234"),
        ("example.com", "http://example.com:11434"),
        ("example.com:1234", "http://example.com:1234"),
        ("example.com/", "http://example.com:11434"),
        (":0", "http://127.0.0.1:0"),
        (":66000", "http://127.0.0.1:11434"),
        (":-1", "http://127.0.0.1:11434"),
        ("example.com:port", "http://example.com:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("::1", "http://[::1]:11434"),
        ("[::1]:1337", "http://[::1]:1337"),
        ("[::]", "http://[::1]:11434"),
        ("::", "http://[::1]:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:1234", "http://127.0.0.1:1234"),
        ("https://0.0.0.0:4321", "https://127.0.0.1:4321"),
        (" 1.2.3.4 ", "http://1.2.3.4:11434"),
        ('"1.2.3.4"', "http://1.2.3.4:11434"),
        (' " 1.2.3.4 " ', "http://1.2.3.4:11434"),
        ("'1.2.3.4'", "http://1.2.3.4:11434"),
        ("http://1.2.3.4", "http://1.2.3.4:80"),
        ("http://1.2.3.4:4321", "http://1.2.3.4:4321"),
        ("HTTPS://1.2.3.4", "https://1.2.3.4:443"),
        ("https://1.2.3.4:66000", "https://1.2.3.4:443"),
        ("https://example.com/ollama", "https://example.com:443/ollama"),
        ("https://example.com/a b/", "https://example.com:443/a%20b"),
        ("example.com/a/b/", "http://example.com:11434/a/b"),
        ("ollama.com", "https://ollama.com:443"),
        ("http://user:secret@example.com:80/x", "http://example.com:80/x"),
        ("http://example.com/x?a=/b#c", "http://example.com:80/x"),
        ("http://example.com#a?b/c", "http://example.com:80"),
        ("http://[::ffff:0.0.0.0]:1234", "http://[::1]:1234"),
        ("[::ffff:10.1.2.3]:1234", "http://[::ffff:10.1.2.3]:1234"),
        (":65535", "http://127.0.0.1:65535"),
        (":65536", "http://127.0.0.1:11434"),
        (":\u0663", "http://127.0.0.1:11434"),
        ("OLLAMA.COM", "http://OLLAMA.COM:11434"),
        ("https://h/%20/a:b@c", "https://h:443/%20/a:b@c"),
    ],
)
def test_host_follows_rules_of_server(text: str | None, url: str) -> None:
    assert parse_host(text).url == url


@pytest.mark.parametrize("text", ["ftp://example.com", "unix:///tmp/ollama.sock", "http://exa mple.com", "http://a<b>"])
def test_invalid_host_raises_request_error(text: str) -> None:
    with pytest.raises(RequestError, match="host"):
        parse_host(text)


def test_port_of_environment_is_the_default() -> None:
    assert parse_host("example.com", "1234").url == "http://example.com:1234"
    assert parse_host("", " '1234' ").url == "http://127.0.0.1:1234"
    assert parse_host("example.com:80", "1234").url == "http://example.com:80"
    assert parse_host("http://example.com", "1234").url == "http://example.com:80"


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        ("us%40er:pass%3Aword@", ("us@er", "pass:word")),
        ("user:pass:word@", ("user", "pass:word")),
        ("user:p@ssword@", ("user", "p@ssword")),
        ("user@", ("user", "")),
        (":password@", ("", "password")),
        ("@", None),
        ("", None),
    ],
)
def test_credentials_of_a_host(text: str, credentials: tuple[str, str] | None) -> None:
    for host in (parse_host(f"http://{text}example.com:80"), parse_host(f"{text}example.com:80")):
        assert host.credentials == credentials
        assert host.url == "http://example.com:80"


def test_credentials_are_not_in_repr() -> None:
    host = parse_host("http://user:pass@example.com")
    assert "pass" not in repr(host)
    assert "pass" not in repr(Client("http://user:pass@example.com"))


def test_argument_overrides_host_of_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://10.0.0.1:1")
    assert repr(Client()) == "Client('http://10.0.0.1:1')"
    assert repr(Client("10.0.0.2")) == "Client('http://10.0.0.2:11434')"
