# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_models, copy_container, drop_none
from ..model import ApiModel, FieldTypes
from .tool_call import ToolCall as _ToolCall


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class Message(ApiModel):
    """One message of a conversation."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        ToolCall: TypeAlias = _ToolCall
    else:
        ToolCall = _ToolCall

    role: str
    """Author of the message: `system`, `user`, `assistant` or `tool`. The server ignores the case."""
    content: str | None
    """Text of the message."""
    thinking: str | None
    """The model's thinking before the reply."""
    images: list[str] | None
    """Images of the message, each a file's content in base64."""
    tool_calls: list[ToolCall] | None
    """Tool calls that the model requests."""
    tool_name: str | None
    """Name of the tool that was called; for the role `tool`."""
    tool_call_id: str | None
    """Id of the tool call that this message answers; for the role `tool`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "content": "content",
        "thinking": "thinking",
        "images": "images",
        "tool_calls": "tool_calls",
        "tool_name": "tool_name",
        "tool_call_id": "tool_call_id",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "role": ("str",),
        "content": ("str",),
        "thinking": ("str",),
        "images": (("list", "str"),),
        "tool_calls": (("list", "ToolCall"),),
        "tool_name": ("str",),
        "tool_call_id": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"role"})

    def __init__(
        self,
        *,
        role: str | None = None,
        content: str | None = None,
        thinking: str | None = None,
        images: Any = None,
        tool_calls: Sequence[ToolCall | Mapping[str, Any]] | None = None,
        tool_name: str | None = None,
        tool_call_id: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "role": role,
                "content": content,
                "thinking": thinking,
                "images": copy_container(images),
                "tool_calls": tool_calls,
                "tool_name": tool_name,
                "tool_call_id": tool_call_id,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.role = src["role"] if "role" in src else None
        self.content = src["content"] if "content" in src else None
        self.thinking = src["thinking"] if "thinking" in src else None
        self.images = src["images"] if "images" in src else None
        self.tool_calls = as_models(src["tool_calls"], ToolCall) if "tool_calls" in src else None
        self.tool_name = src["tool_name"] if "tool_name" in src else None
        self.tool_call_id = src["tool_call_id"] if "tool_call_id" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .tool_call import ToolCall
