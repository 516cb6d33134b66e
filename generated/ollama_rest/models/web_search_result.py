# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class WebSearchResult(ApiModel):
    """A page that matches the search."""

    title: str | None
    """Title of the page."""
    url: str | None
    """URL of the page."""
    content: str | None
    """The part of the page's text that matches the search terms."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"title": "title", "url": "url", "content": "content"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"title": ("str",), "url": ("str",), "content": ("str",)}

    def __init__(
        self,
        *,
        title: str | None = None,
        url: str | None = None,
        content: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {"title": title, "url": url, "content": content, **drop_none(others), **(additional_properties or {})}
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.title = src["title"] if "title" in src else None
        self.url = src["url"] if "url" in src else None
        self.content = src["content"] if "content" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
