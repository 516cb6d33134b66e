# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicToolChoice(ApiModel):
    """Must be an object; has no effect."""

    type: str | None
    """Has no effect."""
    name: str | None
    """Has no effect."""
    disable_parallel_tool_use: bool | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "name": "name",
        "disable_parallel_tool_use": "disable_parallel_tool_use",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "name": ("str",),
        "disable_parallel_tool_use": ("bool",),
    }

    def __init__(
        self,
        *,
        type: str | None = None,
        name: str | None = None,
        disable_parallel_tool_use: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "name": name,
                "disable_parallel_tool_use": disable_parallel_tool_use,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.name = src["name"] if "name" in src else None
        self.disable_parallel_tool_use = (
            src["disable_parallel_tool_use"] if "disable_parallel_tool_use" in src else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
