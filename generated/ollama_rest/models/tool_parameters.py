# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..types import ApiModel, as_dict, as_model, given, own
from .tool_property import ToolProperty as _ToolProperty


@define(init=False, repr=False, eq=False)
class ToolParameters(ApiModel):
    """The JSON schema of a function's arguments. What the server does not know is left out of the prompt."""

    if TYPE_CHECKING:  # attrs would take the annotated name for a field
        Property: TypeAlias = _ToolProperty
    else:
        Property = _ToolProperty

    type: str | None
    """The schema's type, `object`."""
    defs: dict[str, Any] | None
    """Any JSON object."""
    items: Any
    """A JSON schema of items."""
    required: list[str] | None
    """The names of the arguments that must be given."""
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
                "$defs": own(defs),
                "items": items,
                "required": own(required),
                "properties": properties,
                **given(others),
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
        self._keep_unknown(src)


from .tool_property import ToolProperty
