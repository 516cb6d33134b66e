# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicServerToolUseBlock(ApiModel):
    """A web search by the server."""

    type: str
    """Always `server_tool_use`."""
    id: str
    """Id of the search."""
    name: str
    """Always `web_search`."""
    input: dict[str, Any]
    """The search terms, as `query`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "id": "id", "name": "name", "input": "input"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "id": ("str",),
        "name": ("str",),
        "input": (("dict", "Any"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "id", "name", "input"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "server_tool_use"}

    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        name: str | None = None,
        input: Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "id": id,
                "name": name,
                "input": copy_container(input),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.id = src["id"] if "id" in src else None
        self.name = src["name"] if "name" in src else None
        self.input = src["input"] if "input" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
