# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIToolCallFunction(ApiModel):
    """The called function."""

    name: str
    """The function's name."""
    arguments: str
    """The arguments by name, a JSON object as a string."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"name": "name", "arguments": "arguments"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"name": ("str",), "arguments": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"name", "arguments"})

    def __init__(
        self,
        *,
        name: str | None = None,
        arguments: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"name": name, "arguments": arguments, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.arguments = src["arguments"] if "arguments" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
