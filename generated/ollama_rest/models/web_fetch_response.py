# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class WebFetchResponse(ApiModel):
    """A page."""

    title: str | None
    """Title of the page."""
    content: str | None
    """Text of the page."""
    links: list[str] | None
    """URLs that the page links to."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"title": "title", "content": "content", "links": "links"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "title": ("str",),
        "content": ("str",),
        "links": (("list", "str"),),
    }
    __main_fields__: ClassVar[tuple[str, ...]] = ("title", "content", "links")

    def __init__(
        self,
        *,
        title: str | None = None,
        content: str | None = None,
        links: Sequence[str] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "title": title,
                "content": content,
                "links": copy_container(links),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.title = src["title"] if "title" in src else None
        self.content = src["content"] if "content" in src else None
        self.links = src["links"] if "links" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
