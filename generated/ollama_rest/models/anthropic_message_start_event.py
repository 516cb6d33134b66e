# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessageStartEvent(ApiModel):
    """The first event, with an empty message."""

    type: str
    """Always `message_start`."""
    message: AnthropicMessage
    """The model's message, with its thinking and calls."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "message": "message"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "message": ("AnthropicMessage",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "message"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "message_start"}

    def __init__(
        self,
        *,
        type: str | None = None,
        message: AnthropicMessage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "message": message, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.message = as_model(src["message"], AnthropicMessage) if "message" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_message import AnthropicMessage
