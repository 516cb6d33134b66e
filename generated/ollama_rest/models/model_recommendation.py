# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ModelRecommendation(ApiModel):
    """A recommended model."""

    model: str
    """Name of the model."""
    description: str
    """Purpose of the model."""
    context_length: int | None
    """Longest context of the model, in tokens."""
    max_output_tokens: int | None
    """Maximum number of tokens in one reply."""
    vram_bytes: int | None
    """GPU memory that the model needs, in bytes."""
    required_plan: str | None
    """The ollama.com plan that includes the model."""
    thinking: ModelRecommendationThinking | None
    """The settings of `think` that the model supports. Since 0.34."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "description": "description",
        "context_length": "context_length",
        "max_output_tokens": "max_output_tokens",
        "vram_bytes": "vram_bytes",
        "required_plan": "required_plan",
        "thinking": "thinking",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "description": ("str",),
        "context_length": ("int",),
        "max_output_tokens": ("int",),
        "vram_bytes": ("int",),
        "required_plan": ("str",),
        "thinking": ("ModelRecommendationThinking",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "description"})

    def __init__(
        self,
        *,
        model: str | None = None,
        description: str | None = None,
        context_length: int | None = None,
        max_output_tokens: int | None = None,
        vram_bytes: int | None = None,
        required_plan: str | None = None,
        thinking: ModelRecommendationThinking | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "model": model,
                "description": description,
                "context_length": context_length,
                "max_output_tokens": max_output_tokens,
                "vram_bytes": vram_bytes,
                "required_plan": required_plan,
                "thinking": thinking,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.description = src["description"] if "description" in src else None
        self.context_length = src["context_length"] if "context_length" in src else None
        self.max_output_tokens = src["max_output_tokens"] if "max_output_tokens" in src else None
        self.vram_bytes = src["vram_bytes"] if "vram_bytes" in src else None
        self.required_plan = src["required_plan"] if "required_plan" in src else None
        self.thinking = as_model(src["thinking"], ModelRecommendationThinking) if "thinking" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .model_recommendation_thinking import ModelRecommendationThinking
