# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_type, drop_none
from ..model import ApiModel, FieldTypes
from ..values import ByteSize, Timestamp


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class RunningModel(ApiModel):
    """A model in memory."""

    name: str
    """Name of the model."""
    model: str
    """Name of the model, the same as `name`."""
    size: ByteSize
    """Memory that the model uses, in bytes."""
    digest: str
    """SHA-256 of the model's manifest, 64 hexadecimal digits."""
    details: ModelDetails
    """Format, architecture and size of a model."""
    expires_at: Timestamp
    """Time at which the model is unloaded if it is not used, RFC 3339. For a model that stays loaded, it is
    centuries ahead.
    """
    size_vram: ByteSize
    """Part of `size` that is GPU memory, in bytes."""
    context_length: int
    """Context that the model was loaded with, in tokens."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "model": "model",
        "size": "size",
        "digest": "digest",
        "details": "details",
        "expires_at": "expires_at",
        "size_vram": "size_vram",
        "context_length": "context_length",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "name": ("str",),
        "model": ("str",),
        "size": ("int",),
        "digest": ("str",),
        "details": ("ModelDetails",),
        "expires_at": ("str",),
        "size_vram": ("int",),
        "context_length": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {"name", "model", "size", "digest", "details", "expires_at", "size_vram", "context_length"}
    )

    def __init__(
        self,
        *,
        name: str | None = None,
        model: str | None = None,
        size: int | None = None,
        digest: str | None = None,
        details: ModelDetails | Mapping[str, Any] | None = None,
        expires_at: str | None = None,
        size_vram: int | None = None,
        context_length: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "name": name,
                "model": model,
                "size": size,
                "digest": digest,
                "details": details,
                "expires_at": expires_at,
                "size_vram": size_vram,
                "context_length": context_length,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.model = src["model"] if "model" in src else None
        self.size = as_type(src["size"], ByteSize) if "size" in src else None
        self.digest = src["digest"] if "digest" in src else None
        self.details = as_model(src["details"], ModelDetails) if "details" in src else None
        self.expires_at = as_type(src["expires_at"], Timestamp) if "expires_at" in src else None
        self.size_vram = as_type(src["size_vram"], ByteSize) if "size_vram" in src else None
        self.context_length = src["context_length"] if "context_length" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .model_details import ModelDetails
