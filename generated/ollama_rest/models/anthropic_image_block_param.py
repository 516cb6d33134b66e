# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicImageBlockParam(ApiModel):
    """An image."""

    type: str
    """Always `image`."""
    source: AnthropicImageSource
    """The source of an image."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "source": "source"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "source": ("AnthropicImageSource",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "source"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "image"}

    def __init__(
        self,
        *,
        type: str | None = None,
        source: AnthropicImageSource | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "source": source, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.source = as_model(src["source"], AnthropicImageSource) if "source" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_image_source import AnthropicImageSource
