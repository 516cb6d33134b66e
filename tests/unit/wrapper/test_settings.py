"""The settings of a client: its defaults, and which of several that disagree takes precedence."""

from __future__ import annotations

import inspect
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import AsyncClient, Client, ServerTimeoutError, Timeouts

PHASES = ("connect", "read", "write", "pool")
PASSED = 1e-9
"""A total timeout that has always passed."""


def version(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"version": "1"})


def test_default_timeouts(whole_caller: VerbCaller) -> None:
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return version(request)

    whole_caller(respond, "version")
    assert sent[0].extensions["timeout"] == {"connect": 10, "read": 600, "write": 600, "pool": 600}
    assert Timeouts() == (10, 600, 600, 600, None)


@pytest.mark.parametrize("client_class", [Client, AsyncClient])
def test_default_arguments(client_class: type[Client | AsyncClient]) -> None:
    parameters = inspect.signature(client_class).parameters
    defaults = {name: each.default for name, each in parameters.items() if each.default is not each.empty}
    assert {**defaults, "timeout": None} == {
        "host": None,
        "headers": None,
        "timeout": None,
        "api_key": None,
        "retries": 0,
        "default_model": False,
        "string_paths": True,
        "max_line_bytes": 64 << 20,
        "max_body_bytes": 256 << 20,
        "max_error_bytes": 1 << 20,
    }


@pytest.mark.parametrize(
    ("of_client", "of_call", "is_late"),
    [
        ({}, {"timeout": Timeouts(total=PASSED)}, True),
        ({"timeout": Timeouts(total=PASSED)}, {}, True),
        ({"timeout": Timeouts(total=1000)}, {"timeout": Timeouts(total=PASSED)}, True),
        ({"timeout": Timeouts(total=PASSED)}, {"timeout": Timeouts(total=1000)}, False),
        ({"timeout": Timeouts(total=PASSED)}, {"timeout": Timeouts()}, False),
        ({"timeout": Timeouts(total=PASSED)}, {"timeout": 5}, False),
        ({"timeout": Timeouts(total=PASSED)}, {"timeout": None}, False),
        ({"timeout": PASSED}, {}, False),
    ],
)
def test_timeout_of_a_call_replaces_the_total_of_the_client(
    whole_caller: VerbCaller, of_client: dict[str, Any], of_call: dict[str, Any], is_late: bool
) -> None:
    if is_late:
        with pytest.raises(ServerTimeoutError, match="total timeout of 1e-09 s"):
            whole_caller(version, "version", settings=of_client, **of_call)
    else:
        whole_caller(version, "version", settings=of_client, **of_call)


@pytest.mark.parametrize(("host", "url"), [("", "http://127.0.0.1:1234"), (" ", "http://127.0.0.1:1234")])
def test_empty_host_is_the_default_one(monkeypatch: pytest.MonkeyPatch, host: str, url: str) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://10.0.0.1:1")
    monkeypatch.setenv("OLLAMA_PORT", "1234")
    assert repr(Client(host)) == f"Client({url!r})"


def test_auth_of_none_drops_the_credentials_of_the_host(whole_caller: VerbCaller) -> None:
    sent: list[httpx.Headers] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers)
        return version(request)

    whole_caller(respond, "version", settings={"host": "http://user:pass@10.0.0.1", "auth": None})
    assert "authorization" not in sent[0]


def test_event_hooks_of_the_user_run(backend: str) -> None:
    """A hook sees the location of a redirect, which httpx itself must not."""
    seen: list[str] = []

    def on_request(request: httpx.Request) -> None:
        seen.append(request.url.path)

    def on_response(response: httpx.Response) -> None:
        seen.append(response.headers.get("location", "-"))

    async def on_request_async(request: httpx.Request) -> None:
        on_request(request)

    async def on_response_async(response: httpx.Response) -> None:
        on_response(response)

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/version":
            return httpx.Response(307, headers={"location": "/elsewhere"})
        return version(request)

    hooks: dict[str, list[Any]] = {"request": [on_request], "response": [on_response]}
    if backend != "sync":
        hooks = {"request": [on_request_async], "response": [on_response_async]}
    VerbCaller(backend)(respond, "version", settings={"event_hooks": hooks})
    assert seen == ["/api/version", "/elsewhere", "/elsewhere", "-"]
    assert {name: len(functions) for name, functions in hooks.items()} == {"request": 1, "response": 1}


@pytest.mark.parametrize(("settings", "status"), [({}, 200), ({"follow_redirects": False}, 307)])
def test_redirects_are_followed_unless_the_client_is_not_to(settings: dict[str, Any], status: int) -> None:
    statuses: list[int] = []

    def respond(request: httpx.Request) -> httpx.Response:
        response = version(request)
        if request.url.path == "/api/version":
            response = httpx.Response(307, headers={"location": "/elsewhere"})
        statuses.append(response.status_code)
        return response

    with Client(transport=httpx.MockTransport(respond), **settings) as client:
        assert bool(client.health()) is (status == 200)
    assert statuses[-1] == status


@pytest.mark.parametrize(
    ("host", "pattern", "environment"),
    [
        ("127.0.0.1", "all://127.0.0.1", {}),
        ("127.0.0.1", "http://127.0.0.1:9", {"http_proxy": "127.0.0.1:9"}),
        ("10.0.0.1", "http://10.0.0.1:9", {"http_proxy": "127.0.0.1:9", "no_proxy": "10.0.0.1"}),
        ("10.0.0.1", "http://", {"http_proxy": "127.0.0.1:9"}),
    ],
)
def test_mount_of_the_user_takes_precedence(
    whole_caller: VerbCaller, monkeypatch: pytest.MonkeyPatch, host: str, pattern: str, environment: dict[str, str]
) -> None:
    """Over the one for a server on this machine, for a proxy of the environment, and for a host without one."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    mounts = {pattern: httpx.MockTransport(version)}
    [reply] = whole_caller(f"http://{host}:9", "version", settings={"mounts": mounts})
    assert reply.version == "1"


@pytest.mark.parametrize("option", ["transport", "mounts"])
def test_client_repr_has_no_credentials(option: str) -> None:
    settings: dict[str, Any] = {
        "headers": {"X-Key": "secret"},
        "api_key": "secret",
        "auth": ("me", "secret"),
        option: None,
    }
    client = Client("http://me:secret@10.0.0.1", **settings)
    assert "secret" not in repr(client)
    assert "secret" not in repr(client.__getstate__())
