# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseUsage(ApiModel):
    """Token counts."""

    input_tokens: int
    """Number of input tokens, including cached ones."""
    output_tokens: int
    """Number of generated tokens, including thinking."""
    total_tokens: int
    """Sum of `input_tokens` and `output_tokens`."""
    input_tokens_details: OpenAIInputTokensDetails
    """Details of the input tokens."""
    output_tokens_details: OpenAIOutputTokensDetails | None
    """Details of the output tokens; unset in a failed response."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "input_tokens": "input_tokens",
        "output_tokens": "output_tokens",
        "total_tokens": "total_tokens",
        "input_tokens_details": "input_tokens_details",
        "output_tokens_details": "output_tokens_details",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "input_tokens": ("int",),
        "output_tokens": ("int",),
        "total_tokens": ("int",),
        "input_tokens_details": ("OpenAIInputTokensDetails",),
        "output_tokens_details": ("OpenAIOutputTokensDetails",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {"input_tokens", "output_tokens", "total_tokens", "input_tokens_details"}
    )

    def __init__(
        self,
        *,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        total_tokens: int | None = None,
        input_tokens_details: OpenAIInputTokensDetails | Mapping[str, Any] | None = None,
        output_tokens_details: OpenAIOutputTokensDetails | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "input_tokens": input_tokens,
                "output_tokens": output_tokens,
                "total_tokens": total_tokens,
                "input_tokens_details": input_tokens_details,
                "output_tokens_details": output_tokens_details,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.input_tokens = src["input_tokens"] if "input_tokens" in src else None
        self.output_tokens = src["output_tokens"] if "output_tokens" in src else None
        self.total_tokens = src["total_tokens"] if "total_tokens" in src else None
        self.input_tokens_details = (
            as_model(src["input_tokens_details"], OpenAIInputTokensDetails) if "input_tokens_details" in src else None
        )
        self.output_tokens_details = (
            as_model(src["output_tokens_details"], OpenAIOutputTokensDetails)
            if "output_tokens_details" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_input_tokens_details import OpenAIInputTokensDetails
from .open_ai_output_tokens_details import OpenAIOutputTokensDetails
