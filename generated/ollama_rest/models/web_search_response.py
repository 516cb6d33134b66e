# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class WebSearchResponse(ApiModel):
    """The search results."""

    results: list[WebSearchResult]
    """The results, best first."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"results": "results"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"results": (("list", "WebSearchResult"),)}
    __required__: ClassVar[frozenset[str]] = frozenset({"results"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("results",)

    def __init__(
        self,
        *,
        results: Sequence[WebSearchResult | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"results": results, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.results = as_models(src["results"], WebSearchResult) if "results" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .web_search_result import WebSearchResult
