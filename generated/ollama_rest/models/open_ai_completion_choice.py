# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAICompletionChoice(ApiModel):
    """The text and the reason for its end."""

    text: str
    """The generated text or, in a stream, its next part, without the model's thinking."""
    index: int
    """Always 0."""
    finish_reason: str | None
    """Reason for the end. Known values: `stop`, `length`, `load` (without a prompt). Null in all chunks of a stream
    but the last with choices; null in a completion that is not streamed means that it is incomplete.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"text": "text", "index": "index", "finish_reason": "finish_reason"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "text": ("str",),
        "index": ("int",),
        "finish_reason": ("str", "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"text", "index", "finish_reason"})

    def __init__(
        self,
        *,
        text: str | None = None,
        index: int | None = None,
        finish_reason: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "text": text,
                "index": index,
                "finish_reason": finish_reason,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.text = src["text"] if "text" in src else None
        self.index = src["index"] if "index" in src else None
        self.finish_reason = src["finish_reason"] if "finish_reason" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
