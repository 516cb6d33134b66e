# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMetadata(ApiModel):
    """Must be an object; has no effect."""

    user_id: str | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"user_id": "user_id"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"user_id": ("str",)}

    def __init__(
        self, *, user_id: str | None = None, additional_properties: Mapping[str, Any] | None = None, **others: Never
    ) -> None:
        self._fill({"user_id": user_id, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.user_id = src["user_id"] if "user_id" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
