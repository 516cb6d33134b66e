"""Servers that cannot be talked to, connections that were closed while nothing was asked, and proxies."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

import pytest

from tests.faults.calls import DROPPED, GUARD, WAYS, Way
from tests.faults.expected import Expected, Gives, Raises, check
from tests.faults.places import Place, begun_with, never_accepted, over_tls, refused
from tests.faults.table import NOT_OLLAMA, PAGE, WHOLE
from tests.faults.wire import Act, Script, Wire, head, sized
from wrapper import ResponseError, ServerConnectionError, ServerTimeoutError

LONG = [{"role": "user", "content": "x" * 16_000_000}]
"""More than a system takes in that nobody reads."""

PLACES: dict[str, tuple[Place, Expected]] = {
    "nobody listens": (refused, Raises(ServerConnectionError, "ollama serve")),
    "nobody listens, over TLS": (over_tls(refused), Raises(ServerConnectionError, "https://127.0.0.1")),
    "the queue is full": (never_accepted, Raises(ServerTimeoutError, "raise `timeout`")),
    "closed at once": (begun_with(Act.CLOSE), Raises(ServerConnectionError)),
    "reset at once": (begun_with(Act.RESET), Raises(ServerConnectionError)),
    "half closed at once": (begun_with(Act.HALF_CLOSE), Raises(ServerConnectionError)),
    "an answer before the question": (begun_with(sized(200, WHOLE), Act.STALL), Gives()),
    "a greeting": (begun_with(b"220 mail ready\r\n\r\n", Act.STALL), Raises(ServerConnectionError)),
    "a greeting without end": (begun_with(b"220 mail ready\r\n", Act.STALL), Raises(ServerTimeoutError)),
    "TLS to one that speaks none": (over_tls(begun_with(b"", Act.STALL)), Raises(ServerTimeoutError)),
    "TLS to one that answers in plain": (over_tls(begun_with(sized(400), Act.STALL)), Raises(ServerConnectionError)),
    "TLS to one that closes": (over_tls(begun_with(Act.CLOSE)), Raises(ServerConnectionError)),
    # Not before: ssl leaves a socket open that was reset before it is wrapped.
    "TLS to one that resets": (over_tls(begun_with(Act.HEAR, Act.RESET)), Raises(ServerConnectionError)),
}


def patience(expected: Expected) -> float:
    """A timeout: as short as can be where that is what it comes to."""
    return 0.1 if isinstance(expected, Raises) and expected.kind is ServerTimeoutError else GUARD


pytestmark = DROPPED
STREAMED = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
BY = pytest.mark.parametrize("by", WAYS)


@BY
@STREAMED
@pytest.mark.parametrize("name", PLACES)
def test_a_server_that_cannot_be_talked_to(name: str, streamed: bool, by: str) -> None:
    place, expected = PLACES[name]
    with place() as url:
        outcome = Way(by, streamed)(url, "chat", timeout=patience(expected), between=None)
    check(outcome, expected, streamed)


@BY
@STREAMED
def test_a_name_that_nobody_knows(streamed: bool, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = Way(by, streamed)("http://nobody.invalid", "chat", between=None)
    check(outcome, Raises(ServerConnectionError, "http://nobody.invalid"), streamed)


@BY
def test_a_server_that_does_not_read(by: str) -> None:
    with begun_with(Act.DEAF)() as url:
        outcome = Way(by)(url, "chat", "m", LONG, timeout=0.1, between=None)
    check(outcome, Raises(ServerTimeoutError))


@BY
def test_a_refusal_before_all_is_sent(by: str) -> None:
    refusal = sized("413 Request Entity Too Large", {"error": "too long"}, "Connection: close")
    with begun_with(refusal, Act.HALF_CLOSE, Act.STALL)() as url:
        outcome = Way(by)(url, "chat", "m", LONG, between=None)
    check(outcome, Raises(ResponseError, "too long", 413))


@BY
def test_a_refusal_and_a_closed_door_before_all_is_sent(by: str) -> None:
    with begun_with(sized("413 Request Entity Too Large"), Act.CLOSE)() as url:
        outcome = Way(by)(url, "chat", "m", LONG, between=None)
    assert isinstance(outcome.error, (ResponseError, ServerConnectionError))  # the system may drop what was sent
    assert outcome.busy == []


IDLE: dict[str, Script] = {
    "closed": [sized(200, WHOLE), Act.CLOSE],
    "closed, as announced": [sized(200, WHOLE, "Connection: close"), Act.CLOSE],
    "reset": [sized(200, WHOLE), Act.RESET],
    "half closed": [sized(200, WHOLE), Act.HALF_CLOSE],
    "with a word that nobody asked for": [sized(200, WHOLE), sized("408 Request Timeout"), Act.CLOSE],
}


@BY
@STREAMED
@pytest.mark.parametrize("name", IDLE)
def test_a_connection_that_ended_between_two_calls_harms_neither(name: str, streamed: bool, by: str) -> None:
    wire = Wire({"api": IDLE[name]})
    with wire.serving() as url:
        outcome = Way(by, streamed)(url, "chat", between=wire.ended.acquire)
    check(outcome, Gives(), streamed)
    assert outcome.following == "0.34.0"


PROXIES: dict[str, tuple[Script, str, Expected]] = {
    "wants a password": ([sized("407 Proxy Authentication Required", PAGE)], "http", Raises(ResponseError, "407", 407)),
    "has no way there": ([sized("502 Bad Gateway", PAGE)], "http", Raises(ResponseError, "502 Bad Gateway", 502)),
    "answers with a page": ([sized(200, PAGE)], "http", NOT_OLLAMA),
    "hands on": ([sized(200, WHOLE)], "http", Gives()),
    "closes": ([Act.CLOSE], "http", Raises(ServerConnectionError)),
    "never answers": ([Act.STALL], "http", Raises(ServerTimeoutError)),
    "wants a password for a tunnel": ([sized("407 No"), Act.CLOSE], "https", Raises(ServerConnectionError, "407")),
    "refuses a tunnel": ([sized("403 Forbidden"), Act.CLOSE], "https", Raises(ServerConnectionError, "403")),
    "opens a tunnel to nowhere": ([head(200), Act.CLOSE], "https", Raises(ServerConnectionError)),
    "never opens a tunnel": ([Act.STALL], "https", Raises(ServerTimeoutError)),
}


@BY
@STREAMED
@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy(name: str, streamed: bool, by: str) -> None:
    script, scheme, expected = PROXIES[name]
    with Wire({}, answer=script).serving() as proxy:
        outcome = Way(by, streamed)(
            f"{scheme}://nobody.invalid", "chat", proxy=proxy, timeout=patience(expected), between=None
        )
    if name == "opens a tunnel to nowhere":
        outcome.busy.clear()  # httpcore closes the socket, and keeps its entry
    check(outcome, expected, streamed)
    assert "nobody.invalid" in str(outcome.error or "nobody.invalid")


@BY
def test_no_proxy_at_all(by: str) -> None:
    with refused() as proxy:
        outcome = Way(by)("http://nobody.invalid", "chat", proxy=proxy, between=None)
    check(outcome, Raises(ServerConnectionError, "http://nobody.invalid"))


@BY
@pytest.mark.parametrize(
    "location", ["http://me:hidden@127.0.0.1:1/x", "//me:hidden@127.0.0.1:1/x", "ftp://me:hidden@x"]
)
def test_the_password_in_a_redirect_is_not_told(location: str, by: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "wrapper")
    with begun_with(sized(307, "", f"Location: {location}"), Act.STALL)() as url:
        outcome = Way(by)(url, "chat", between=None)
    check(outcome, Raises(ResponseError if "ftp" in location else ServerConnectionError))
    assert "hidden" not in str(outcome.error) + caplog.text


@BY
def test_the_password_of_a_host_is_not_told(by: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "wrapper")
    with begun_with(sized(500), Act.STALL)() as url, refused() as closed:
        for address in (url, closed):
            outcome = Way(by)(address.replace("//", "//me:hidden@"), "chat", between=None)
            assert "hidden" not in str(outcome.error) + caplog.text
