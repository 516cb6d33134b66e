# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIStreamOptions(ApiModel):
    """Contents of a stream besides the text."""

    include_usage: bool | None
    """Whether the stream ends with a chunk that has the token counts and no choices."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"include_usage": "include_usage"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"include_usage": ("bool",)}

    def __init__(
        self,
        *,
        include_usage: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"include_usage": include_usage, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.include_usage = src["include_usage"] if "include_usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
