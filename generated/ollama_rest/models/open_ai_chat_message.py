# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_models, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIChatMessage(ApiModel):
    """A message of the conversation so far."""

    role: str | None
    """`system`, `user`, `assistant` or `tool`; any other role is passed to the model's template unchanged."""
    content: str | list[OpenAITextPart | OpenAIImagePart | OpenAIAudioPart] | None
    """Text of the message, or a list of its parts. It can be null or missing only if the message has tool calls."""
    reasoning: str | None
    """The assistant's earlier thinking."""
    tool_calls: list[OpenAIToolCallParam] | None
    """The assistant's earlier function calls."""
    name: str | None
    """Name of the tool, in a tool message. Default: the tool of `tool_call_id`."""
    tool_call_id: str | None
    """Id of the function call that this message answers; for the role `tool`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "content": "content",
        "reasoning": "reasoning",
        "tool_calls": "tool_calls",
        "name": "name",
        "tool_call_id": "tool_call_id",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "role": ("str",),
        "content": ("str", ("list", "OpenAITextPart", "OpenAIImagePart", "OpenAIAudioPart"), "None"),
        "reasoning": ("str",),
        "tool_calls": (("list", "OpenAIToolCallParam"),),
        "name": ("str",),
        "tool_call_id": ("str",),
    }

    def __init__(
        self,
        *,
        role: str | None = None,
        content: str | Sequence[OpenAITextPart | OpenAIImagePart | OpenAIAudioPart | Mapping[str, Any]] | None = None,
        reasoning: str | None = None,
        tool_calls: Sequence[OpenAIToolCallParam | Mapping[str, Any]] | None = None,
        name: str | None = None,
        tool_call_id: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "role": role,
                "content": content,
                "reasoning": reasoning,
                "tool_calls": tool_calls,
                "name": name,
                "tool_call_id": tool_call_id,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.role = src["role"] if "role" in src else None
        self.content = (
            as_list(src["content"], lambda item: as_one_of(item, OpenAITextPart, OpenAIImagePart, OpenAIAudioPart))
            if "content" in src
            else None
        )
        self.reasoning = src["reasoning"] if "reasoning" in src else None
        self.tool_calls = as_models(src["tool_calls"], OpenAIToolCallParam) if "tool_calls" in src else None
        self.name = src["name"] if "name" in src else None
        self.tool_call_id = src["tool_call_id"] if "tool_call_id" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_audio_part import OpenAIAudioPart
from .open_ai_image_part import OpenAIImagePart
from .open_ai_text_part import OpenAITextPart
from .open_ai_tool_call_param import OpenAIToolCallParam
