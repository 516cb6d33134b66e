# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseTool(ApiModel):
    """A tool that the model may call."""

    type: str | None
    """`function`, `namespace` (a group of `tools`), `tool_search` or `web_search`."""
    name: str | None
    """Name of the function or namespace."""
    description: str | None
    """Description of the tool, for the model."""
    strict: bool | None
    """Has no effect; the response repeats it."""
    parameters: dict[str, Any] | None
    """JSON schema of the function's arguments."""
    execution: str | None
    """`client`, the only value for a `tool_search`. Since 0.34."""
    defer_loading: bool | None
    """Has no effect; the response repeats it. Since 0.34."""
    tools: list[OpenAIResponseTool] | None
    """The functions of a `namespace`. Since 0.33."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "name": "name",
        "description": "description",
        "strict": "strict",
        "parameters": "parameters",
        "execution": "execution",
        "defer_loading": "defer_loading",
        "tools": "tools",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "name": ("str",),
        "description": ("str",),
        "strict": ("bool",),
        "parameters": (("dict", "Any"),),
        "execution": ("str",),
        "defer_loading": ("bool",),
        "tools": (("list", "OpenAIResponseTool"),),
    }

    def __init__(
        self,
        *,
        type: str | None = None,
        name: str | None = None,
        description: str | None = None,
        strict: bool | None = None,
        parameters: Mapping[str, Any] | None = None,
        execution: str | None = None,
        defer_loading: bool | None = None,
        tools: Sequence[OpenAIResponseTool | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "name": name,
                "description": description,
                "strict": strict,
                "parameters": copy_container(parameters),
                "execution": execution,
                "defer_loading": defer_loading,
                "tools": tools,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.name = src["name"] if "name" in src else None
        self.description = src["description"] if "description" in src else None
        self.strict = src["strict"] if "strict" in src else None
        self.parameters = src["parameters"] if "parameters" in src else None
        self.execution = src["execution"] if "execution" in src else None
        self.defer_loading = src["defer_loading"] if "defer_loading" in src else None
        self.tools = as_models(src["tools"], OpenAIResponseTool) if "tools" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
