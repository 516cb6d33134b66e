# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, as_model, given


@define(init=False, repr=False, eq=False)
class OpenAIResponseText(ApiModel):
    """The shape of the reply in its envelope."""

    format: OpenAIResponseTextFormat | None
    """The shape of the reply."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"format": "format"}

    def __init__(
        self,
        *,
        format: OpenAIResponseTextFormat | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"format": format, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.format = as_model(src["format"], OpenAIResponseTextFormat) if "format" in src else None
        self._keep_unknown(src)


from .open_ai_response_text_format import OpenAIResponseTextFormat
