# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, given


@define(init=False, repr=False, eq=False)
class OpenAIInputTokensDetails(ApiModel):
    """Which tokens of the input cost less."""

    cached_tokens: int

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"cached_tokens": "cached_tokens"}
    __required__: ClassVar[frozenset[str]] = frozenset({"cached_tokens"})

    def __init__(
        self,
        *,
        cached_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"cached_tokens": cached_tokens, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.cached_tokens = src["cached_tokens"] if "cached_tokens" in src else None
        self._keep_unknown(src)
