"""What a `timeout` may be, and the phases that it stands for."""

from __future__ import annotations

from typing import Any, NoReturn

import httpx
import pytest

from tests.backends import VerbCaller
from tests.ids import stable_id
from wrapper import Client, RequestError, Timeouts

PHASES = ("connect", "read", "write", "pool")


@pytest.mark.parametrize(
    ("timeout", "phases"),
    [
        (5, (5, 5, 5, 5)),
        (0.001, (0.001, 0.001, 0.001, 0.001)),
        (None, (None, None, None, None)),
        ((1, 2), (1, 2, 2, None)),
        ((1, 2, 3), (1, 2, 3, None)),
        ((1, 2, 3, 4), (1, 2, 3, 4)),
        ((None, 2), (None, 2, 2, None)),
        ((1, None), (1, None, None, None)),
        (httpx.Timeout(5, connect=1), (1, 5, 5, 5)),
        (httpx.Timeout(None, pool=2), (None, None, None, 2)),
        (999_999_999, (999_999_999,) * 4),
        (Timeouts(1, 2, 3, 4, 5000), (1, 2, 3, 4)),
        (Timeouts(read=5), (10, 5, 600, 600)),
    ],
)
def test_timeout_has_phases(whole_caller: VerbCaller, timeout: Any, phases: tuple[float | None, ...]) -> None:
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(tuple(request.extensions["timeout"][phase] for phase in PHASES))
        return httpx.Response(200, json={"message": {"content": ""}, "done": True})

    whole_caller(respond, "chat", "m", [], timeout=timeout)
    whole_caller(respond, "chat", "m", [], settings={"timeout": timeout})
    whole_caller(respond, "chat", "m", [], timeout=timeout, settings={"timeout": 77})
    assert sent == [phases] * 3


INVALID: list[Any] = [0, -1, 0.0, 1e9, float("inf"), float("nan"), True, "5", b"5", [1, 2], {}, object(), ()]
INVALID += [(1,), (1, 2, 3, 4, 5), (1, 0), (0, 1), (1, "2"), (1, 2, 3, -1), httpx.Timeout(-1)]
INVALID += [Timeouts(total=0), Timeouts(total=-1), Timeouts(total=1e9), Timeouts(total=True), Timeouts(pool=0)]


@pytest.mark.parametrize("timeout", INVALID, ids=stable_id)
def test_invalid_timeout_raises_before_a_request(timeout: Any) -> None:
    with pytest.raises(RequestError, match="timeout must be seconds above 0"):
        Client(timeout=timeout)

    def refuse(request: httpx.Request) -> NoReturn:
        raise AssertionError(request.url)

    transport = httpx.MockTransport(refuse)
    with Client(transport=transport) as client, pytest.raises(RequestError, match="timeout must be seconds above 0"):
        client.chat("m", [], timeout=timeout)
