# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseWebSearchCallInProgressEvent(ApiModel):
    """A web search begins. Since 0.33."""

    type: str
    """Always `response.web_search_call.in_progress`."""
    sequence_number: int
    """Number of the event in the stream, from 0."""
    item_id: str
    """Id of the item."""
    output_index: int
    """Index of the item in the response's `output`, from 0."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "sequence_number": "sequence_number",
        "item_id": "item_id",
        "output_index": "output_index",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "sequence_number": ("int",),
        "item_id": ("str",),
        "output_index": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "sequence_number", "item_id", "output_index"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "response.web_search_call.in_progress"}

    def __init__(
        self,
        *,
        type: str | None = None,
        sequence_number: int | None = None,
        item_id: str | None = None,
        output_index: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "sequence_number": sequence_number,
                "item_id": item_id,
                "output_index": output_index,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.sequence_number = src["sequence_number"] if "sequence_number" in src else None
        self.item_id = src["item_id"] if "item_id" in src else None
        self.output_index = src["output_index"] if "output_index" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
