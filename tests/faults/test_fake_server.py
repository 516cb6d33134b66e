"""The faults that the embedded server can inject, observed by the client."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backends import VerbCaller
from tests.faults.calls import DEADLINE, ON_EACH_BACKEND, USER, WHOLE_AND_STREAMED, observe
from tests.faults.expected import Expected, Raises, Returns, check
from tests.faults.table.fault import IS_OLLAMA
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

SKY = Returns("The sky is blue because of Rayleigh scattering.")
FIRST_PIECES = "The sky"
UNREACHABLE = Raises(ServerConnectionError)
NOT_OLLAMA = Raises(InvalidResponseError, IS_OLLAMA, 200)


def cut(partial: str | None = None) -> Raises:
    return Raises(IncompleteResponseError, "", 200, partial)


Row = tuple[Any, Expected] | tuple[Any, Expected, Expected]
"""A fault and its outcome: one for both, or one whole and one streamed."""
FAULTS: dict[str, Row] = {
    "an error": (error(404, "model not found"), Raises(ResponseError, "model not found", 404)),
    "busy": (error(503, "busy", retry_after="1"), Raises(ResponseError, "busy", 503)),
    "sign-in required": (
        Respond(401, {"error": "unauthorized", "signin_url": "https://x/s"}),
        Raises(ResponseError, "unauthorized", 401, None, {"signin_url": "https://x/s"}),
    ),
    "an error page": (html(502), Raises(ResponseError, "502 Bad Gateway", 502)),
    "a page with status 200": (html(200), NOT_OLLAMA),
    "plain text": (Respond(200, "Ollama is running"), NOT_OLLAMA),
    "an empty body": (Respond(200), NOT_OLLAMA, cut()),
    "a redirect to a closed port": (redirect("http://127.0.0.1:1/x"), UNREACHABLE),
    "a redirect to itself": (redirect("/api/chat"), SKY),
    "a delay": (Delay(before=0.001, between=0.001), SKY, SKY),
    "a delay beyond the timeout": (Delay(before=60), Raises(ServerTimeoutError)),
    "a pause beyond the timeout": (Delay(between=60), SKY, Raises(ServerTimeoutError, "", None, "The")),
    "a closed gate": (Gate, Raises(ServerTimeoutError), Raises(ServerTimeoutError)),
    "an error line": (ErrorLine(after=2, text="gone"), NOT_OLLAMA, Raises(ResponseError, "gone", 200, FIRST_PIECES)),
    "an error line first": (ErrorLine(after=0, text="gone"), Raises(ResponseError, "gone", 200)),
    "a garbage line": (InjectLine(after=2), NOT_OLLAMA, Raises(InvalidResponseError, IS_OLLAMA, 200, FIRST_PIECES)),
    "a blank line": (InjectLine(b"\n", after=2), SKY, SKY),
    "no end": (Truncate(after=2), SKY, cut(FIRST_PIECES)),
    "no line": (Truncate(after=0), NOT_OLLAMA, cut()),
    "closed without a response": (Disconnect(), UNREACHABLE, UNREACHABLE),
    "reset without a response": (Disconnect(reset=True), UNREACHABLE, UNREACHABLE),
    "closed after a byte": (Disconnect(bytes=1), UNREACHABLE, UNREACHABLE),
    "closed in the head": (Disconnect(bytes=40), UNREACHABLE, UNREACHABLE),
    "closed in the body": (Disconnect(bytes=300), cut(), cut("The")),
    "closed after two chunks": (Disconnect(chunks=2), cut(), cut(FIRST_PIECES)),
    "reset after two chunks": (Disconnect(chunks=2, reset=True), cut(), cut(FIRST_PIECES)),
    "bytes one by one": (Split(1), SKY, SKY),
    "a slow head": (SlowHead(pause=0.0, size=3), SKY, SKY),
    "no length": (CloseDelimited(), SKY, SKY),
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", FAULTS)
def test_injected_fault(name: str, streamed: bool, backend: str, fake_ollama: FakeOllama) -> None:
    row = FAULTS[name]
    fault, expected = row[0], row[-1] if streamed else row[1]
    timeout: float = DEADLINE
    if isinstance(expected, Raises) and expected.kind is ServerTimeoutError:
        timeout = 0.1 if expected.partial is None else 1.0  # the first pieces must arrive
    fake_ollama.fail(Gate() if fault is Gate else fault, path="/api/chat")  # a gate serves one request
    outcome = observe(VerbCaller(backend, streamed), fake_ollama.url, "chat", "sky", USER, timeout=timeout)
    check(outcome, expected, streamed)
    assert outcome.next_result
