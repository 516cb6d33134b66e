# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_dict, as_model, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneResponse(ApiModel):
    """Answers to the questions."""

    model: str
    """Name of the model."""
    answers: dict[str, SystemOneNoulAnswer | SystemOneChoiceAnswer | SystemOneScoreAnswer]
    """The answers by the name of the question."""
    usage: SystemOneUsage
    """Token counts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"model": "model", "answers": "answers", "usage": "usage"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "answers": (("dict", "SystemOneNoulAnswer", "SystemOneChoiceAnswer", "SystemOneScoreAnswer"),),
        "usage": ("SystemOneUsage",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "answers", "usage"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("answers",)

    def __init__(
        self,
        *,
        model: str | None = None,
        answers: Mapping[str, SystemOneNoulAnswer | SystemOneChoiceAnswer | SystemOneScoreAnswer | Mapping[str, Any]]
        | None = None,
        usage: SystemOneUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {"model": model, "answers": answers, "usage": usage, **drop_none(others), **(additional_properties or {})}
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.answers = (
            as_dict(
                src["answers"],
                lambda item: as_one_of(item, SystemOneNoulAnswer, SystemOneChoiceAnswer, SystemOneScoreAnswer),
            )
            if "answers" in src
            else None
        )
        self.usage = as_model(src["usage"], SystemOneUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .system_one_choice_answer import SystemOneChoiceAnswer
from .system_one_noul_answer import SystemOneNoulAnswer
from .system_one_score_answer import SystemOneScoreAnswer
from .system_one_usage import SystemOneUsage
