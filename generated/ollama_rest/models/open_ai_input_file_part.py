# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputFilePart(ApiModel):
    """Always an error; files are not supported."""

    type: str
    """Always `input_file`."""
    file_data: str | None
    """Content of the file; not supported."""
    file_id: str | None
    """Id of an uploaded file; not supported."""
    file_url: str | None
    """URL of the file; not supported."""
    filename: str | None
    """Name of the file; not supported."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "file_data": "file_data",
        "file_id": "file_id",
        "file_url": "file_url",
        "filename": "filename",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "file_data": ("str",),
        "file_id": ("str",),
        "file_url": ("str",),
        "filename": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "input_file"}

    def __init__(
        self,
        *,
        type: str | None = None,
        file_data: str | None = None,
        file_id: str | None = None,
        file_url: str | None = None,
        filename: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "file_data": file_data,
                "file_id": file_id,
                "file_url": file_url,
                "filename": filename,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.file_data = src["file_data"] if "file_data" in src else None
        self.file_id = src["file_id"] if "file_id" in src else None
        self.file_url = src["file_url"] if "file_url" in src else None
        self.filename = src["filename"] if "filename" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
