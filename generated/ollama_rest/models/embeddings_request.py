# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class EmbeddingsRequest(ApiModel):
    """A string to embed."""

    model: str
    """Name of the model."""
    prompt: str | None
    """The string to embed. An empty string only loads the model."""
    keep_alive: str | float | None
    """How long the model stays loaded after the request: seconds as a number, or a duration string such as `"5m"` or
    `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the server's OLLAMA_KEEP_ALIVE, 5
    minutes.
    """
    options: Options | None
    """Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and rejects a
    value of the wrong type with status 500. Default: the model's own options.
    """

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
        self.keep_alive = as_float(src["keep_alive"]) if "keep_alive" in src else None
        self.options = as_model(src["options"], Options) if "options" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .options import Options
