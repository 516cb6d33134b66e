"""A call is repeated if `retries` is set, and only before its response has started."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import IncompleteResponseError, OllamaError, ServerConnectionError

from .conftest import lines, ndjson

pytestmark = pytest.mark.usefixtures("waits")

DONE: dict[str, Any] = {"model": "m", "message": {"role": "assistant", "content": "hi"}, "done": True}


class Flaky:
    """Responds with the given responses, exceptions or error statuses in turn, then successfully."""

    def __init__(self, *failures: httpx.Response | Exception | int) -> None:
        self.failures = list(failures)
        self.count = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.count += 1
        if self.count > len(self.failures):
            return ndjson(lines(DONE)) if b'"stream":true' in request.content else httpx.Response(200, json=DONE)
        failure = self.failures[self.count - 1]
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(failure, json={"error": "no"}) if isinstance(failure, int) else failure


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("hung up"),
        429,
        503,
    ],
    ids=repr,
)
def test_transient_failure_is_retried(caller: VerbCaller, failure: Exception | int) -> None:
    server = Flaky(failure, failure)
    assert caller(server, "chat", "m", [], settings={"retries": 2})[-1].done
    assert server.count == 3
    for retries in (0, 1):
        server = Flaky(failure, failure)
        with pytest.raises(OllamaError):
            caller(server, "chat", "m", [], settings={"retries": retries})
        assert server.count == retries + 1


@pytest.mark.parametrize(
    "failure",
    [httpx.ReadTimeout("slow"), 500, 404],
    ids=repr,
)
def test_permanent_failure_is_not_retried(caller: VerbCaller, failure: Exception | int) -> None:
    server = Flaky(failure)
    with pytest.raises(OllamaError):
        caller(server, "chat", "m", [], settings={"retries": 5})
    assert server.count == 1


def test_started_stream_is_not_retried(stream_caller: VerbCaller) -> None:
    server = Flaky(ndjson(lines({**DONE, "done": False}), httpx.ReadError("reset")))
    with pytest.raises(IncompleteResponseError) as caught:
        stream_caller(server, "chat", "m", [], settings={"retries": 5})
    assert server.count == 1
    assert caught.value.partial.message.content == "hi"


def test_retry_after_sets_the_wait(caller: VerbCaller, waits: list[float]) -> None:
    busy = httpx.Response(503, headers={"Retry-After": "7"}, json={"error": "busy"})
    past = httpx.Response(429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, json={"error": "busy"})
    caller(Flaky(busy, past), "chat", "m", [], settings={"retries": 2})
    assert waits == [7.0, 0.0]


def test_waits_grow_without_retry_after(caller: VerbCaller, waits: list[float]) -> None:
    with pytest.raises(ServerConnectionError):
        caller(Flaky(*[httpx.ConnectError("refused")] * 9), "chat", "m", [], settings={"retries": 4})
    assert len(waits) == 4
    assert waits == sorted(waits)


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("0", 0.0, 0.0),
        ("59", 59.0, 59.0),
        ("61", 60.0, 60.0),
        ("Fri, 31 Dec 2100 00:00:00 GMT", 60.0, 60.0),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 0.18, 60.0),
        ("1.5", 0.18, 0.32),
        ("-1", 0.18, 0.32),
        ("\u0663", 0.18, 0.32),
        ("soon", 0.18, 0.32),
        ("", 0.18, 0.32),
        ("Wed, 21 Oct 2015 07:28:00", 0.18, 0.32),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_wait_has_bounds(
    whole_caller: VerbCaller, waits: list[float], header: str, least: float, most: float, status: int
) -> None:
    busy = httpx.Response(status, headers=[(b"Retry-After", header.encode())], json={"error": "busy"})
    whole_caller(Flaky(busy), "chat", "m", [], settings={"retries": 1})
    (wait,) = waits
    assert least <= wait <= most


def test_waits_double_up_to_a_minute_and_differ(whole_caller: VerbCaller, waits: list[float]) -> None:
    with pytest.raises(ServerConnectionError):
        whole_caller(Flaky(*[httpx.ConnectError("refused")] * 12), "chat", "m", [], settings={"retries": 11})
    assert len(waits) == 11
    for attempt, wait in enumerate(waits):
        expected = min(0.25 * 2**attempt, 60)
        assert 0.75 * expected <= wait <= 1.25 * expected
    assert len(set(waits)) == 11
