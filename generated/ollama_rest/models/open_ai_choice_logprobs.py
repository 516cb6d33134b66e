# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, as_models, given


@define(init=False, repr=False, eq=False)
class OpenAIChoiceLogprobs(ApiModel):
    """How likely the tokens of the reply were."""

    content: list[Logprob]

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"content": "content"}
    __required__: ClassVar[frozenset[str]] = frozenset({"content"})

    def __init__(
        self,
        *,
        content: Sequence[Logprob | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"content": content, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.content = as_models(src["content"], Logprob) if "content" in src else None
        self._keep_unknown(src)


from .logprob import Logprob
