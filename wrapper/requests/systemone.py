"""The unions in the requests and responses of `systemone`."""

from __future__ import annotations

from typing import Any, TypeAlias

from ollama_rest.models import (
    SystemOneChoiceAnswer,
    SystemOneChoiceQuestion,
    SystemOneNoulAnswer,
    SystemOneNoulQuestion,
    SystemOneScoreAnswer,
    SystemOneScoreQuestion,
)

SystemOneContent: TypeAlias = str | dict[str, Any] | list[Any]
"""The state, or the instructions of a question: a string, or JSON that the model reads as a string."""

SystemOneQuestion: TypeAlias = SystemOneChoiceQuestion | SystemOneNoulQuestion | SystemOneScoreQuestion
"""A question about the state: a choice between options, true or false, or a score."""

SystemOneAnswer: TypeAlias = SystemOneChoiceAnswer | SystemOneNoulAnswer | SystemOneScoreAnswer
"""The answer to a question, of the same `type` as the question."""
