# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseError(ApiModel):
    """The error of a failed response."""

    code: str
    """Known values: `api_error`, `authentication_error`, `rate_limit_exceeded`."""
    message: str
    """The error message."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"code": "code", "message": "message"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"code": ("str",), "message": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"code", "message"})

    def __init__(
        self,
        *,
        code: str | None = None,
        message: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"code": code, "message": message, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.code = src["code"] if "code" in src else None
        self.message = src["message"] if "message" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
