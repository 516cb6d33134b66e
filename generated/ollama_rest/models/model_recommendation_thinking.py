# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ModelRecommendationThinking(ApiModel):
    """The settings of `think` that the model supports."""

    values: list[Any] | None  # type: ignore[assignment]  # hides a method
    """Supported values of `think`: booleans and strings."""
    default: Any
    """Default of `think`: a boolean or a string."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"values": "values", "default": "default"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"values": (("list", "Any"),), "default": ("Any",)}

    def __init__(
        self,
        *,
        values: Sequence[Any] | None = None,
        default: Any = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {"values": copy_container(values), "default": default, **drop_none(others), **(additional_properties or {})}
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.values = src["values"] if "values" in src else None  # pyright: ignore[reportIncompatibleMethodOverride]  # hides a method
        self.default = src["default"] if "default" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
