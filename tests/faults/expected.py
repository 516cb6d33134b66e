"""The expected outcome of a fault, and its check."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Any, cast

import httpx
import pytest

from tests.faults.calls import API_KEY, Outcome
from wrapper import OllamaError, ResponseError
from wrapper.replies.merge import text_of


@dataclass(frozen=True)
class Returns:
    """Success, with this text."""

    text: str = "Hello you"


@dataclass(frozen=True)
class Raises:
    """An error of exactly this kind."""

    kind: type[OllamaError]
    message: str = ""
    """A part of the error's message."""
    status: int | None = None
    partial: str | None = None
    """The text of the part that arrived, or None if nothing did."""
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    """Further attributes of the error."""


Expected = Returns | Raises


def kind_of(error: BaseException | None) -> type[BaseException]:
    """Return the class of an error; if httpx caused it, the error's class is this one and httpx's own."""
    kind = type(error)
    if isinstance(error, OllamaError) and isinstance(error, (httpx.HTTPError, httpx.InvalidURL)):
        ours, theirs = kind.__bases__
        assert issubclass(ours, OllamaError)
        assert type(error.__cause__) in (theirs, type(None))  # a copy has no cause
        return ours
    return cast("type[BaseException]", kind)


def state_of(error: BaseException) -> dict[str, Any]:
    """Return the attributes of an error, its request comparable."""
    state = dict(vars(error))
    if isinstance(request := state.get("_request"), httpx.Request):
        state["_request"] = (request.method, request.url)
    return state


def check(outcome: Outcome, expected: Expected | None, streamed: bool = False) -> None:
    """Compare an outcome with the expected one."""
    assert outcome.busy == []
    if isinstance(expected, Returns):
        if outcome.error:
            raise outcome.error
        assert outcome.text == expected.text
        return
    assert isinstance(expected, Raises)
    error = outcome.error
    if error is None:
        pytest.fail(f"success: {outcome.replies}")
    if kind_of(error) is not expected.kind:
        raise error
    assert isinstance(error, OllamaError)
    assert expected.message in str(error)
    assert API_KEY not in repr(error) + str(error)
    if expected.status is not None:
        assert isinstance(error, ResponseError)
        assert error.status_code == expected.status
    if expected.partial is not None or streamed:
        assert (text_of(error.partial) if error.partial is not None else None) == expected.partial
    for name, value in expected.attributes.items():
        assert getattr(error, name) == value
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled on the line itself
    assert (type(copy), str(copy), state_of(copy)) == (type(error), str(error), state_of(error))
