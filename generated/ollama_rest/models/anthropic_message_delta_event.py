# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessageDeltaEvent(ApiModel):
    """The reason for the end of the message, and the token counts."""

    type: str
    """Always `message_delta`."""
    delta: AnthropicMessageDelta
    """The reason for the end of the message."""
    usage: AnthropicUsage
    """Token counts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "delta": "delta", "usage": "usage"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "delta": ("AnthropicMessageDelta",),
        "usage": ("AnthropicUsage",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "delta", "usage"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "message_delta"}

    def __init__(
        self,
        *,
        type: str | None = None,
        delta: AnthropicMessageDelta | Mapping[str, Any] | None = None,
        usage: AnthropicUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "delta": delta, "usage": usage, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.delta = as_model(src["delta"], AnthropicMessageDelta) if "delta" in src else None
        self.usage = as_model(src["usage"], AnthropicUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_message_delta import AnthropicMessageDelta
from .anthropic_usage import AnthropicUsage
