# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneNoulQuestion(ApiModel):
    """Whether a statement holds."""

    type: str
    """Kind of the question."""
    instructions: str | dict[str, Any] | list[Any]
    """A string, or JSON that the model reads as text."""
    criteria: dict[str, str] | None
    """Meaning of the two answers: `"true"`, when the statement holds, and `"false"`, when it does not. Either can be
    missing.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "instructions": "instructions",
        "criteria": "criteria",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "instructions": ("str", ("dict", "Any"), ("list", "Any")),
        "criteria": (("dict", "str"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "instructions"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "noul"}

    def __init__(
        self,
        *,
        type: str | None = "noul",
        instructions: str | Sequence[Any] | Mapping[str, Any] | None = None,
        criteria: Mapping[str, str] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "instructions": copy_container(instructions),
                "criteria": copy_container(criteria),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.instructions = src["instructions"] if "instructions" in src else None
        self.criteria = src["criteria"] if "criteria" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
