# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_model
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False)
class EmbeddingsRequest(ApiModel):
    """A text to embed."""

    model: str
    """The model's name."""
    prompt: str | None
    """The text. None loads the model."""
    keep_alive: str | float | None
    """How long the model stays in memory after the request: seconds as a number, or a duration text such as `5m` or
    `1h30m`. Negative means for ever, 0 means not at all. The server's setting (5 minutes) where it is left out.
    """
    options: Options | None
    """Settings of the model's runner. An unknown one is ignored, one of a wrong type refused with 500."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "prompt": "prompt",
        "keep_alive": "keep_alive",
        "options": "options",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "prompt": ("str",),
        "keep_alive": ("str", "float"),
        "options": ("Options",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model"})

    def __init__(
        self,
        *,
        model: str,
        prompt: str | None = None,
        keep_alive: str | float | None = None,
        options: Options | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "prompt": prompt,
                "keep_alive": keep_alive,
                "options": options,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.prompt = src["prompt"] if "prompt" in src else None
        self.keep_alive = src["keep_alive"] if "keep_alive" in src else None
        self.options = as_model(src["options"], Options) if "options" in src else None
        self._keep_unknown(src)


from .options import Options
