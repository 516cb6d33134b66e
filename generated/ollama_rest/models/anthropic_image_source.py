# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicImageSource(ApiModel):
    """The source of an image."""

    type: str
    """`base64`; any other value is an error, even `url`."""
    media_type: str | None
    """Has no effect."""
    data: str | None
    """The image file in base64."""
    url: str | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "media_type": "media_type",
        "data": "data",
        "url": "url",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "media_type": ("str",),
        "data": ("str",),
        "url": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})

    def __init__(
        self,
        *,
        type: str | None = None,
        media_type: str | None = None,
        data: str | None = None,
        url: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "media_type": media_type,
                "data": data,
                "url": url,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.media_type = src["media_type"] if "media_type" in src else None
        self.data = src["data"] if "data" in src else None
        self.url = src["url"] if "url" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
