"""What may come of a fault, and whether it did."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faults.calls import KEY, Outcome
from wrapper import OllamaError, ResponseError
from wrapper.replies.merge import text_of


@dataclass(frozen=True)
class Gives:
    """Success, with this text."""

    text: str = "Hello you"


@dataclass(frozen=True)
class Raises:
    """An error of exactly this kind."""

    kind: type[OllamaError]
    says: str = ""
    """What the error's text has in it."""
    status: int | None = None
    partial: str | None = None
    """The text of the part that came; None where none did."""
    more: dict[str, Any] = field(default_factory=dict[str, Any])
    """Further attributes of the error."""


Certain = Gives | Raises
Expected = Certain | None


def check(outcome: Outcome, expected: Expected, streamed: bool = False) -> None:
    """Hold an outcome to what is expected of it."""
    assert outcome.busy == []
    if isinstance(expected, Gives):
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
    assert expected.says in str(error)
    assert KEY not in repr(error) + str(error)
    if expected.status is not None:
        assert isinstance(error, ResponseError)
        assert error.status_code == expected.status
    if expected.partial is not None or streamed:
        assert (text_of(error.partial) if error.partial is not None else None) == expected.partial
    for name, value in expected.more.items():
        assert getattr(error, name) == value
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - what we pickled ourselves
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
