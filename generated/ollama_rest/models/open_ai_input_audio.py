# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, given


@define(init=False, repr=False, eq=False)
class OpenAIInputAudio(ApiModel):
    """A sound; its format is not asked for."""

    data: str
    """The audio file in base64."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"data": "data"}
    __required__: ClassVar[frozenset[str]] = frozenset({"data"})

    def __init__(
        self, *, data: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"data": data, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.data = src["data"] if "data" in src else None
        self._keep_unknown(src)
