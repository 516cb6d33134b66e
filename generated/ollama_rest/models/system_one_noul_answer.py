# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_float, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class SystemOneNoulAnswer(ApiModel):
    """Whether a statement holds."""

    type: str
    """Kind of the question."""
    noul: float
    """Probability that the statement holds, 0 to 1."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "noul": "noul"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "noul": ("float",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "noul"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "noul"}

    def __init__(
        self,
        *,
        type: str | None = None,
        noul: float | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "noul": noul, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.noul = as_float(src["noul"]) if "noul" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
