# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIJsonSchema(ApiModel):
    """A JSON schema in an envelope."""

    schema: dict[str, Any] | None  # type: ignore[assignment]  # hides a method
    """The schema. `name` and `strict` beside it have no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"schema": "schema"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"schema": (("dict", "Any"),)}

    def __init__(
        self,
        *,
        schema: Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"schema": copy_container(schema), **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.schema = src["schema"] if "schema" in src else None  # pyright: ignore[reportIncompatibleMethodOverride]  # hides a method
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
