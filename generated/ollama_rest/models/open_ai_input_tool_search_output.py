# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputToolSearchOutput(ApiModel):
    """The results of an earlier tool search. Since 0.34."""

    type: str
    """Always `tool_search_output`."""
    id: str | None
    """Id of the item; has no effect."""
    call_id: str | None
    """Id of the search that has these results."""
    execution: str | None
    """Has no effect."""
    status: str | None
    """Has no effect."""
    tools: list[OpenAIResponseTool] | None
    """The tools that were found; the model receives them as JSON."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "id": "id",
        "call_id": "call_id",
        "execution": "execution",
        "status": "status",
        "tools": "tools",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "id": ("str",),
        "call_id": ("str",),
        "execution": ("str",),
        "status": ("str",),
        "tools": (("list", "OpenAIResponseTool"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "tool_search_output"}

    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        call_id: str | None = None,
        execution: str | None = None,
        status: str | None = None,
        tools: Sequence[OpenAIResponseTool | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "id": id,
                "call_id": call_id,
                "execution": execution,
                "status": status,
                "tools": tools,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.id = src["id"] if "id" in src else None
        self.call_id = src["call_id"] if "call_id" in src else None
        self.execution = src["execution"] if "execution" in src else None
        self.status = src["status"] if "status" in src else None
        self.tools = as_models(src["tools"], OpenAIResponseTool) if "tools" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_response_tool import OpenAIResponseTool
