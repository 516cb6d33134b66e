# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseFormat(ApiModel):
    """Format of the reply."""

    type: str | None
    """`json_object` or `json_schema`; any other value means plain text."""
    json_schema: OpenAIJsonSchema | None
    """A JSON schema in an envelope."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "json_schema": "json_schema"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "json_schema": ("OpenAIJsonSchema",)}

    def __init__(
        self,
        *,
        type: str | None = None,
        json_schema: OpenAIJsonSchema | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "json_schema": json_schema, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.json_schema = as_model(src["json_schema"], OpenAIJsonSchema) if "json_schema" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_json_schema import OpenAIJsonSchema
