# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_dict, as_model, as_models, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ToolProperty(ApiModel):
    """The JSON schema of one argument. The prompt contains only the keywords that the server knows."""

    any_of: list[ToolProperty] | None
    """Alternative schemas."""
    type: str | list[str] | None
    """A JSON type, or a list of several."""
    items: Any
    """The JSON schema of an array's items."""
    description: str | None
    """Description of the argument, for the model."""
    enum: list[Any] | None
    """The allowed values, of any type."""
    properties: dict[str, ToolProperty] | None
    """The arguments by name."""
    required: list[str] | None
    """Names of the required properties."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "anyOf": "any_of",
        "type": "type",
        "items": "items",
        "description": "description",
        "enum": "enum",
        "properties": "properties",
        "required": "required",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "any_of": (("list", "ToolProperty"),),
        "type": ("str", ("list", "str")),
        "items": ("Any",),
        "description": ("str",),
        "enum": (("list", "Any"),),
        "properties": (("dict", "ToolProperty"),),
        "required": (("list", "str"),),
    }

    def __init__(
        self,
        *,
        any_of: Sequence[ToolProperty | Mapping[str, Any]] | None = None,
        type: str | Sequence[str] | None = None,
        items: Any = None,
        description: str | None = None,
        enum: Sequence[Any] | None = None,
        properties: Mapping[str, ToolProperty | Mapping[str, Any]] | None = None,
        required: Sequence[str] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "anyOf": any_of,
                "type": copy_container(type),
                "items": items,
                "description": description,
                "enum": copy_container(enum),
                "properties": properties,
                "required": copy_container(required),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.any_of = as_models(src["anyOf"], ToolProperty) if "anyOf" in src else None
        self.type = src["type"] if "type" in src else None
        self.items = src["items"] if "items" in src else None
        self.description = src["description"] if "description" in src else None
        self.enum = src["enum"] if "enum" in src else None
        self.properties = (
            as_dict(src["properties"], lambda item: as_model(item, ToolProperty)) if "properties" in src else None
        )
        self.required = src["required"] if "required" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
