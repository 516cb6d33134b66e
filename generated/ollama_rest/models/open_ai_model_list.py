# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIModelList(ApiModel):
    """The models on the server."""

    object: str
    """Always `list`."""
    data: list[OpenAIModel] | None
    """The models, the most recently changed first; null if the server has none."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"object": "object", "data": "data"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "object": ("str",),
        "data": (("list", "OpenAIModel"), "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"object", "data"})

    def __init__(
        self,
        *,
        object: str | None = None,
        data: Sequence[OpenAIModel | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"object": object, "data": data, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.object = src["object"] if "object" in src else None
        self.data = as_models(src["data"], OpenAIModel) if "data" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_model import OpenAIModel
