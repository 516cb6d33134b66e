# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class CloudStatus(ApiModel):
    """Whether the server may use the cloud."""

    disabled: bool
    """Whether the use of the cloud is disabled."""
    source: str
    """The setting that disables the cloud: `env`, `config`, `both` or `none`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"disabled": "disabled", "source": "source"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"disabled": ("bool",), "source": ("str",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"disabled", "source"})

    def __init__(
        self,
        *,
        disabled: bool | None = None,
        source: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"disabled": disabled, "source": source, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.disabled = src["disabled"] if "disabled" in src else None
        self.source = src["source"] if "source" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
