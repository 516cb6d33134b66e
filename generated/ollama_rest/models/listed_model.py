# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_type, copy_container, drop_none
from ..model import ApiModel, FieldTypes
from ..values import ByteSize, Timestamp


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ListedModel(ApiModel):
    """A model in the server's store."""

    name: str
    """Name of the model."""
    model: str
    """Name of the model, the same as `name`."""
    modified_at: Timestamp
    """Time at which the model was stored, RFC 3339."""
    size: ByteSize
    """Size on disk, in bytes."""
    digest: str
    """SHA-256 of the model's manifest, 64 hexadecimal digits."""
    details: ModelDetails
    """Format, architecture and size of a model."""
    remote_model: str | None
    """Name of the model on the remote server that runs it."""
    remote_host: str | None
    """URL of the remote server that runs the model."""
    capabilities: list[str] | None
    """Capabilities of the model: `completion`, `tools`, `insert`, `vision`, `embedding`, `thinking`, `audio`,
    `image`.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "model": "model",
        "modified_at": "modified_at",
        "size": "size",
        "digest": "digest",
        "details": "details",
        "remote_model": "remote_model",
        "remote_host": "remote_host",
        "capabilities": "capabilities",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "name": ("str",),
        "model": ("str",),
        "modified_at": ("str",),
        "size": ("int",),
        "digest": ("str",),
        "details": ("ModelDetails",),
        "remote_model": ("str",),
        "remote_host": ("str",),
        "capabilities": (("list", "str"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"name", "model", "modified_at", "size", "digest", "details"})

    def __init__(
        self,
        *,
        name: str | None = None,
        model: str | None = None,
        modified_at: str | None = None,
        size: int | None = None,
        digest: str | None = None,
        details: ModelDetails | Mapping[str, Any] | None = None,
        remote_model: str | None = None,
        remote_host: str | None = None,
        capabilities: Sequence[str] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "name": name,
                "model": model,
                "modified_at": modified_at,
                "size": size,
                "digest": digest,
                "details": details,
                "remote_model": remote_model,
                "remote_host": remote_host,
                "capabilities": copy_container(capabilities),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.model = src["model"] if "model" in src else None
        self.modified_at = as_type(src["modified_at"], Timestamp) if "modified_at" in src else None
        self.size = as_type(src["size"], ByteSize) if "size" in src else None
        self.digest = src["digest"] if "digest" in src else None
        self.details = as_model(src["details"], ModelDetails) if "details" in src else None
        self.remote_model = src["remote_model"] if "remote_model" in src else None
        self.remote_host = src["remote_host"] if "remote_host" in src else None
        self.capabilities = src["capabilities"] if "capabilities" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .model_details import ModelDetails
