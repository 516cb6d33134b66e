# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..types import ApiModel, as_models, given
from .listed_model import ListedModel as _ListedModel


@define(init=False, repr=False, eq=False)
class ListResponse(ApiModel):
    """The models in the server's store."""

    if TYPE_CHECKING:  # attrs would take the annotated name for a field
        Model: TypeAlias = _ListedModel
    else:
        Model = _ListedModel

    models: list[ListedModel]
    """The models, newest first."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"models": "models"}
    __required__: ClassVar[frozenset[str]] = frozenset({"models"})

    def __init__(
        self,
        *,
        models: Sequence[ListedModel | Mapping[str, Any]] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"models": models, **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.models = as_models(src["models"], ListedModel) if "models" in src else None
        self._keep_unknown(src)


from .listed_model import ListedModel
