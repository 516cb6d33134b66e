# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes
from .tool_function import ToolFunction as _ToolFunction


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class Tool(ApiModel):
    """A tool that the model may call."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Function: TypeAlias = _ToolFunction
    else:
        Function = _ToolFunction

    function: ToolFunction
    """A function that the model may call."""
    type: str | None
    """Kind of the tool: `function`."""
    items: Any
    """A JSON schema of items; the server passes it to the template."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"function": "function", "type": "type", "items": "items"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "function": ("ToolFunction",),
        "type": ("str",),
        "items": ("Any",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"function"})

    def __init__(
        self,
        *,
        function: ToolFunction | Mapping[str, Any] | None = None,
        type: str | None = "function",
        items: Any = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {"function": function, "type": type, "items": items, **drop_none(others), **(additional_properties or {})}
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.function = as_model(src["function"], ToolFunction) if "function" in src else None
        self.type = src["type"] if "type" in src else None
        self.items = src["items"] if "items" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .tool_function import ToolFunction
