# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_floats, as_list, drop_none
from ..model import ApiModel, ExtraField, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class EmbedResponse(ApiModel):
    """The embeddings of one or more strings."""

    model: str
    """Name of the model, as requested."""
    embeddings: list[list[float]]
    """One vector of unit length per string, in the order of the input."""
    total_duration: int | None
    """Time from the request to the end of the reply, in nanoseconds."""
    load_duration: int | None
    """Time to load the model, in nanoseconds."""
    prompt_eval_count: int | None
    """Number of tokens in all strings."""

    additional_properties: dict[str, Any]

    created_at = ExtraField()
    done = ExtraField()
    done_reason = ExtraField()
    prompt_eval_duration = ExtraField()
    eval_count = ExtraField()
    eval_duration = ExtraField()

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "embeddings": "embeddings",
        "total_duration": "total_duration",
        "load_duration": "load_duration",
        "prompt_eval_count": "prompt_eval_count",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "embeddings": (("list", ("list", "float")),),
        "total_duration": ("int",),
        "load_duration": ("int",),
        "prompt_eval_count": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "embeddings"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("embeddings",)

    def __init__(
        self,
        *,
        model: str | None = None,
        embeddings: Sequence[Sequence[float]] | None = None,
        total_duration: int | None = None,
        load_duration: int | None = None,
        prompt_eval_count: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "model": model,
                "embeddings": embeddings,
                "total_duration": total_duration,
                "load_duration": load_duration,
                "prompt_eval_count": prompt_eval_count,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.embeddings = as_list(src["embeddings"], lambda item: as_floats(item)) if "embeddings" in src else None
        self.total_duration = src["total_duration"] if "total_duration" in src else None
        self.load_duration = src["load_duration"] if "load_duration" in src else None
        self.prompt_eval_count = src["prompt_eval_count"] if "prompt_eval_count" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
