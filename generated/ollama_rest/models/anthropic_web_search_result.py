# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicWebSearchResult(ApiModel):
    """One page that matches a search; only the model receives its text."""

    type: str
    """Always `web_search_result`."""
    url: str
    """URL of the page."""
    title: str
    """Title of the page."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "url": "url", "title": "title"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "url": ("str",), "title": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "url", "title"})

    def __init__(
        self,
        *,
        type: str | None = None,
        url: str | None = None,
        title: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "url": url, "title": title, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.url = src["url"] if "url" in src else None
        self.title = src["title"] if "title" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
