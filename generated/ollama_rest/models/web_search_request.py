# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class WebSearchRequest(ApiModel):
    """A web search."""

    query: str
    """The search terms."""
    max_results: int | None
    """Maximum number of results, at most 10. Default: 5."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"query": "query", "max_results": "max_results"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"query": ("str",), "max_results": ("int",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"query"})

    def __init__(
        self, *, query: str, max_results: int | None = None, additional_properties: Mapping[str, Any] | None = None
    ) -> None:
        self._fill({"query": query, "max_results": max_results, **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.query = src["query"] if "query" in src else None
        self.max_results = src["max_results"] if "max_results" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
