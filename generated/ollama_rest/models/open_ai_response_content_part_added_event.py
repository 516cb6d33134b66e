# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseContentPartAddedEvent(ApiModel):
    """The text of a message begins."""

    type: str
    """Always `response.content_part.added`."""
    sequence_number: int
    """Number of the event in the stream, from 0."""
    item_id: str
    """Id of the item."""
    output_index: int
    """Index of the item in the response's `output`, from 0."""
    content_index: int
    """Always 0: an item has at most one text."""
    part: OpenAIOutputText
    """Text of the model's message."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "sequence_number": "sequence_number",
        "item_id": "item_id",
        "output_index": "output_index",
        "content_index": "content_index",
        "part": "part",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "sequence_number": ("int",),
        "item_id": ("str",),
        "output_index": ("int",),
        "content_index": ("int",),
        "part": ("OpenAIOutputText",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {"type", "sequence_number", "item_id", "output_index", "content_index", "part"}
    )
    __constants__: ClassVar[Mapping[str, object]] = {"type": "response.content_part.added"}

    def __init__(
        self,
        *,
        type: str | None = None,
        sequence_number: int | None = None,
        item_id: str | None = None,
        output_index: int | None = None,
        content_index: int | None = None,
        part: OpenAIOutputText | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "sequence_number": sequence_number,
                "item_id": item_id,
                "output_index": output_index,
                "content_index": content_index,
                "part": part,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.sequence_number = src["sequence_number"] if "sequence_number" in src else None
        self.item_id = src["item_id"] if "item_id" in src else None
        self.output_index = src["output_index"] if "output_index" in src else None
        self.content_index = src["content_index"] if "content_index" in src else None
        self.part = as_model(src["part"], OpenAIOutputText) if "part" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_output_text import OpenAIOutputText
