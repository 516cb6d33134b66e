# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIChoiceLogprobs(ApiModel):
    """Log probabilities of the reply's tokens."""

    content: list[Logprob]
    """The tokens of the reply, in order."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"content": "content"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"content": (("list", "Logprob"),)}
    __required__: ClassVar[frozenset[str]] = frozenset({"content"})

    def __init__(
        self,
        *,
        content: Sequence[Logprob | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"content": content, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.content = as_models(src["content"], Logprob) if "content" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .logprob import Logprob
