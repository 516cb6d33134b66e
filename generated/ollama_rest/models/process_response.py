# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_models, drop_none
from ..model import ApiModel, FieldTypes
from .running_model import RunningModel as _RunningModel


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ProcessResponse(ApiModel):
    """The models in memory."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Model: TypeAlias = _RunningModel
    else:
        Model = _RunningModel

    models: list[RunningModel]
    """The models, the last to expire first."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"models": "models"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"models": (("list", "RunningModel"),)}
    __required__: ClassVar[frozenset[str]] = frozenset({"models"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("models",)

    def __init__(
        self,
        *,
        models: Sequence[RunningModel | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"models": models, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.models = as_models(src["models"], RunningModel) if "models" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .running_model import RunningModel
