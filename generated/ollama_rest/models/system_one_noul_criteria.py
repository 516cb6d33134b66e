# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneNoulCriteria(ApiModel):
    """Meaning of the two answers."""

    false: str | None
    """When the statement does not hold."""
    true: str | None
    """When the statement holds."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"false": "false", "true": "true"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"false": ("str",), "true": ("str",)}

    def __init__(
        self,
        *,
        false: str | None = None,
        true: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"false": false, "true": true, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.false = src["false"] if "false" in src else None
        self.true = src["true"] if "true" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
