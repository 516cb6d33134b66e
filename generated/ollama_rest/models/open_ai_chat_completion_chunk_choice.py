# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIChatCompletionChunkChoice(ApiModel):
    """A chunk of the reply."""

    index: int
    """Always 0."""
    delta: OpenAIChatCompletionDelta
    """The addition to the message."""
    finish_reason: str | None
    """Reason for the end; null before the last chunk with choices. Known values: `stop`, `length`, `tool_calls`,
    `load`.
    """
    logprobs: OpenAIChoiceLogprobs | None
    """Log probabilities of the reply's tokens."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "index": "index",
        "delta": "delta",
        "finish_reason": "finish_reason",
        "logprobs": "logprobs",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "index": ("int",),
        "delta": ("OpenAIChatCompletionDelta",),
        "finish_reason": ("str", "None"),
        "logprobs": ("OpenAIChoiceLogprobs",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"index", "delta", "finish_reason"})

    def __init__(
        self,
        *,
        index: int | None = None,
        delta: OpenAIChatCompletionDelta | Mapping[str, Any] | None = None,
        finish_reason: str | None = None,
        logprobs: OpenAIChoiceLogprobs | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "index": index,
                "delta": delta,
                "finish_reason": finish_reason,
                "logprobs": logprobs,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.index = src["index"] if "index" in src else None
        self.delta = as_model(src["delta"], OpenAIChatCompletionDelta) if "delta" in src else None
        self.finish_reason = src["finish_reason"] if "finish_reason" in src else None
        self.logprobs = as_model(src["logprobs"], OpenAIChoiceLogprobs) if "logprobs" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_chat_completion_delta import OpenAIChatCompletionDelta
from .open_ai_choice_logprobs import OpenAIChoiceLogprobs
