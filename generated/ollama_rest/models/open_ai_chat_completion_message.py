# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIChatCompletionMessage(ApiModel):
    """The model's message."""

    role: str
    """`assistant`; empty with `_debug_render_only`."""
    content: str
    """Text of the message. An empty string if the message has no text."""
    reasoning: str | None
    """The model's thinking."""
    tool_calls: list[OpenAIToolCall] | None
    """Function calls that the model requests."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "content": "content",
        "reasoning": "reasoning",
        "tool_calls": "tool_calls",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "role": ("str",),
        "content": ("str",),
        "reasoning": ("str",),
        "tool_calls": (("list", "OpenAIToolCall"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"role", "content"})

    def __init__(
        self,
        *,
        role: str | None = None,
        content: str | None = None,
        reasoning: str | None = None,
        tool_calls: Sequence[OpenAIToolCall | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "role": role,
                "content": content,
                "reasoning": reasoning,
                "tool_calls": tool_calls,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.role = src["role"] if "role" in src else None
        self.content = src["content"] if "content" in src else None
        self.reasoning = src["reasoning"] if "reasoning" in src else None
        self.tool_calls = as_models(src["tool_calls"], OpenAIToolCall) if "tool_calls" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_tool_call import OpenAIToolCall
