"""Servers that fail before they read a request, connections closed while idle, and proxies."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

import pytest

from tests.backends import PYREQWEST_BACKENDS, VerbCaller
from tests.faults.bad_servers import BadServer, never_accepted, opening_with, over_tls, refused
from tests.faults.calls import (
    DEADLINE,
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_BACKEND,
    WHOLE_AND_STREAMED,
    observe,
)
from tests.faults.expected import Expected, Raises, Returns, check
from tests.faults.on_pyreqwest import expected_on
from tests.faults.scripted_server import Act, Script, ScriptedServer, head, sized
from tests.faults.table.fault import NOT_OLLAMA, PAGE, WHOLE
from wrapper import ResponseError, ServerConnectionError, ServerTimeoutError

LONG = [{"role": "user", "content": "x" * 16_000_000}]
"""More than the system buffers for a server that does not read."""

BAD_SERVERS: dict[str, tuple[BadServer, Expected]] = {
    "refused": (refused, Raises(ServerConnectionError, "ollama serve")),
    "refused over TLS": (over_tls(refused), Raises(ServerConnectionError, "https://127.0.0.1")),
    "never accepted": (never_accepted, Raises(ServerTimeoutError, "raise `timeout`")),
    "closed at once": (opening_with(Act.CLOSE), Raises(ServerConnectionError)),
    "reset at once": (opening_with(Act.RESET), Raises(ServerConnectionError)),
    "half closed at once": (opening_with(Act.HALF_CLOSE), Raises(ServerConnectionError)),
    "a response before the request": (opening_with(sized(200, WHOLE), Act.STALL), Returns()),
    "a greeting": (opening_with(b"220 mail ready\r\n\r\n", Act.STALL), Raises(ServerConnectionError)),
    "an endless greeting": (opening_with(b"220 mail ready\r\n", Act.STALL), Raises(ServerTimeoutError)),
    "silence instead of TLS": (over_tls(opening_with(b"", Act.STALL)), Raises(ServerTimeoutError)),
    "plain HTTP instead of TLS": (over_tls(opening_with(sized(400), Act.STALL)), Raises(ServerConnectionError)),
    "closed instead of TLS": (over_tls(opening_with(Act.CLOSE)), Raises(ServerConnectionError)),
    # Not earlier: ssl leaves a socket open that is reset before it is wrapped.
    "reset instead of TLS": (over_tls(opening_with(Act.RECEIVE, Act.RESET)), Raises(ServerConnectionError)),
}


def timeout_for(expected: Expected) -> float:
    """Return a short timeout if the call is expected to last until it."""
    return 0.1 if isinstance(expected, Raises) and expected.kind is ServerTimeoutError else DEADLINE


pytestmark = IGNORE_DROPPED_GENERATORS


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", BAD_SERVERS)
def test_bad_server(name: str, streamed: bool, backend: str) -> None:
    server, expected = BAD_SERVERS[name]
    expected = expected_on(backend, name, expected)
    with server() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", timeout=timeout_for(expected), between=None)
    if name == "a response before the request" and backend in PYREQWEST_BACKENDS and outcome.error is None:
        expected = Returns()
    check(outcome, expected, streamed)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_unknown_host_name(streamed: bool, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = observe(VerbCaller(backend, streamed), "http://host.invalid", "chat", between=None)
    check(outcome, Raises(ServerConnectionError, "http://host.invalid"), streamed)


@ON_EACH_BACKEND
def test_server_that_does_not_read(backend: str) -> None:
    with opening_with(Act.IGNORE)() as url:
        outcome = observe(VerbCaller(backend), url, "chat", "m", LONG, timeout=0.1, between=None)
    check(outcome, Raises(ServerTimeoutError))


@ON_EACH_BACKEND
def test_error_response_during_request_body(backend: str) -> None:
    response = sized("413 Request Entity Too Large", {"error": "too long"}, "Connection: close")
    with opening_with(response, Act.HALF_CLOSE, Act.STALL)() as url:
        outcome = observe(VerbCaller(backend), url, "chat", "m", LONG, between=None)
    check(outcome, Raises(ResponseError, "too long", 413))


@ON_EACH_BACKEND
def test_error_response_and_close_during_request_body(backend: str) -> None:
    with opening_with(sized("413 Request Entity Too Large"), Act.CLOSE)() as url:
        outcome = observe(VerbCaller(backend), url, "chat", "m", LONG, between=None)
    assert isinstance(outcome.error, (ResponseError, ServerConnectionError))  # the system may discard the response
    assert outcome.busy == []


IDLE: dict[str, Script] = {
    "closed": [sized(200, WHOLE), Act.CLOSE],
    "closed after Connection: close": [sized(200, WHOLE, "Connection: close"), Act.CLOSE],
    "reset": [sized(200, WHOLE), Act.RESET],
    "half closed": [sized(200, WHOLE), Act.HALF_CLOSE],
    "closed after an unsolicited response": [sized(200, WHOLE), sized("408 Request Timeout"), Act.CLOSE],
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", IDLE)
def test_connection_that_ends_while_idle(name: str, streamed: bool, backend: str) -> None:
    server = ScriptedServer({"api": IDLE[name]})
    with server.serving() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", between=server.ended.acquire)
    check(outcome, Returns(), streamed)
    assert outcome.next_result == "0.34.0"


PROXIES: dict[str, tuple[Script, str, Expected]] = {
    "requires authentication": (
        [sized("407 Proxy Authentication Required", PAGE)],
        "http",
        Raises(ResponseError, "407", 407),
    ),
    "bad gateway": ([sized("502 Bad Gateway", PAGE)], "http", Raises(ResponseError, "502 Bad Gateway", 502)),
    "responds with a page": ([sized(200, PAGE)], "http", NOT_OLLAMA),
    "forwards": ([sized(200, WHOLE)], "http", Returns()),
    "closes": ([Act.CLOSE], "http", Raises(ServerConnectionError)),
    "never responds": ([Act.STALL], "http", Raises(ServerTimeoutError)),
    "requires authentication for a tunnel": (
        [sized("407 No"), Act.CLOSE],
        "https",
        Raises(ServerConnectionError, "407"),
    ),
    "refuses a tunnel": ([sized("403 Forbidden"), Act.CLOSE], "https", Raises(ServerConnectionError, "403")),
    "opens a dead tunnel": ([head(200), Act.CLOSE], "https", Raises(ServerConnectionError)),
    "never opens a tunnel": ([Act.STALL], "https", Raises(ServerTimeoutError)),
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", PROXIES)
def test_proxy(name: str, streamed: bool, backend: str) -> None:
    script, scheme, expected = PROXIES[name]
    expected = expected_on(backend, name, expected)
    with ScriptedServer({}, response=script).serving() as proxy:
        outcome = observe(
            VerbCaller(backend, streamed),
            f"{scheme}://host.invalid",
            "chat",
            proxy=proxy,
            timeout=timeout_for(expected),
            between=None,
        )
    if name == "opens a dead tunnel":
        outcome.busy.clear()  # httpcore closes the socket but keeps its entry
    check(outcome, expected, streamed)
    assert "host.invalid" in str(outcome.error or "host.invalid")


@ON_EACH_BACKEND
def test_refused_proxy(backend: str) -> None:
    with refused() as proxy:
        outcome = observe(VerbCaller(backend), "http://host.invalid", "chat", proxy=proxy, between=None)
    check(outcome, Raises(ServerConnectionError, "http://host.invalid"))


@ON_EACH_BACKEND
@pytest.mark.parametrize(
    "location", ["http://me:hidden@127.0.0.1:1/x", "//me:hidden@127.0.0.1:1/x", "ftp://me:hidden@x"]
)
def test_redirect_error_hides_password(location: str, backend: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "wrapper")
    with opening_with(sized(307, "", f"Location: {location}"), Act.STALL)() as url:
        outcome = observe(VerbCaller(backend), url, "chat", between=None)
    check(outcome, Raises(ResponseError if "ftp" in location else ServerConnectionError))
    assert "hidden" not in str(outcome.error) + caplog.text


@ON_EACH_BACKEND
def test_host_error_hides_password(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "wrapper")
    with opening_with(sized(500), Act.STALL)() as url, refused() as closed:
        for address in (url, closed):
            outcome = observe(VerbCaller(backend), address.replace("//", "//me:hidden@"), "chat", between=None)
            assert "hidden" not in str(outcome.error) + caplog.text
