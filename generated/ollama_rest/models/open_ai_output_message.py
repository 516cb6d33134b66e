# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputMessage(ApiModel):
    """The model's message."""

    id: str
    """Id of the item."""
    type: str
    """Always `message`."""
    status: str
    """Known values: `in_progress`, `completed`."""
    role: str
    """Always `assistant`."""
    content: list[OpenAIOutputText]
    """Text of the message, one item; empty while in progress."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "status": "status",
        "role": "role",
        "content": "content",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "status": ("str",),
        "role": ("str",),
        "content": (("list", "OpenAIOutputText"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "status", "role", "content"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "message"}

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        status: str | None = None,
        role: str | None = None,
        content: Sequence[OpenAIOutputText | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "status": status,
                "role": role,
                "content": content,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.status = src["status"] if "status" in src else None
        self.role = src["role"] if "role" in src else None
        self.content = as_models(src["content"], OpenAIOutputText) if "content" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_output_text import OpenAIOutputText
