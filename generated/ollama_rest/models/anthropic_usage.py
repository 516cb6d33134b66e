# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicUsage(ApiModel):
    """Token counts."""

    input_tokens: int
    """Number of input tokens that were not in the cache. An estimate in the first message of a stream."""
    output_tokens: int
    """Number of generated tokens, including thinking."""
    cache_read_input_tokens: int | None
    """Number of input tokens that were in the runner's cache; unset if the runner does not report it. Since 0.34."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "input_tokens": "input_tokens",
        "output_tokens": "output_tokens",
        "cache_read_input_tokens": "cache_read_input_tokens",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "input_tokens": ("int",),
        "output_tokens": ("int",),
        "cache_read_input_tokens": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"input_tokens", "output_tokens"})

    def __init__(
        self,
        *,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        cache_read_input_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "input_tokens": input_tokens,
                "output_tokens": output_tokens,
                "cache_read_input_tokens": cache_read_input_tokens,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.input_tokens = src["input_tokens"] if "input_tokens" in src else None
        self.output_tokens = src["output_tokens"] if "output_tokens" in src else None
        self.cache_read_input_tokens = src["cache_read_input_tokens"] if "cache_read_input_tokens" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
