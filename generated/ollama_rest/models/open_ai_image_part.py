# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIImagePart(ApiModel):
    """An image in a message."""

    type: str
    """Always `image_url`."""
    image_url: str | OpenAIImageURL
    """A data URI, or an object with one as `url`: `data:image/png;base64,...`, also jpeg, jpg and webp, or
    `data:;base64,...`. The URL of an image on the web is an error.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "image_url": "image_url"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "image_url": ("str", "OpenAIImageURL")}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "image_url"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "image_url"}

    def __init__(
        self,
        *,
        type: str | None = None,
        image_url: str | OpenAIImageURL | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "image_url": image_url, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.image_url = as_model(src["image_url"], OpenAIImageURL) if "image_url" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_image_url import OpenAIImageURL
