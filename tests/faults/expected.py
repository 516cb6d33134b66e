"""The expected outcome of a fault, and its check."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Any

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
    if type(error) is not expected.kind:
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
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
