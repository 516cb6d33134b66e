# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAICompactedResponse(ApiModel):
    """A compacted conversation."""

    id: str
    """Id of the response: `resp_compact_` and a number."""
    object: str
    """Always `response.compaction`."""
    created_at: int
    """Time of the response, in seconds since 1970."""
    output: list[OpenAICompactionItem]
    """Always one item."""
    usage: OpenAIResponseUsage | None
    """Token counts of the request that wrote the summary; can be null."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object",
        "created_at": "created_at",
        "output": "output",
        "usage": "usage",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "object": ("str",),
        "created_at": ("int",),
        "output": (("list", "OpenAICompactionItem"),),
        "usage": ("OpenAIResponseUsage", "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "object", "created_at", "output", "usage"})

    def __init__(
        self,
        *,
        id: str | None = None,
        object: str | None = None,
        created_at: int | None = None,
        output: Sequence[OpenAICompactionItem | Mapping[str, Any]] | None = None,
        usage: OpenAIResponseUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "object": object,
                "created_at": created_at,
                "output": output,
                "usage": usage,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.object = src["object"] if "object" in src else None
        self.created_at = src["created_at"] if "created_at" in src else None
        self.output = as_models(src["output"], OpenAICompactionItem) if "output" in src else None
        self.usage = as_model(src["usage"], OpenAIResponseUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_compaction_item import OpenAICompactionItem
from .open_ai_response_usage import OpenAIResponseUsage
