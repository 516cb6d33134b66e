# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseText(ApiModel):
    """Format of the reply, in an envelope."""

    format: OpenAIResponseTextFormat | None
    """Format of the reply."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"format": "format"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"format": ("OpenAIResponseTextFormat",)}

    def __init__(
        self,
        *,
        format: OpenAIResponseTextFormat | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"format": format, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.format = as_model(src["format"], OpenAIResponseTextFormat) if "format" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_response_text_format import OpenAIResponseTextFormat
