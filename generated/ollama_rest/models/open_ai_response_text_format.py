# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseTextFormat(ApiModel):
    """Format of the reply."""

    type: str | None
    """`json_schema`; any other value means plain text, even `json_object`."""
    name: str | None
    """Has no effect; the response repeats it."""
    schema: Any
    """The JSON schema of the reply. If `type` is not `json_schema`, any value is valid, has no effect, and is
    repeated in the response.
    """
    strict: bool | None
    """Has no effect; the response repeats it."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "name": "name",
        "schema": "schema",
        "strict": "strict",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "name": ("str",),
        "schema": ("Any",),
        "strict": ("bool",),
    }

    def __init__(
        self,
        *,
        type: str | None = None,
        name: str | None = None,
        schema: Any = None,
        strict: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "name": name,
                "schema": schema,
                "strict": strict,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.name = src["name"] if "name" in src else None
        self.schema = src["schema"] if "schema" in src else None
        self.strict = src["strict"] if "strict" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
