# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..types import ApiModel, as_model, given
from .tool_call_function import ToolCallFunction as _ToolCallFunction


@define(init=False, repr=False, eq=False)
class ToolCall(ApiModel):
    """A call that the model asks for."""

    if TYPE_CHECKING:  # attrs would take the annotated name for a field
        Function: TypeAlias = _ToolCallFunction
    else:
        Function = _ToolCallFunction

    function: ToolCallFunction
    """The function to call, and what with."""
    id: str | None
    """The call's id, for the `tool_call_id` of the message that answers it."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"function": "function", "id": "id"}
    __required__: ClassVar[frozenset[str]] = frozenset({"function"})

    def __init__(
        self,
        *,
        function: ToolCallFunction | Mapping[str, Any] | None = None,
        id: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"function": function, "id": id, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.function = as_model(src["function"], ToolCallFunction) if "function" in src else None
        self.id = src["id"] if "id" in src else None
        self._keep_unknown(src)


from .tool_call_function import ToolCallFunction
