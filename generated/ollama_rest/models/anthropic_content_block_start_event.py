# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicContentBlockStartEvent(ApiModel):
    """A block begins."""

    type: str
    """Always `content_block_start`."""
    index: int
    """Index of the block in the message's `content`, from 0."""
    content_block: (
        AnthropicTextBlock
        | AnthropicThinkingBlock
        | AnthropicToolUseBlock
        | AnthropicServerToolUseBlock
        | AnthropicWebSearchToolResultBlock
    )
    """A part of the model's message."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "index": "index", "content_block": "content_block"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "index": ("int",),
        "content_block": (
            "AnthropicTextBlock",
            "AnthropicThinkingBlock",
            "AnthropicToolUseBlock",
            "AnthropicServerToolUseBlock",
            "AnthropicWebSearchToolResultBlock",
        ),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "index", "content_block"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "content_block_start"}

    def __init__(
        self,
        *,
        type: str | None = None,
        index: int | None = None,
        content_block: AnthropicTextBlock
        | AnthropicThinkingBlock
        | AnthropicToolUseBlock
        | AnthropicServerToolUseBlock
        | AnthropicWebSearchToolResultBlock
        | Mapping[str, Any]
        | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "index": index,
                "content_block": content_block,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.index = src["index"] if "index" in src else None
        self.content_block = (
            as_one_of(
                src["content_block"],
                AnthropicTextBlock,
                AnthropicThinkingBlock,
                AnthropicToolUseBlock,
                AnthropicServerToolUseBlock,
                AnthropicWebSearchToolResultBlock,
            )
            if "content_block" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_server_tool_use_block import AnthropicServerToolUseBlock
from .anthropic_text_block import AnthropicTextBlock
from .anthropic_thinking_block import AnthropicThinkingBlock
from .anthropic_tool_use_block import AnthropicToolUseBlock
from .anthropic_web_search_tool_result_block import AnthropicWebSearchToolResultBlock
