# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessageDelta(ApiModel):
    """The reason for the end of the message."""

    stop_reason: str | None
    """Reason for the end, with the values of `AnthropicMessage.stop_reason`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"stop_reason": "stop_reason"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"stop_reason": ("str",)}

    def __init__(
        self, *, stop_reason: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"stop_reason": stop_reason, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.stop_reason = src["stop_reason"] if "stop_reason" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
