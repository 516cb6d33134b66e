"""The control of one call: what its deadline leaves to each wait, and how an abort reaches what it waits for."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from wrapper import ServerConnectionError, ServerTimeoutError
from wrapper.clients.timeouts import Deadline
from wrapper.transport.control import CallControl


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time, in seconds, as the only item of a list."""
    time = [100.0]
    for module in ("clients.timeouts", "transport.control"):
        monkeypatch.setattr(f"wrapper.{module}.monotonic", lambda: time[0])
    return time


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("total", "timeout", "limit"),
    [(None, None, None), (None, 5, 5), (30, None, 30), (30, 5, 5), (30, 50, 30)],
)
def test_wait_ends_with_the_timeout_or_the_deadline(
    total: float | None, timeout: float | None, limit: float | None
) -> None:
    control = CallControl(None if total is None else Deadline(total, 100.0 + total))
    assert control.remaining == total
    for wait in (control.limit, control.limit_read, control.limit_write):
        assert wait(timeout) == limit
    control.check()


def test_wait_after_the_deadline_raises(now: list[float]) -> None:
    control = CallControl(Deadline(2.5, 102.5))
    now[0] = 102.5
    for wait in (control.limit, control.limit_read, control.limit_write):
        with pytest.raises(ServerTimeoutError, match=r"total timeout of 2\.5 s"):
            wait(5)
    with pytest.raises(ServerTimeoutError, match=r"total timeout of 2\.5 s"):
        control.check()
    assert isinstance(control.explain(ValueError("cut")), ServerTimeoutError)


def test_timer_that_ends_a_little_early_is_late(now: list[float]) -> None:
    control = CallControl(Deadline(1, 101))
    now[0] = 100.9
    control.check()
    now[0] = 100.995
    assert control.is_late


def test_all_headers_of_a_response_share_one_timeout(now: list[float]) -> None:
    control = CallControl(Deadline(100, 200))
    control.awaits_response = True
    assert control.limit_read(10) == 10
    now[0] += 4
    assert control.limit_read(10) == 6
    assert control.limit_read(None) == 96  # without a timeout, only the deadline counts
    assert control.limit_write(10) == 10  # the request is not complete yet: the headers have not begun
    now[0] += 4
    assert control.limit_read(10) == 10
    now[0] += 10
    with pytest.raises(TimeoutError, match="headers"):
        control.limit_read(10)
    control.awaits_response = False
    assert control.limit_read(10) == 10


def test_headers_end_with_the_deadline_if_that_is_sooner(now: list[float]) -> None:
    control = CallControl(Deadline(7, 107))
    control.awaits_response = True
    assert control.limit_read(10) == 7
    now[0] += 3
    assert control.limit_read(10) == 4


def assert_aborted(action: Callable[..., Any], *arguments: Any) -> None:
    with pytest.raises(ServerConnectionError, match=r"abort\(\) or close\(\)") as caught:
        action(*arguments)
    assert caught.value.is_aborted


@pytest.mark.parametrize("deadline", [None, Deadline(1, 0)], ids=["without a deadline", "late, too"])
def test_aborted_call_waits_no_more(deadline: Deadline | None) -> None:
    control = CallControl(deadline)
    control.abort()
    for wait in (control.limit, control.limit_read, control.limit_write):
        assert_aborted(wait, 5)
    assert_aborted(control.check)
    cause = ValueError("cut")
    ended = control.explain(cause)
    assert isinstance(ended, ServerConnectionError)
    assert ended.__cause__ is cause


def test_error_of_a_call_under_way_is_its_own() -> None:
    cause = ValueError("cut")
    assert CallControl(None).explain(cause) is cause
    assert CallControl(Deadline(1, float("inf"))).explain(cause) is cause


def test_abort_interrupts_what_the_call_waits_for() -> None:
    interrupted: list[str] = []
    control = CallControl(None)
    control.interrupt_by(lambda: interrupted.append("first"))
    control.interrupt_by(lambda: interrupted.append("second"))
    control.abort()
    assert interrupted == ["second"]
    control.interrupt_by(lambda: interrupted.append("later"))  # a wait that begins as the call is aborted
    assert interrupted == ["second", "later"]


def test_abort_of_an_ended_call_interrupts_nothing() -> None:
    interrupted: list[str] = []
    control = CallControl(None)
    control.interrupt_by(lambda: interrupted.append("response"))
    control.end()
    control.abort()
    assert interrupted == []


def test_abort_survives_the_end_of_its_event_loop() -> None:
    def closed_loop() -> None:
        raise RuntimeError("Event loop is closed")

    control = CallControl(None)
    control.interrupt_by(closed_loop)
    control.abort()
    assert control.is_aborted


def test_abort_in_a_forked_child_leaves_the_call_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted: list[str] = []
    control = CallControl(None)
    control.interrupt_by(lambda: interrupted.append("response"))
    parent = os.getpid()
    monkeypatch.setattr("os.getpid", lambda: parent + 1)
    control.abort()
    assert (control.is_inherited, control.is_aborted, interrupted) == (True, False, [])
    monkeypatch.undo()
    control.abort()
    assert (control.is_inherited, control.is_aborted, interrupted) == (False, True, ["response"])
