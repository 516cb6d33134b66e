# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicErrorResponse(ApiModel):
    """An error in Anthropic's format."""

    type: str
    """Always `error`."""
    error: AnthropicError
    """The error."""
    request_id: str
    """Id of the request: `req_` and 24 hexadecimal digits."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "error": "error", "request_id": "request_id"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "error": ("AnthropicError",),
        "request_id": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "error", "request_id"})

    def __init__(
        self,
        *,
        type: str | None = None,
        error: AnthropicError | Mapping[str, Any] | None = None,
        request_id: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "error": error,
                "request_id": request_id,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.error = as_model(src["error"], AnthropicError) if "error" in src else None
        self.request_id = src["request_id"] if "request_id" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_error import AnthropicError
