# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_model, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessage(ApiModel):
    """The model's message, with its thinking and calls."""

    id: str
    """Id of the message: `msg_` and 24 hexadecimal digits."""
    type: str
    """Always `message`."""
    role: str
    """Always `assistant`."""
    model: str
    """Name of the model, as requested."""
    content: (
        list[
            AnthropicTextBlock
            | AnthropicThinkingBlock
            | AnthropicToolUseBlock
            | AnthropicServerToolUseBlock
            | AnthropicWebSearchToolResultBlock
        ]
        | None
    )
    """Parts of the message, in order; null if the model generated nothing."""
    usage: AnthropicUsage
    """Token counts."""
    stop_reason: str | None
    """Reason for the end. Known values: `end_turn` (also at a stop sequence), `max_tokens`, `tool_use`,
    `stop_sequence` (any other reason, such as a request that only loaded the model). Unset if the message is
    incomplete, and in the first event of a stream.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "role": "role",
        "model": "model",
        "content": "content",
        "usage": "usage",
        "stop_reason": "stop_reason",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "role": ("str",),
        "model": ("str",),
        "content": (
            (
                "list",
                "AnthropicTextBlock",
                "AnthropicThinkingBlock",
                "AnthropicToolUseBlock",
                "AnthropicServerToolUseBlock",
                "AnthropicWebSearchToolResultBlock",
            ),
            "None",
        ),
        "usage": ("AnthropicUsage",),
        "stop_reason": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "role", "model", "content", "usage"})

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        role: str | None = None,
        model: str | None = None,
        content: Sequence[
            AnthropicTextBlock
            | AnthropicThinkingBlock
            | AnthropicToolUseBlock
            | AnthropicServerToolUseBlock
            | AnthropicWebSearchToolResultBlock
            | Mapping[str, Any]
        ]
        | None = None,
        usage: AnthropicUsage | Mapping[str, Any] | None = None,
        stop_reason: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "role": role,
                "model": model,
                "content": content,
                "usage": usage,
                "stop_reason": stop_reason,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.role = src["role"] if "role" in src else None
        self.model = src["model"] if "model" in src else None
        self.content = (
            as_list(
                src["content"],
                lambda item: as_one_of(
                    item,
                    AnthropicTextBlock,
                    AnthropicThinkingBlock,
                    AnthropicToolUseBlock,
                    AnthropicServerToolUseBlock,
                    AnthropicWebSearchToolResultBlock,
                ),
            )
            if "content" in src
            else None
        )
        self.usage = as_model(src["usage"], AnthropicUsage) if "usage" in src else None
        self.stop_reason = src["stop_reason"] if "stop_reason" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_server_tool_use_block import AnthropicServerToolUseBlock
from .anthropic_text_block import AnthropicTextBlock
from .anthropic_thinking_block import AnthropicThinkingBlock
from .anthropic_tool_use_block import AnthropicToolUseBlock
from .anthropic_usage import AnthropicUsage
from .anthropic_web_search_tool_result_block import AnthropicWebSearchToolResultBlock
