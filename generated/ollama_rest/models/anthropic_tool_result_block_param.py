# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicToolResultBlockParam(ApiModel):
    """The result of a function call."""

    type: str
    """Always `tool_result`."""
    tool_use_id: str | None
    """Id of the call that has this result."""
    content: str | list[AnthropicTextBlockParam | AnthropicImageBlockParam] | None
    """A string, or a list of text and image blocks."""
    is_error: bool | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "tool_use_id": "tool_use_id",
        "content": "content",
        "is_error": "is_error",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "tool_use_id": ("str",),
        "content": ("str", ("list", "AnthropicTextBlockParam", "AnthropicImageBlockParam")),
        "is_error": ("bool",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "tool_result"}

    def __init__(
        self,
        *,
        type: str | None = None,
        tool_use_id: str | None = None,
        content: str | Sequence[AnthropicTextBlockParam | AnthropicImageBlockParam | Mapping[str, Any]] | None = None,
        is_error: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "tool_use_id": tool_use_id,
                "content": content,
                "is_error": is_error,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.tool_use_id = src["tool_use_id"] if "tool_use_id" in src else None
        self.content = (
            as_list(src["content"], lambda item: as_one_of(item, AnthropicTextBlockParam, AnthropicImageBlockParam))
            if "content" in src
            else None
        )
        self.is_error = src["is_error"] if "is_error" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_image_block_param import AnthropicImageBlockParam
from .anthropic_text_block_param import AnthropicTextBlockParam
