# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicError(ApiModel):
    """The error."""

    type: str
    """Known values: `invalid_request_error` (400), `authentication_error` (401), `permission_error` (403),
    `not_found_error` (404), `rate_limit_error` (429), `overloaded_error` (503), `api_error` (any other).
    """
    message: str
    """The error message."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "message": "message"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "message": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "message"})

    def __init__(
        self,
        *,
        type: str | None = None,
        message: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "message": message, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.message = src["message"] if "message" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
