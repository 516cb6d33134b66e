# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseOutputItemAddedEvent(ApiModel):
    """An item begins."""

    type: str
    """Always `response.output_item.added`."""
    sequence_number: int
    """Number of the event in the stream, from 0."""
    output_index: int
    """Index of the item in the response's `output`, from 0."""
    item: (
        OpenAIOutputMessage
        | OpenAIOutputReasoning
        | OpenAIOutputFunctionCall
        | OpenAIOutputToolSearchCall
        | OpenAIOutputWebSearchCall
        | OpenAICompactionItem
    )
    """A message, a thought or a call by the model."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "sequence_number": "sequence_number",
        "output_index": "output_index",
        "item": "item",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "sequence_number": ("int",),
        "output_index": ("int",),
        "item": (
            "OpenAIOutputMessage",
            "OpenAIOutputReasoning",
            "OpenAIOutputFunctionCall",
            "OpenAIOutputToolSearchCall",
            "OpenAIOutputWebSearchCall",
            "OpenAICompactionItem",
        ),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "sequence_number", "output_index", "item"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "response.output_item.added"}

    def __init__(
        self,
        *,
        type: str | None = None,
        sequence_number: int | None = None,
        output_index: int | None = None,
        item: OpenAIOutputMessage
        | OpenAIOutputReasoning
        | OpenAIOutputFunctionCall
        | OpenAIOutputToolSearchCall
        | OpenAIOutputWebSearchCall
        | OpenAICompactionItem
        | Mapping[str, Any]
        | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "sequence_number": sequence_number,
                "output_index": output_index,
                "item": item,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.sequence_number = src["sequence_number"] if "sequence_number" in src else None
        self.output_index = src["output_index"] if "output_index" in src else None
        self.item = (
            as_one_of(
                src["item"],
                OpenAIOutputMessage,
                OpenAIOutputReasoning,
                OpenAIOutputFunctionCall,
                OpenAIOutputToolSearchCall,
                OpenAIOutputWebSearchCall,
                OpenAICompactionItem,
            )
            if "item" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_compaction_item import OpenAICompactionItem
from .open_ai_output_function_call import OpenAIOutputFunctionCall
from .open_ai_output_message import OpenAIOutputMessage
from .open_ai_output_reasoning import OpenAIOutputReasoning
from .open_ai_output_tool_search_call import OpenAIOutputToolSearchCall
from .open_ai_output_web_search_call import OpenAIOutputWebSearchCall
