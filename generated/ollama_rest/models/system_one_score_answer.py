# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_dict, as_float, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneScoreAnswer(ApiModel):
    """How much a statement holds."""

    type: str
    """Kind of the question."""
    score: float
    """The expected score, from 0; it can lie between two scores."""
    legend: dict[str, str]
    """Meaning of each score."""
    probabilities: dict[str, float]
    """Probability of each answer by its name, 0 to 1."""
    confidence: float
    """Confidence of the answer, 0 to 1."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "score": "score",
        "legend": "legend",
        "probabilities": "probabilities",
        "confidence": "confidence",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "score": ("float",),
        "legend": (("dict", "str"),),
        "probabilities": (("dict", "float"),),
        "confidence": ("float",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "score", "legend", "probabilities", "confidence"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "score"}

    def __init__(
        self,
        *,
        type: str | None = None,
        score: float | None = None,
        legend: Mapping[str, str] | None = None,
        probabilities: Mapping[str, float] | None = None,
        confidence: float | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "score": score,
                "legend": copy_container(legend),
                "probabilities": probabilities,
                "confidence": confidence,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.score = as_float(src["score"]) if "score" in src else None
        self.legend = src["legend"] if "legend" in src else None
        self.probabilities = (
            as_dict(src["probabilities"], lambda item: as_float(item)) if "probabilities" in src else None
        )
        self.confidence = as_float(src["confidence"]) if "confidence" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
