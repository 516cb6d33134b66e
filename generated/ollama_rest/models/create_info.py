# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class CreateInfo(ApiModel):
    """Facts about the model that no file contains, such as the `capabilities` of a remote model. Default: none."""

    capabilities: list[str] | None
    """Capabilities of the model."""
    model_family: str | None
    """Architecture of the model."""
    base_name: str | None
    """Name of the base model."""
    quantization_level: str | None
    """Quantization of the weights."""
    parameter_size: str | None
    """Number of parameters."""
    context_length: int | None
    """Longest context of the training, in tokens."""
    embedding_length: int | None
    """Length of an embedding vector."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "capabilities": "capabilities",
        "model_family": "model_family",
        "base_name": "base_name",
        "quantization_level": "quantization_level",
        "parameter_size": "parameter_size",
        "context_length": "context_length",
        "embedding_length": "embedding_length",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "capabilities": (("list", "str"),),
        "model_family": ("str",),
        "base_name": ("str",),
        "quantization_level": ("str",),
        "parameter_size": ("str",),
        "context_length": ("int",),
        "embedding_length": ("int",),
    }

    def __init__(
        self,
        *,
        capabilities: Sequence[str] | None = None,
        model_family: str | None = None,
        base_name: str | None = None,
        quantization_level: str | None = None,
        parameter_size: str | None = None,
        context_length: int | None = None,
        embedding_length: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "capabilities": copy_container(capabilities),
                "model_family": model_family,
                "base_name": base_name,
                "quantization_level": quantization_level,
                "parameter_size": parameter_size,
                "context_length": context_length,
                "embedding_length": embedding_length,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.capabilities = src["capabilities"] if "capabilities" in src else None
        self.model_family = src["model_family"] if "model_family" in src else None
        self.base_name = src["base_name"] if "base_name" in src else None
        self.quantization_level = src["quantization_level"] if "quantization_level" in src else None
        self.parameter_size = src["parameter_size"] if "parameter_size" in src else None
        self.context_length = src["context_length"] if "context_length" in src else None
        self.embedding_length = src["embedding_length"] if "embedding_length" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
