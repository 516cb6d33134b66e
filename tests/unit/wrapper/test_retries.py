"""A call is tried again when that is asked for, and only where its answer has not begun."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from wrapper import IncompleteResponseError, OllamaError, ServerConnectionError

from .conftest import Caller, lines, ndjson

pytestmark = pytest.mark.usefixtures("waits")

DONE: dict[str, Any] = {"model": "m", "message": {"role": "assistant", "content": "hi"}, "done": True}


class Flaky:
    """Answers with each of the given answers, or statuses of errors, in turn, then well."""

    def __init__(self, *answers: httpx.Response | Exception | int) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.asked > len(self.answers):
            return ndjson(lines(DONE)) if b'"stream":true' in request.content else httpx.Response(200, json=DONE)
        answer = self.answers[self.asked - 1]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer, json={"error": "no"}) if isinstance(answer, int) else answer


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
def test_what_passes_is_tried_again_when_asked_for(caller: Caller, failure: Exception | int) -> None:
    server = Flaky(failure, failure)
    assert caller(server, "chat", "m", [], settings={"retries": 2})[-1].done
    assert server.asked == 3
    for retries in (0, 1):
        server = Flaky(failure, failure)
        with pytest.raises(OllamaError):
            caller(server, "chat", "m", [], settings={"retries": retries})
        assert server.asked == retries + 1


@pytest.mark.parametrize(
    "failure",
    [httpx.ReadTimeout("slow"), 500, 404],
    ids=repr,
)
def test_what_does_not_pass_is_not_tried_again(caller: Caller, failure: Exception | int) -> None:
    server = Flaky(failure)
    with pytest.raises(OllamaError):
        caller(server, "chat", "m", [], settings={"retries": 5})
    assert server.asked == 1


def test_a_stream_that_has_begun_is_not_tried_again(stream_caller: Caller) -> None:
    server = Flaky(ndjson(lines({**DONE, "done": False}), httpx.ReadError("reset")))
    with pytest.raises(IncompleteResponseError) as caught:
        stream_caller(server, "chat", "m", [], settings={"retries": 5})
    assert server.asked == 1
    assert caught.value.partial.message.content == "hi"


def test_the_server_says_how_long_to_wait(caller: Caller, waits: list[float]) -> None:
    busy = httpx.Response(503, headers={"Retry-After": "7"}, json={"error": "busy"})
    past = httpx.Response(429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, json={"error": "busy"})
    caller(Flaky(busy, past), "chat", "m", [], settings={"retries": 2})
    assert waits == [7.0, 0.0]


def test_without_word_from_the_server_each_wait_is_longer(caller: Caller, waits: list[float]) -> None:
    with pytest.raises(ServerConnectionError):
        caller(Flaky(*[httpx.ConnectError("refused")] * 9), "chat", "m", [], settings={"retries": 4})
    assert len(waits) == 4
    assert waits == sorted(waits)
