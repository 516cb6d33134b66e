# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, given


@define(init=False, repr=False, eq=False)
class OpenAIImageURL(ApiModel):
    """An image as a data URI."""

    url: str

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"url": "url"}
    __required__: ClassVar[frozenset[str]] = frozenset({"url"})

    def __init__(
        self, *, url: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"url": url, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.url = src["url"] if "url" in src else None
        self._keep_unknown(src)
