# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ToolCallFunction(ApiModel):
    """The function to call and its arguments."""

    name: str
    """The function's name."""
    arguments: dict[str, Any]
    """The arguments by name, in the order that the model generated them."""
    index: int | None
    """Index of the call within the message, from 0."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"name": "name", "arguments": "arguments", "index": "index"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "name": ("str",),
        "arguments": (("dict", "Any"),),
        "index": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"name", "arguments"})

    def __init__(
        self,
        *,
        name: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        index: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "name": name,
                "arguments": copy_container(arguments),
                "index": index,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.arguments = src["arguments"] if "arguments" in src else None
        self.index = src["index"] if "index" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
