# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicTool(ApiModel):
    """A tool that the model may call."""

    type: str | None
    """A value that begins with `web_search` means the server's web search; any other value, or none, means a
    function of the client.
    """
    name: str | None
    """The function's name."""
    description: str | None
    """Description of the function, for the model."""
    input_schema: dict[str, Any] | None
    """JSON schema of the function's arguments."""
    max_uses: int | None
    """Has no effect; the maximum is three searches."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "name": "name",
        "description": "description",
        "input_schema": "input_schema",
        "max_uses": "max_uses",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "name": ("str",),
        "description": ("str",),
        "input_schema": (("dict", "Any"),),
        "max_uses": ("int",),
    }

    def __init__(
        self,
        *,
        type: str | None = None,
        name: str | None = None,
        description: str | None = None,
        input_schema: Mapping[str, Any] | None = None,
        max_uses: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "name": name,
                "description": description,
                "input_schema": copy_container(input_schema),
                "max_uses": max_uses,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.name = src["name"] if "name" in src else None
        self.description = src["description"] if "description" in src else None
        self.input_schema = src["input_schema"] if "input_schema" in src else None
        self.max_uses = src["max_uses"] if "max_uses" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
