"""The faults that users of the embedded server can order, on a client of ours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faults.calls import GUARD, USER, WAYS, Way
from tests.faults.expected import Certain, Gives, Raises, check
from tests.faults.table import IS_OLLAMA
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)
from wrapper.testing import (
    CloseDelimited,
    Delay,
    Disconnect,
    ErrorLine,
    FakeOllama,
    Gate,
    InjectLine,
    Respond,
    SlowHead,
    Split,
    Truncate,
    error,
    html,
    redirect,
)

SKY = Gives("The sky is blue because of Rayleigh scattering.")
BEGUN = "The sky"
GONE = Raises(ServerConnectionError)
NOT_OLLAMA = Raises(InvalidResponseError, IS_OLLAMA, 200)


def cut(partial: str | None = None) -> Raises:
    return Raises(IncompleteResponseError, "", 200, partial)


Row = tuple[Any, Certain] | tuple[Any, Certain, Certain]
"""A fault, and what comes of it: the same whole and streamed, or one after the other."""
FAULTS: dict[str, Row] = {
    "an error": (error(404, "model not found"), Raises(ResponseError, "model not found", 404)),
    "busy": (error(503, "busy", retry_after="1"), Raises(ResponseError, "busy", 503)),
    "to sign in": (
        Respond(401, {"error": "unauthorized", "signin_url": "https://x/s"}),
        Raises(ResponseError, "unauthorized", 401, None, {"signin_url": "https://x/s"}),
    ),
    "a page with an error": (html(502), Raises(ResponseError, "502 Bad Gateway", 502)),
    "a page with success": (html(200), NOT_OLLAMA),
    "a text": (Respond(200, "Ollama is running"), NOT_OLLAMA),
    "nothing": (Respond(200), NOT_OLLAMA, cut()),
    "a redirect to nowhere": (redirect("http://127.0.0.1:1/x"), GONE),
    "a redirect to itself": (redirect("/api/chat"), SKY),
    "a delay": (Delay(before=0.001, between=0.001), SKY, SKY),
    "a delay longer than the timeout": (Delay(before=60), Raises(ServerTimeoutError)),
    "a pause longer than the timeout": (Delay(between=60), SKY, Raises(ServerTimeoutError, "", None, "The")),
    "a gate that stays shut": (Gate, Raises(ServerTimeoutError), Raises(ServerTimeoutError)),
    "an error line": (ErrorLine(after=2, text="gone"), NOT_OLLAMA, Raises(ResponseError, "gone", 200, BEGUN)),
    "an error line first": (ErrorLine(after=0, text="gone"), Raises(ResponseError, "gone", 200)),
    "a garbage line": (InjectLine(after=2), NOT_OLLAMA, Raises(InvalidResponseError, IS_OLLAMA, 200, BEGUN)),
    "a blank line": (InjectLine(b"\n", after=2), SKY, SKY),
    "no end": (Truncate(after=2), SKY, cut(BEGUN)),
    "no beginning": (Truncate(after=0), NOT_OLLAMA, cut()),
    "closed without an answer": (Disconnect(), GONE, GONE),
    "reset without an answer": (Disconnect(reset=True), GONE, GONE),
    "closed after a byte": (Disconnect(bytes=1), GONE, GONE),
    "closed in the head": (Disconnect(bytes=40), GONE, GONE),
    "closed in the body": (Disconnect(bytes=300), cut(), cut("The")),
    "closed after two chunks": (Disconnect(chunks=2), cut(), cut(BEGUN)),
    "reset after two chunks": (Disconnect(chunks=2, reset=True), cut(), cut(BEGUN)),
    "bytes one by one": (Split(1), SKY, SKY),
    "a slow head": (SlowHead(pause=0.0, size=3), SKY, SKY),
    "no length": (CloseDelimited(), SKY, SKY),
}


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_was_ordered(name: str, streamed: bool, by: str, fake_ollama: FakeOllama) -> None:
    row = FAULTS[name]
    fault, expected = row[0], row[-1] if streamed else row[1]
    timeout: float = GUARD
    if isinstance(expected, Raises) and expected.kind is ServerTimeoutError:
        timeout = 0.1 if expected.partial is None else 1.0  # some of it has to come
    fake_ollama.fail(Gate() if fault is Gate else fault, path="/api/chat")  # a gate is of one request
    outcome = Way(by, streamed)(fake_ollama.url, "chat", "sky", USER, timeout=timeout)
    check(outcome, expected, streamed)
    assert outcome.following
