# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputTokensDetails(ApiModel):
    """Details of the input tokens."""

    cached_tokens: int
    """Number of input tokens that were in the runner's cache; 0 if the runner does not report it."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"cached_tokens": "cached_tokens"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"cached_tokens": ("int",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"cached_tokens"})

    def __init__(
        self,
        *,
        cached_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"cached_tokens": cached_tokens, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.cached_tokens = src["cached_tokens"] if "cached_tokens" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
