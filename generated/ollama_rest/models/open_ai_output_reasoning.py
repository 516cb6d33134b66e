# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputReasoning(ApiModel):
    """The model's thinking."""

    id: str
    """Id of the item."""
    type: str
    """Always `reasoning`."""
    summary: list[OpenAIReasoningSummary]
    """The complete thinking, one item; empty while in progress."""
    encrypted_content: str | None
    """The thinking in plain text, to be sent back; unset while in progress."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "summary": "summary",
        "encrypted_content": "encrypted_content",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "summary": (("list", "OpenAIReasoningSummary"),),
        "encrypted_content": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "summary"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "reasoning"}

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        summary: Sequence[OpenAIReasoningSummary | Mapping[str, Any]] | None = None,
        encrypted_content: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "summary": summary,
                "encrypted_content": encrypted_content,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.summary = as_models(src["summary"], OpenAIReasoningSummary) if "summary" in src else None
        self.encrypted_content = src["encrypted_content"] if "encrypted_content" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_reasoning_summary import OpenAIReasoningSummary
