# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputImagePart(ApiModel):
    """An image."""

    type: str
    """Always `input_image`."""
    image_url: str | None
    """A data URI, as in a chat completion. An image without one is ignored."""
    file_id: str | None
    """Has no effect; an error in a compaction."""
    detail: str | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "image_url": "image_url",
        "file_id": "file_id",
        "detail": "detail",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "image_url": ("str",),
        "file_id": ("str",),
        "detail": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "input_image"}

    def __init__(
        self,
        *,
        type: str | None = None,
        image_url: str | None = None,
        file_id: str | None = None,
        detail: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "image_url": image_url,
                "file_id": file_id,
                "detail": detail,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.image_url = src["image_url"] if "image_url" in src else None
        self.file_id = src["file_id"] if "file_id" in src else None
        self.detail = src["detail"] if "detail" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
