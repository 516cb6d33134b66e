# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIToolCall(ApiModel):
    """A function call by the model."""

    id: str
    """Id of the call, to be sent back as the `tool_call_id` of its result."""
    index: int
    """Index of the call within the message, from 0."""
    type: str
    """Always `function`."""
    function: OpenAIToolCallFunction
    """The called function."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"id": "id", "index": "index", "type": "type", "function": "function"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "index": ("int",),
        "type": ("str",),
        "function": ("OpenAIToolCallFunction",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "index", "type", "function"})

    def __init__(
        self,
        *,
        id: str | None = None,
        index: int | None = None,
        type: str | None = None,
        function: OpenAIToolCallFunction | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "index": index,
                "type": type,
                "function": function,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.index = src["index"] if "index" in src else None
        self.type = src["type"] if "type" in src else None
        self.function = as_model(src["function"], OpenAIToolCallFunction) if "function" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_tool_call_function import OpenAIToolCallFunction
