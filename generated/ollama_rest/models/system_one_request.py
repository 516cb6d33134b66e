# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_dict, as_float, as_one_of, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneRequest(ApiModel):
    """Questions about a state."""

    model: str
    """Name of the model."""
    state: str | dict[str, Any] | list[Any]
    """A string, or JSON that the model reads as text."""
    questions: dict[str, SystemOneChoiceQuestion | SystemOneNoulQuestion | SystemOneScoreQuestion]
    """The questions by name."""
    keep_alive: str | float | None
    """How long the model stays loaded after the request: seconds as a number, or a duration string such as `"5m"` or
    `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the server's OLLAMA_KEEP_ALIVE, 5
    minutes.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "state": "state",
        "questions": "questions",
        "keep_alive": "keep_alive",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "state": ("str", ("dict", "Any"), ("list", "Any")),
        "questions": (("dict", "SystemOneChoiceQuestion", "SystemOneNoulQuestion", "SystemOneScoreQuestion"),),
        "keep_alive": ("str", "float"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "state", "questions"})

    def __init__(
        self,
        *,
        model: str,
        state: str | Sequence[Any] | Mapping[str, Any],
        questions: Mapping[
            str, SystemOneChoiceQuestion | SystemOneNoulQuestion | SystemOneScoreQuestion | Mapping[str, Any]
        ],
        keep_alive: str | float | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "state": copy_container(state),
                "questions": questions,
                "keep_alive": keep_alive,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.state = src["state"] if "state" in src else None
        self.questions = (
            as_dict(
                src["questions"],
                lambda item: as_one_of(item, SystemOneChoiceQuestion, SystemOneNoulQuestion, SystemOneScoreQuestion),
            )
            if "questions" in src
            else None
        )
        self.keep_alive = as_float(src["keep_alive"]) if "keep_alive" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .system_one_choice_question import SystemOneChoiceQuestion
from .system_one_noul_question import SystemOneNoulQuestion
from .system_one_score_question import SystemOneScoreQuestion
