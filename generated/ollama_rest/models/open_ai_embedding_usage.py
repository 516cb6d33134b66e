# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIEmbeddingUsage(ApiModel):
    """Token counts."""

    prompt_tokens: int
    """Number of tokens in all strings."""
    total_tokens: int
    """The same as `prompt_tokens`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"prompt_tokens": "prompt_tokens", "total_tokens": "total_tokens"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"prompt_tokens": ("int",), "total_tokens": ("int",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"prompt_tokens", "total_tokens"})

    def __init__(
        self,
        *,
        prompt_tokens: int | None = None,
        total_tokens: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "prompt_tokens": prompt_tokens,
                "total_tokens": total_tokens,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.prompt_tokens = src["prompt_tokens"] if "prompt_tokens" in src else None
        self.total_tokens = src["total_tokens"] if "total_tokens" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
