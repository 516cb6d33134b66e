# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIIncompleteDetails(ApiModel):
    """The reason why a response is incomplete. The server never sends one."""

    reason: str
    """The reason."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"reason": "reason"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"reason": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"reason"})

    def __init__(
        self, *, reason: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"reason": reason, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.reason = src["reason"] if "reason" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
