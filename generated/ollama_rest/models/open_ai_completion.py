# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAICompletion(ApiModel):
    """The completion."""

    id: str
    """Id of the response: `cmpl-` and a random number of up to three digits, so it can repeat."""
    object: str
    """Always `text_completion`."""
    created: int
    """Time of the response, in seconds since 1970."""
    model: str
    """Name of the model, as requested."""
    system_fingerprint: str
    """Always `fp_ollama`."""
    choices: list[OpenAICompletionChoice]
    """Always one item."""
    usage: OpenAIUsage
    """Token counts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object",
        "created": "created",
        "model": "model",
        "system_fingerprint": "system_fingerprint",
        "choices": "choices",
        "usage": "usage",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "object": ("str",),
        "created": ("int",),
        "model": ("str",),
        "system_fingerprint": ("str",),
        "choices": (("list", "OpenAICompletionChoice"),),
        "usage": ("OpenAIUsage",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {"id", "object", "created", "model", "system_fingerprint", "choices", "usage"}
    )

    def __init__(
        self,
        *,
        id: str | None = None,
        object: str | None = None,
        created: int | None = None,
        model: str | None = None,
        system_fingerprint: str | None = None,
        choices: Sequence[OpenAICompletionChoice | Mapping[str, Any]] | None = None,
        usage: OpenAIUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "object": object,
                "created": created,
                "model": model,
                "system_fingerprint": system_fingerprint,
                "choices": choices,
                "usage": usage,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.object = src["object"] if "object" in src else None
        self.created = src["created"] if "created" in src else None
        self.model = src["model"] if "model" in src else None
        self.system_fingerprint = src["system_fingerprint"] if "system_fingerprint" in src else None
        self.choices = as_models(src["choices"], OpenAICompletionChoice) if "choices" in src else None
        self.usage = as_model(src["usage"], OpenAIUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_completion_choice import OpenAICompletionChoice
from .open_ai_usage import OpenAIUsage
