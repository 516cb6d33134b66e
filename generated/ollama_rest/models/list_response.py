# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes
from .listed_model import ListedModel as _ListedModel


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ListResponse(ApiModel):
    """The models in the server's store."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Model: TypeAlias = _ListedModel
    else:
        Model = _ListedModel

    models: list[ListedModel]
    """The models, newest first."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"models": "models"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"models": (("list", "ListedModel"),)}
    __required__: ClassVar[frozenset[str]] = frozenset({"models"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("models",)

    def __init__(
        self,
        *,
        models: Sequence[ListedModel | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"models": models, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.models = as_models(src["models"], ListedModel) if "models" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .listed_model import ListedModel
