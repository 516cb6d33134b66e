# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes
from .tool_call_function import ToolCallFunction as _ToolCallFunction


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ToolCall(ApiModel):
    """A tool call that the model requests."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Function: TypeAlias = _ToolCallFunction
    else:
        Function = _ToolCallFunction

    function: ToolCallFunction
    """The function to call and its arguments."""
    id: str | None
    """Id of the call, to be sent back as the `tool_call_id` of its result."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"function": "function", "id": "id"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"function": ("ToolCallFunction",), "id": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"function"})

    def __init__(
        self,
        *,
        function: ToolCallFunction | Mapping[str, Any] | None = None,
        id: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"function": function, "id": id, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.function = as_model(src["function"], ToolCallFunction) if "function" in src else None
        self.id = src["id"] if "id" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .tool_call_function import ToolCallFunction
