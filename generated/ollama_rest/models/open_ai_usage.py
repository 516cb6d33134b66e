# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIUsage(ApiModel):
    """Token counts."""

    prompt_tokens: int
    """Number of tokens in the prompt, including cached ones."""
    completion_tokens: int
    """Number of generated tokens, including thinking."""
    total_tokens: int
    """Sum of `prompt_tokens` and `completion_tokens`."""
    prompt_tokens_details: OpenAIPromptTokensDetails | None
    """Details of the prompt's tokens; unset if nothing was generated or the reply is incomplete. Since 0.34."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "prompt_tokens": "prompt_tokens",
        "completion_tokens": "completion_tokens",
        "total_tokens": "total_tokens",
        "prompt_tokens_details": "prompt_tokens_details",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "prompt_tokens": ("int",),
        "completion_tokens": ("int",),
        "total_tokens": ("int",),
        "prompt_tokens_details": ("OpenAIPromptTokensDetails",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"prompt_tokens", "completion_tokens", "total_tokens"})

    def __init__(
        self,
        *,
        prompt_tokens: int | None = None,
        completion_tokens: int | None = None,
        total_tokens: int | None = None,
        prompt_tokens_details: OpenAIPromptTokensDetails | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "prompt_tokens": prompt_tokens,
                "completion_tokens": completion_tokens,
                "total_tokens": total_tokens,
                "prompt_tokens_details": prompt_tokens_details,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.prompt_tokens = src["prompt_tokens"] if "prompt_tokens" in src else None
        self.completion_tokens = src["completion_tokens"] if "completion_tokens" in src else None
        self.total_tokens = src["total_tokens"] if "total_tokens" in src else None
        self.prompt_tokens_details = (
            as_model(src["prompt_tokens_details"], OpenAIPromptTokensDetails)
            if "prompt_tokens_details" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_prompt_tokens_details import OpenAIPromptTokensDetails
