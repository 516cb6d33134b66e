# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputFunctionCall(ApiModel):
    """An earlier function call by the model."""

    type: str
    """Always `function_call`."""
    id: str | None
    """Id of the item; has no effect."""
    call_id: str | None
    """Id of the call, which the `call_id` of its result repeats."""
    name: str | None
    """The function's name."""
    namespace: str | None
    """Namespace in which the function was declared. Default: that of a declared function with this name, if it has
    one. Since 0.34.
    """
    arguments: str | None
    """The arguments by name, a JSON object as a string; any other string is an error."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "id": "id",
        "call_id": "call_id",
        "name": "name",
        "namespace": "namespace",
        "arguments": "arguments",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "id": ("str",),
        "call_id": ("str",),
        "name": ("str",),
        "namespace": ("str",),
        "arguments": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "function_call"}

    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        call_id: str | None = None,
        name: str | None = None,
        namespace: str | None = None,
        arguments: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "id": id,
                "call_id": call_id,
                "name": name,
                "namespace": namespace,
                "arguments": arguments,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.id = src["id"] if "id" in src else None
        self.call_id = src["call_id"] if "call_id" in src else None
        self.name = src["name"] if "name" in src else None
        self.namespace = src["namespace"] if "namespace" in src else None
        self.arguments = src["arguments"] if "arguments" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
