# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicContentBlockDeltaEvent(ApiModel):
    """A chunk of a block."""

    type: str
    """Always `content_block_delta`."""
    index: int
    """Index of the block in the message's `content`, from 0."""
    delta: AnthropicTextDelta | AnthropicThinkingDelta | AnthropicInputJsonDelta
    """The addition to a block."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "index": "index", "delta": "delta"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "index": ("int",),
        "delta": ("AnthropicTextDelta", "AnthropicThinkingDelta", "AnthropicInputJsonDelta"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "index", "delta"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "content_block_delta"}

    def __init__(
        self,
        *,
        type: str | None = None,
        index: int | None = None,
        delta: AnthropicTextDelta | AnthropicThinkingDelta | AnthropicInputJsonDelta | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "index": index, "delta": delta, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.index = src["index"] if "index" in src else None
        self.delta = (
            as_one_of(src["delta"], AnthropicTextDelta, AnthropicThinkingDelta, AnthropicInputJsonDelta)
            if "delta" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_input_json_delta import AnthropicInputJsonDelta
from .anthropic_text_delta import AnthropicTextDelta
from .anthropic_thinking_delta import AnthropicThinkingDelta
