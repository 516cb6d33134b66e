# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class EmbedRequest(ApiModel):
    """Strings to embed."""

    model: str
    """Name of the model."""
    input: str | list[str] | None
    """A string, or a list of several."""
    truncate: bool | None
    """Whether the end of an input is dropped if it exceeds the context; false makes that an error. Default: true."""
    dimensions: int | None
    """Length to which each vector is truncated. Default: the model's own length, also for 0 and for larger values."""
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
        "input": "input",
        "truncate": "truncate",
        "dimensions": "dimensions",
        "keep_alive": "keep_alive",
        "options": "options",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "input": ("str", ("list", "str")),
        "truncate": ("bool",),
        "dimensions": ("int",),
        "keep_alive": ("str", "float"),
        "options": ("Options",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model"})

    def __init__(
        self,
        *,
        model: str,
        input: str | Sequence[str] | None = None,
        truncate: bool | None = None,
        dimensions: int | None = None,
        keep_alive: str | float | None = None,
        options: Options | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "input": copy_container(input),
                "truncate": truncate,
                "dimensions": dimensions,
                "keep_alive": keep_alive,
                "options": options,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.input = src["input"] if "input" in src else None
        self.truncate = src["truncate"] if "truncate" in src else None
        self.dimensions = src["dimensions"] if "dimensions" in src else None
        self.keep_alive = as_float(src["keep_alive"]) if "keep_alive" in src else None
        self.options = as_model(src["options"], Options) if "options" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .options import Options
