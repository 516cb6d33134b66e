# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessageParam(ApiModel):
    """A message of the conversation so far."""

    content: (
        str
        | list[
            AnthropicTextBlockParam
            | AnthropicImageBlockParam
            | AnthropicThinkingBlockParam
            | AnthropicToolUseBlockParam
            | AnthropicToolResultBlockParam
            | AnthropicServerToolUseBlockParam
            | AnthropicWebSearchToolResultBlockParam
        ]
        | None
    )
    """A string, or a list of blocks; blocks of an unknown type are ignored."""
    role: str | None
    """Author of the message, `user` or `assistant`, in upper or lower case; optional."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"content": "content", "role": "role"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "content": (
            "str",
            (
                "list",
                "AnthropicTextBlockParam",
                "AnthropicImageBlockParam",
                "AnthropicThinkingBlockParam",
                "AnthropicToolUseBlockParam",
                "AnthropicToolResultBlockParam",
                "AnthropicServerToolUseBlockParam",
                "AnthropicWebSearchToolResultBlockParam",
            ),
            "None",
        ),
        "role": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"content"})

    def __init__(
        self,
        *,
        content: str
        | Sequence[
            AnthropicTextBlockParam
            | AnthropicImageBlockParam
            | AnthropicThinkingBlockParam
            | AnthropicToolUseBlockParam
            | AnthropicToolResultBlockParam
            | AnthropicServerToolUseBlockParam
            | AnthropicWebSearchToolResultBlockParam
            | Mapping[str, Any]
        ]
        | None = None,
        role: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"content": content, "role": role, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.content = (
            as_list(
                src["content"],
                lambda item: as_one_of(
                    item,
                    AnthropicTextBlockParam,
                    AnthropicImageBlockParam,
                    AnthropicThinkingBlockParam,
                    AnthropicToolUseBlockParam,
                    AnthropicToolResultBlockParam,
                    AnthropicServerToolUseBlockParam,
                    AnthropicWebSearchToolResultBlockParam,
                ),
            )
            if "content" in src
            else None
        )
        self.role = src["role"] if "role" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_image_block_param import AnthropicImageBlockParam
from .anthropic_server_tool_use_block_param import AnthropicServerToolUseBlockParam
from .anthropic_text_block_param import AnthropicTextBlockParam
from .anthropic_thinking_block_param import AnthropicThinkingBlockParam
from .anthropic_tool_result_block_param import AnthropicToolResultBlockParam
from .anthropic_tool_use_block_param import AnthropicToolUseBlockParam
from .anthropic_web_search_tool_result_block_param import AnthropicWebSearchToolResultBlockParam
