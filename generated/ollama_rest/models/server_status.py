# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ServerStatus(ApiModel):
    """The server's settings."""

    cloud: CloudStatus
    """Whether the server may use the cloud."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"cloud": "cloud"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"cloud": ("CloudStatus",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"cloud"})

    def __init__(
        self,
        *,
        cloud: CloudStatus | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"cloud": cloud, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.cloud = as_model(src["cloud"], CloudStatus) if "cloud" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .cloud_status import CloudStatus
