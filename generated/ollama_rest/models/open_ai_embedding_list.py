# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIEmbeddingList(ApiModel):
    """The embeddings of the strings."""

    object: str
    """Always `list`."""
    data: list[OpenAIEmbedding] | None
    """The embeddings, in the order of the input; null if there is nothing to embed."""
    model: str
    """Name of the model, as requested."""
    usage: OpenAIEmbeddingUsage
    """Token counts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "object": "object",
        "data": "data",
        "model": "model",
        "usage": "usage",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "object": ("str",),
        "data": (("list", "OpenAIEmbedding"), "None"),
        "model": ("str",),
        "usage": ("OpenAIEmbeddingUsage",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"object", "data", "model", "usage"})

    def __init__(
        self,
        *,
        object: str | None = None,
        data: Sequence[OpenAIEmbedding | Mapping[str, Any]] | None = None,
        model: str | None = None,
        usage: OpenAIEmbeddingUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "object": object,
                "data": data,
                "model": model,
                "usage": usage,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.object = src["object"] if "object" in src else None
        self.data = as_models(src["data"], OpenAIEmbedding) if "data" in src else None
        self.model = src["model"] if "model" in src else None
        self.usage = as_model(src["usage"], OpenAIEmbeddingUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_embedding import OpenAIEmbedding
from .open_ai_embedding_usage import OpenAIEmbeddingUsage
