# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_dict, as_model, copy_container, drop_none
from ..model import ApiModel, FieldTypes
from .tool_property import ToolProperty as _ToolProperty


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ToolParameters(ApiModel):
    """The JSON schema of a function's arguments. The prompt contains only the keywords that the server knows."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Property: TypeAlias = _ToolProperty
    else:
        Property = _ToolProperty

    type: str | None
    """Type of the schema: `object`."""
    defs: dict[str, Any] | None
    """Any JSON object."""
    items: Any
    """A JSON schema of items."""
    required: list[str] | None
    """Names of the required arguments."""
    properties: dict[str, ToolProperty] | None
    """The arguments by name."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "$defs": "defs",
        "items": "items",
        "required": "required",
        "properties": "properties",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "defs": (("dict", "Any"),),
        "items": ("Any",),
        "required": (("list", "str"),),
        "properties": (("dict", "ToolProperty"),),
    }
    __aliases__: ClassVar[Mapping[str, str]] = {"defs": "defs"}

    def __init__(
        self,
        *,
        type: str | None = "object",
        defs: Mapping[str, Any] | None = None,
        items: Any = None,
        required: Sequence[str] | None = None,
        properties: Mapping[str, ToolProperty | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "$defs": copy_container(defs),
                "items": items,
                "required": copy_container(required),
                "properties": properties,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.defs = src["$defs"] if "$defs" in src else None
        self.items = src["items"] if "items" in src else None
        self.required = src["required"] if "required" in src else None
        self.properties = (
            as_dict(src["properties"], lambda item: as_model(item, ToolProperty)) if "properties" in src else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .tool_property import ToolProperty
