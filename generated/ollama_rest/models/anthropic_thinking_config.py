# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicThinkingConfig(ApiModel):
    """Whether to think."""

    type: str | None
    """`enabled` or `disabled`, without an error for a model that cannot think. Any other value has no effect."""
    budget_tokens: int | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "budget_tokens": "budget_tokens"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "budget_tokens": ("int",)}

    def __init__(
        self,
        *,
        type: str | None = None,
        budget_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "budget_tokens": budget_tokens, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.budget_tokens = src["budget_tokens"] if "budget_tokens" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
