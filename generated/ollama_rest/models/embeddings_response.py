# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_floats, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class EmbeddingsResponse(ApiModel):
    """The embedding of one string."""

    embedding: list[float] | None
    """The vector, not scaled to unit length; null if the model's runner returns no numbers."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"embedding": "embedding"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"embedding": (("list", "float"), "None")}
    __required__: ClassVar[frozenset[str]] = frozenset({"embedding"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("embedding",)

    def __init__(
        self,
        *,
        embedding: Sequence[float] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"embedding": copy_container(embedding), **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.embedding = as_floats(src["embedding"]) if "embedding" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
