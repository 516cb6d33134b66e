# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class Tensor(ApiModel):
    """A tensor of a model."""

    name: str
    """Name of the tensor."""
    type: str
    """Type of the tensor's numbers, such as `F16` or `Q4_K`."""
    shape: list[int]
    """Dimensions of the tensor."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"name": "name", "type": "type", "shape": "shape"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "name": ("str",),
        "type": ("str",),
        "shape": (("list", "int"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"name", "type", "shape"})

    def __init__(
        self,
        *,
        name: str | None = None,
        type: str | None = None,
        shape: Sequence[int] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "name": name,
                "type": type,
                "shape": copy_container(shape),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.type = src["type"] if "type" in src else None
        self.shape = src["shape"] if "shape" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
