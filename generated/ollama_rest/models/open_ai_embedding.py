# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_floats, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIEmbedding(ApiModel):
    """The embedding of one string."""

    object: str
    """Always `embedding`."""
    embedding: list[float] | str
    """The numbers; in base64, as little-endian 32-bit floats."""
    index: int
    """Index of the string in the input, from 0."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"object": "object", "embedding": "embedding", "index": "index"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "object": ("str",),
        "embedding": (("list", "float"), "str"),
        "index": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"object", "embedding", "index"})

    def __init__(
        self,
        *,
        object: str | None = None,
        embedding: Sequence[float] | str | None = None,
        index: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "object": object,
                "embedding": copy_container(embedding),
                "index": index,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.object = src["object"] if "object" in src else None
        self.embedding = as_floats(src["embedding"]) if "embedding" in src else None
        self.index = src["index"] if "index" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
