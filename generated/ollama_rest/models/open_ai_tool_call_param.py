# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIToolCallParam(ApiModel):
    """An earlier function call by the model."""

    id: str | None
    """Id of the call, which the `tool_call_id` of its result repeats."""
    index: int | None
    """Has no effect."""
    type: str | None
    """Has no effect."""
    function: OpenAIToolCallFunctionParam | None
    """The called function."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"id": "id", "index": "index", "type": "type", "function": "function"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "index": ("int",),
        "type": ("str",),
        "function": ("OpenAIToolCallFunctionParam",),
    }

    def __init__(
        self,
        *,
        id: str | None = None,
        index: int | None = None,
        type: str | None = None,
        function: OpenAIToolCallFunctionParam | Mapping[str, Any] | None = None,
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
        self.function = as_model(src["function"], OpenAIToolCallFunctionParam) if "function" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_tool_call_function_param import OpenAIToolCallFunctionParam
