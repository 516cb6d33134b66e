# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ModelDetails(ApiModel):
    """Format, architecture and size of a model."""

    parent_model: str
    """Model that this model was created from, if known."""
    format: str
    """File format: `gguf` or `safetensors`; empty for a remote model."""
    family: str
    """Architecture of the model, such as `llama`."""
    families: list[str] | None
    """Architectures of the model, including that of a projector; null for a model on a remote server."""
    parameter_size: str
    """Number of parameters, such as `3.2B`."""
    quantization_level: str
    """Quantization of the weights, such as `Q4_K_M`."""
    context_length: int | None
    """Longest context of the training, in tokens. Only in the list of models; `show` has it in `model_info`."""
    embedding_length: int | None
    """Length of an embedding vector. Only in the list of models; `show` has it in `model_info`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "parent_model": "parent_model",
        "format": "format",
        "family": "family",
        "families": "families",
        "parameter_size": "parameter_size",
        "quantization_level": "quantization_level",
        "context_length": "context_length",
        "embedding_length": "embedding_length",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "parent_model": ("str",),
        "format": ("str",),
        "family": ("str",),
        "families": (("list", "str"), "None"),
        "parameter_size": ("str",),
        "quantization_level": ("str",),
        "context_length": ("int",),
        "embedding_length": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {"parent_model", "format", "family", "families", "parameter_size", "quantization_level"}
    )

    def __init__(
        self,
        *,
        parent_model: str | None = None,
        format: str | None = None,
        family: str | None = None,
        families: Sequence[str] | None = None,
        parameter_size: str | None = None,
        quantization_level: str | None = None,
        context_length: int | None = None,
        embedding_length: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "parent_model": parent_model,
                "format": format,
                "family": family,
                "families": copy_container(families),
                "parameter_size": parameter_size,
                "quantization_level": quantization_level,
                "context_length": context_length,
                "embedding_length": embedding_length,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.parent_model = src["parent_model"] if "parent_model" in src else None
        self.format = src["format"] if "format" in src else None
        self.family = src["family"] if "family" in src else None
        self.families = src["families"] if "families" in src else None
        self.parameter_size = src["parameter_size"] if "parameter_size" in src else None
        self.quantization_level = src["quantization_level"] if "quantization_level" in src else None
        self.context_length = src["context_length"] if "context_length" in src else None
        self.embedding_length = src["embedding_length"] if "embedding_length" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
