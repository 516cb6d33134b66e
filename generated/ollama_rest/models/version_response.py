# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class VersionResponse(ApiModel):
    """The server's version."""

    version: str
    """The version, such as `0.34.0`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"version": "version"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"version": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"version"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("version",)

    def __init__(
        self, *, version: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"version": version, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.version = src["version"] if "version" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
