# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ProgressResponse(ApiModel):
    """Progress of a pull, push or create."""

    status: str
    """The current step; `success` at the end."""
    digest: str | None
    """Digest of the current layer."""
    total: int | None
    """Size of the current layer, in bytes; unset if it is 0."""
    completed: int | None
    """Completed part of the current layer, in bytes; unset if it is 0."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "digest": "digest",
        "total": "total",
        "completed": "completed",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "status": ("str",),
        "digest": ("str",),
        "total": ("int",),
        "completed": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"status"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("status",)

    def __init__(
        self,
        *,
        status: str | None = None,
        digest: str | None = None,
        total: int | None = None,
        completed: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "status": status,
                "digest": digest,
                "total": total,
                "completed": completed,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.status = src["status"] if "status" in src else None
        self.digest = src["digest"] if "digest" in src else None
        self.total = src["total"] if "total" in src else None
        self.completed = src["completed"] if "completed" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
