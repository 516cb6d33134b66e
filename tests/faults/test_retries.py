"""A server that says when to come again, in whatever words, is asked again; what it cannot have read is sent again."""

from __future__ import annotations

import pytest

from tests.faults.calls import DROPPED, WAYS, Way
from tests.faults.expected import Gives, Raises, check
from tests.faults.table import HELLO, WHOLE
from tests.faults.wire import Act, Script, Wire, chunked, head, sized
from wrapper import IncompleteResponseError, OllamaError, ResponseError

BY = pytest.mark.parametrize("by", WAYS)
STREAMED = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
pytestmark = [DROPPED, pytest.mark.usefixtures("waits")]


class Turns(Wire):
    """Answers by one script after the other."""

    def __init__(self, *turns: Script) -> None:
        super().__init__({})
        self.turns = list(turns)
        self.asked = 0

    def script(self, method: str, path: str) -> Script:
        if path.endswith("/api/version"):
            return super().script(method, path)
        self.asked += 1
        return self.turns[min(self.asked, len(self.turns)) - 1]


@BY
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
def test_when_to_come_again_may_be_said_in_any_words(
    by: str, after: str, seconds: float | None, waits: list[float]
) -> None:
    busy = sized("503 Service Unavailable", {"error": "busy"}, f"Retry-After: {after}")
    wire = Turns([busy], [sized(200, WHOLE)])
    with wire.serving() as url:
        check(Way(by)(url, "chat", retries=1), Gives())
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


@BY
@STREAMED
@pytest.mark.parametrize("name", FAILURES)
def test_what_has_not_begun_to_be_answered_is_sent_again(name: str, streamed: bool, by: str) -> None:
    wire = Turns(FAILURES[name], FAILURES[name], [sized(200, WHOLE)])
    with wire.serving() as url:
        check(Way(by, streamed)(url, "chat", retries=2), Gives(), streamed)
        assert wire.asked == 3
        wire.asked = 0
        outcome = Way(by, streamed)(url, "chat")
    assert isinstance(outcome.error, OllamaError)
    assert wire.asked == 1


BEGUN: dict[str, Script] = {
    "closed in the body": [head(200, "Content-Length: 999"), HELLO, Act.CLOSE],
    "reset in the body": [head(200, "Content-Length: 999"), HELLO, Act.RESET],
    "closed before the body": [head(200, "Content-Length: 999"), Act.CLOSE],
    "no end": [chunked(HELLO)],
}


@BY
@STREAMED
@pytest.mark.parametrize("name", BEGUN)
def test_what_has_begun_to_be_answered_is_never_sent_again(name: str, streamed: bool, by: str) -> None:
    wire = Turns(BEGUN[name], [sized(200, WHOLE)])
    with wire.serving() as url:
        outcome = Way(by, streamed)(url, "chat", retries=5)
    partial = "Hello" if HELLO in BEGUN[name] or name == "no end" else None
    whole = "Hello" if name == "no end" else None
    check(outcome, Raises(IncompleteResponseError, "", 200, partial if streamed else whole), streamed)
    assert wire.asked == 1


@BY
@pytest.mark.parametrize("status", [400, 401, 404, 500, 502, 504])
def test_other_errors_are_for_good(status: int, by: str) -> None:
    wire = Turns([sized(status, {"error": "no"}, "Retry-After: 1")], [sized(200, WHOLE)])
    with wire.serving() as url:
        check(Way(by)(url, "chat", retries=5), Raises(ResponseError, "no", status))
    assert wire.asked == 1
