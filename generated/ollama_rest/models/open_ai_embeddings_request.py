# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIEmbeddingsRequest(ApiModel):
    """Strings to embed."""

    model: str
    """Name of the model."""
    input: str | list[str]
    """One string, or a list of at least one; lists of tokens are an error."""
    dimensions: int | None
    """Length to which each embedding is truncated; 0 or less, or more than the model's own length, has no effect."""
    encoding_format: str | None
    """`float` or `base64`, in upper or lower case. Default: `float`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "input": "input",
        "dimensions": "dimensions",
        "encoding_format": "encoding_format",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "input": ("str", ("list", "str")),
        "dimensions": ("int",),
        "encoding_format": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "input"})

    def __init__(
        self,
        *,
        model: str,
        input: str | Sequence[str],
        dimensions: int | None = None,
        encoding_format: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "input": copy_container(input),
                "dimensions": dimensions,
                "encoding_format": encoding_format,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.input = src["input"] if "input" in src else None
        self.dimensions = src["dimensions"] if "dimensions" in src else None
        self.encoding_format = src["encoding_format"] if "encoding_format" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
