"""The unions that System One is asked and answered in."""

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
"""A text, or JSON that is shown to the model as text."""

SystemOneQuestion: TypeAlias = SystemOneChoiceQuestion | SystemOneNoulQuestion | SystemOneScoreQuestion

SystemOneAnswer: TypeAlias = SystemOneChoiceAnswer | SystemOneNoulAnswer | SystemOneScoreAnswer
