# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class CopyRequest(ApiModel):
    """A model to copy."""

    source: str
    """Name of the model to copy."""
    destination: str
    """Name of the copy."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"source": "source", "destination": "destination"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"source": ("str",), "destination": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"source", "destination"})

    def __init__(
        self, *, source: str, destination: str, additional_properties: Mapping[str, Any] | None = None
    ) -> None:
        self._fill({"source": source, "destination": destination, **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.source = src["source"] if "source" in src else None
        self.destination = src["destination"] if "destination" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
