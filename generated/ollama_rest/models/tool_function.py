# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Never, TypeAlias

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes
from .tool_parameters import ToolParameters as _ToolParameters


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ToolFunction(ApiModel):
    """A function that the model may call."""

    if TYPE_CHECKING:  # attrs would treat the annotated name as a field
        Parameters: TypeAlias = _ToolParameters
    else:
        Parameters = _ToolParameters

    name: str
    """The function's name."""
    description: str | None
    """Description of the function, for the model."""
    parameters: ToolParameters | None
    """The JSON schema of a function's arguments. The prompt contains only the keywords that the server knows."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "description": "description",
        "parameters": "parameters",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "name": ("str",),
        "description": ("str",),
        "parameters": ("ToolParameters",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"name"})

    def __init__(
        self,
        *,
        name: str | None = None,
        description: str | None = None,
        parameters: ToolParameters | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "parameters": parameters,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.name = src["name"] if "name" in src else None
        self.description = src["description"] if "description" in src else None
        self.parameters = as_model(src["parameters"], ToolParameters) if "parameters" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .tool_parameters import ToolParameters
