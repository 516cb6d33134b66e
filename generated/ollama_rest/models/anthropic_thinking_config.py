# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, given


@define(init=False, repr=False, eq=False)
class AnthropicThinkingConfig(ApiModel):
    """Whether to think."""

    type: str | None
    """`enabled` or `disabled`; a model that cannot think is not an error here. All else has no effect."""
    budget_tokens: int | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "budget_tokens": "budget_tokens"}

    def __init__(
        self,
        *,
        type: str | None = None,
        budget_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "budget_tokens": budget_tokens, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.budget_tokens = src["budget_tokens"] if "budget_tokens" in src else None
        self._keep_unknown(src)
