# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIError(ApiModel):
    """The error."""

    message: str
    """The error message."""
    type: str
    """Known values: `invalid_request_error` (400), `not_found_error` (404), `api_error` (any other)."""
    param: str | None
    """Always null."""
    code: str | None
    """Null except for errors of the Responses API, such as `invalid_request_error` and `compaction_failed`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "message": "message",
        "type": "type",
        "param": "param",
        "code": "code",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "message": ("str",),
        "type": ("str",),
        "param": ("str", "None"),
        "code": ("str", "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"message", "type", "param", "code"})

    def __init__(
        self,
        *,
        message: str | None = None,
        type: str | None = None,
        param: str | None = None,
        code: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "message": message,
                "type": type,
                "param": param,
                "code": code,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.message = src["message"] if "message" in src else None
        self.type = src["type"] if "type" in src else None
        self.param = src["param"] if "param" in src else None
        self.code = src["code"] if "code" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
