"""Requests that are repeated: after a Retry-After header in any form, and when the server cannot have read them."""

from __future__ import annotations

import pytest

from tests.backends import VerbCaller
from tests.faults.calls import IGNORE_DROPPED_GENERATORS, ON_EACH_BACKEND, WHOLE_AND_STREAMED, observe
from tests.faults.expected import Raises, Returns, check
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunked, head, sized
from tests.faults.table.fault import HELLO, WHOLE
from wrapper import IncompleteResponseError, OllamaError, ResponseError

pytestmark = [IGNORE_DROPPED_GENERATORS, pytest.mark.usefixtures("waits")]


class ScriptSequence(ScriptedServer):
    """Responds with one script after the other, and counts the requests."""

    def __init__(self, *sequence: Script) -> None:
        super().__init__({})
        self.sequence = list(sequence)
        self.count = 0

    def script(self, method: str, path: str) -> Script:
        if path.endswith("/api/version"):
            return super().script(method, path)
        self.count += 1
        return self.sequence[min(self.count, len(self.sequence)) - 1]


@ON_EACH_BACKEND
@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("7", 7),
        ("0", 0),
        (" 7 ", 7),
        ("99999", 60),
        ("9" * 400, 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 9999 07:28:00 GMT", 60),
        ("Wed, 21 Oct 99999 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999", None),
        ("Wed, 21 Oct 2015 07:28:00 -0000", None),
        ("-5", None),
        ("1.5", None),
        ("inf", None),
        ("\xb2", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_formats(backend: str, after: str, seconds: float | None, waits: list[float]) -> None:
    busy = sized("503 Service Unavailable", {"error": "busy"}, f"Retry-After: {after}")
    server = ScriptSequence([busy], [sized(200, WHOLE)])
    with server.serving() as url:
        check(observe(VerbCaller(backend), url, "chat", retries=1), Returns())
    [waited] = waits
    assert waited == seconds if seconds is not None else 0 < waited < 1


FAILURES: dict[str, Script] = {
    "closed": [Act.CLOSE],
    "reset": [Act.RESET],
    "closed in the head": [head(200)[:9], Act.CLOSE],
    "429": [sized(429)],
    "503 of a proxy": [sized(503, "<html>")],
    "503 closed in the body": [head(503, "Content-Length: 9"), Act.CLOSE],
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", FAILURES)
def test_request_without_response_is_repeated(name: str, streamed: bool, backend: str) -> None:
    server = ScriptSequence(FAILURES[name], FAILURES[name], [sized(200, WHOLE)])
    with server.serving() as url:
        check(observe(VerbCaller(backend, streamed), url, "chat", retries=2), Returns(), streamed)
        assert server.count == 3
        server.count = 0
        outcome = observe(VerbCaller(backend, streamed), url, "chat")
    assert isinstance(outcome.error, OllamaError)
    assert server.count == 1


TRUNCATED: dict[str, Script] = {
    "closed in the body": [head(200, "Content-Length: 999"), HELLO, Act.CLOSE],
    "reset in the body": [head(200, "Content-Length: 999"), HELLO, Act.RESET],
    "closed before the body": [head(200, "Content-Length: 999"), Act.CLOSE],
    "no end": [chunked(HELLO)],
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", TRUNCATED)
def test_truncated_response_is_not_repeated(name: str, streamed: bool, backend: str) -> None:
    server = ScriptSequence(TRUNCATED[name], [sized(200, WHOLE)])
    with server.serving() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", retries=5)
    partial = "Hello" if HELLO in TRUNCATED[name] or name == "no end" else None
    whole = "Hello" if name == "no end" else None
    check(outcome, Raises(IncompleteResponseError, "", 200, partial if streamed else whole), streamed)
    assert server.count == 1


@ON_EACH_BACKEND
@pytest.mark.parametrize("status", [400, 401, 404, 500, 502, 504])
def test_other_statuses_are_not_repeated(status: int, backend: str) -> None:
    server = ScriptSequence([sized(status, {"error": "no"}, "Retry-After: 1")], [sized(200, WHOLE)])
    with server.serving() as url:
        check(observe(VerbCaller(backend), url, "chat", retries=5), Raises(ResponseError, "no", status))
    assert server.count == 1
