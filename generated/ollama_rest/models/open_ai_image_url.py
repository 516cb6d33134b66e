# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIImageURL(ApiModel):
    """An image as a data URI."""

    url: str
    """The image as a data URI."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"url": "url"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"url": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"url"})

    def __init__(
        self, *, url: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"url": url, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.url = src["url"] if "url" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
