"""Which credentials a client sends, where several are set; a client's own headers and defaults."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import Client, RequestError

ANY_HOST, HOST_WITH_PASSWORD = "http://10.0.0.1", "http://user:pass@10.0.0.1"
OLLAMA_COM = "https://ollama.com"
HEADER = {"AUTHORIZATION": "Custom mine"}


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


PRECEDENCE: dict[str, tuple[dict[str, Any], str | None]] = {
    "nothing": ({"host": ANY_HOST}, None),
    "api_key": ({"host": ANY_HOST, "api_key": "mine"}, "Bearer mine"),
    "api_key is stripped": ({"host": ANY_HOST, "api_key": " mine\n"}, "Bearer mine"),
    "an empty api_key": ({"host": ANY_HOST, "api_key": ""}, None),
    "headers": ({"host": ANY_HOST, "headers": HEADER}, "Custom mine"),
    "headers before api_key": ({"host": ANY_HOST, "headers": HEADER, "api_key": "other"}, "Custom mine"),
    "headers without a value": (
        {"host": ANY_HOST, "headers": {"Authorization": None}, "api_key": "mine"},
        "Bearer mine",
    ),
    "host": ({"host": HOST_WITH_PASSWORD}, basic("user", "pass")),
    "host before api_key": ({"host": HOST_WITH_PASSWORD, "api_key": "other"}, basic("user", "pass")),
    "host before headers": ({"host": HOST_WITH_PASSWORD, "headers": HEADER}, basic("user", "pass")),
    "auth": ({"host": ANY_HOST, "auth": ("me", "too")}, basic("me", "too")),
    "auth before host": ({"host": HOST_WITH_PASSWORD, "auth": ("me", "too")}, basic("me", "too")),
    "auth before headers": ({"host": ANY_HOST, "auth": ("me", "too"), "headers": HEADER}, basic("me", "too")),
    "auth before api_key": ({"host": ANY_HOST, "auth": ("me", "too"), "api_key": "other"}, basic("me", "too")),
    "environment": ({"host": OLLAMA_COM}, "Bearer environment"),
    "api_key before environment": ({"host": OLLAMA_COM, "api_key": "mine"}, "Bearer mine"),
    "an empty api_key instead of the environment's": ({"host": OLLAMA_COM, "api_key": ""}, None),
    "headers before environment": ({"host": OLLAMA_COM, "headers": HEADER}, "Custom mine"),
    "environment in any case": ({"host": "https://OLLAMA.com"}, "Bearer environment"),
    "no environment for another server": ({"host": "https://example.com"}, None),
    "no environment for a server with a longer name": ({"host": "https://notollama.com"}, None),
    "no environment for a subdomain": ({"host": "https://ollama.com.example.com"}, None),
    "no environment without TLS": ({"host": "http://ollama.com"}, None),
}


@pytest.mark.parametrize("name", PRECEDENCE)
def test_precedence_of_credentials(whole_caller: VerbCaller, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "environment")
    settings, expected = PRECEDENCE[name]
    sent: list[str | None] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("authorization"))
        return httpx.Response(200, json={"version": "1"})

    whole_caller(respond, "version", settings=settings)
    assert sent == [expected]


WEB: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "the client's key": ({"api_key": "mine"}, None, "Bearer mine"),
    "the client's key before the environment's": ({"api_key": "mine"}, "environment", "Bearer mine"),
    "the client's header": ({"headers": {"authorization": "Bearer mine"}}, "environment", "Bearer mine"),
    "the environment's": ({}, "environment", "Bearer environment"),
    "a header without a bearer token": (
        {"headers": {"Authorization": "Basic eDp5"}},
        "environment",
        "Bearer environment",
    ),
    "another header": ({"headers": {"X-Key": "Bearer x"}}, "environment", "Bearer environment"),
    "a key for another server": ({"host": ANY_HOST, "api_key": "theirs"}, "environment", "Bearer environment"),
    "a key for a server with a longer name": (
        {"host": "https://notollama.com", "api_key": "theirs"},
        "environment",
        "Bearer environment",
    ),
    "a key for ollama.com without TLS": (
        {"host": "http://ollama.com", "api_key": "theirs"},
        "environment",
        "Bearer environment",
    ),
    "a key for ollama.com": ({"host": OLLAMA_COM, "api_key": "mine"}, "environment", "Bearer mine"),
    "a key for another server alone": ({"host": ANY_HOST, "api_key": "theirs"}, None, None),
    "an empty environment": ({}, "", None),
}


@pytest.mark.parametrize("name", WEB)
def test_credentials_of_web_search(whole_caller: VerbCaller, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settings, environment, expected = WEB[name]
    if environment is not None:
        monkeypatch.setenv("OLLAMA_API_KEY", environment)
    sent: list[str | None] = []

    def respond(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "ollama.com"
        sent.append(request.headers.get("authorization"))
        return httpx.Response(200, json={"results": []})

    if expected is None:
        with pytest.raises(RequestError, match="OLLAMA_API_KEY"):
            whole_caller(respond, "web_search", "sky", settings=settings)
        assert sent == []
    else:
        whole_caller(respond, "web_search", "sky", settings=settings)
        assert sent == [expected]


HEADERS: list[tuple[dict[str, Any], dict[str, str | None]]] = [
    ({}, {"accept": "application/json, application/x-ndjson", "content-type": "application/json"}),
    ({"headers": {"User-Agent": "mine", "X-Key": "k"}}, {"user-agent": "mine", "x-key": "k"}),
    (
        {"headers": {"Accept": "text/plain", "X-Empty": "", "X-None": None}},
        {"accept": "text/plain", "x-empty": "", "x-none": None},
    ),
]


@pytest.mark.parametrize(("settings", "expected"), HEADERS)
def test_headers_of_a_request(caller: VerbCaller, settings: dict[str, Any], expected: dict[str, str | None]) -> None:
    sent: list[httpx.Headers] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers)
        return httpx.Response(200, json={"message": {"role": "assistant", "content": ""}, "done": True})

    caller(respond, "chat", "m", [], settings=settings)
    assert {name: sent[0].get(name) for name in expected} == expected
    assert settings or sent[0]["user-agent"].startswith("ollama-wrapper/")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"host": 3}, "host must be a string"),
        ({"host": "http://10.0.0.1:65536"}, "invalid port '65536'"),
        ({"headers": [("X", "y")]}, "headers must be a dict"),
        ({"headers": {3: "y"}}, "headers: the name 3"),
        ({"headers": {"X Y": "y"}}, "headers: the name 'X Y'"),
        ({"headers": {"": "y"}}, "headers: the name ''"),
        ({"headers": {"X": 3}}, "headers: 'X'"),
        ({"headers": {"X": "a\nb"}}, "headers: 'X'"),
        ({"headers": {"X": "é"}}, "headers: 'X'"),
        ({"headers": {"X": " y"}}, "headers: 'X'"),
        ({"api_key": 3}, "api_key"),
        ({"api_key": "a\nb"}, "api_key"),
        ({"api_key": "é"}, "api_key"),
        ({"retries": True}, "retries"),
        ({"retries": -1}, "retries"),
        ({"retries": "1"}, "retries"),
        ({"default_model": ""}, "default_model"),
        ({"default_model": None}, "default_model"),
        ({"default_model": 1}, "default_model"),
        ({"base_url": ANY_HOST}, "base_url"),
    ],
)
def test_invalid_setting_is_named_but_no_secret(settings: dict[str, Any], reason: str) -> None:
    with pytest.raises(RequestError, match=reason) as caught:
        Client(**settings)
    if "api_key" in settings:
        assert repr(settings["api_key"]) not in str(caught.value)


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    def url(host: str | None = None) -> str:
        with Client(host, transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
            return repr(client)

    assert url() == "Client('http://127.0.0.1:11434')"
    monkeypatch.setenv("OLLAMA_PORT", "1234")
    assert url() == "Client('http://127.0.0.1:1234')"
    assert url("10.0.0.1") == "Client('http://10.0.0.1:1234')"
    monkeypatch.setenv("OLLAMA_HOST", "10.0.0.2:99999")  # an invalid port is an error only as an argument
    assert url() == "Client('http://10.0.0.2:1234')"
    monkeypatch.setenv("OLLAMA_HOST", "10.0.0.2:5678")
    assert url() == "Client('http://10.0.0.2:5678')"
    assert url("10.0.0.1") == "Client('http://10.0.0.1:1234')"
