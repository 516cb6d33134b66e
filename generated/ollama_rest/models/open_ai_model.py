# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIModel(ApiModel):
    """One model on the server."""

    id: str
    """Name of the model."""
    object: str
    """Always `model`."""
    created: int
    """Time of the last change, in seconds since 1970."""
    owned_by: str
    """The namespace in the model's name."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object",
        "created": "created",
        "owned_by": "owned_by",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "object": ("str",),
        "created": ("int",),
        "owned_by": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "object", "created", "owned_by"})

    def __init__(
        self,
        *,
        id: str | None = None,
        object: str | None = None,
        created: int | None = None,
        owned_by: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "object": object,
                "created": created,
                "owned_by": owned_by,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.object = src["object"] if "object" in src else None
        self.created = src["created"] if "created" in src else None
        self.owned_by = src["owned_by"] if "owned_by" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
