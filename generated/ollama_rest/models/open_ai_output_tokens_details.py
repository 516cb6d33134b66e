# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputTokensDetails(ApiModel):
    """Details of the output tokens."""

    reasoning_tokens: int
    """Always 0; the tokens of the thinking are not counted separately."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"reasoning_tokens": "reasoning_tokens"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"reasoning_tokens": ("int",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"reasoning_tokens"})

    def __init__(
        self,
        *,
        reasoning_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"reasoning_tokens": reasoning_tokens, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.reasoning_tokens = src["reasoning_tokens"] if "reasoning_tokens" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
