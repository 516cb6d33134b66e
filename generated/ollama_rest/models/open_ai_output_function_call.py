# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputFunctionCall(ApiModel):
    """A call of a function of the client."""

    id: str
    """Id of the item."""
    type: str
    """Always `function_call`."""
    status: str
    """Known values: `in_progress`, `completed`."""
    call_id: str
    """Id of the call, to be sent back as the `call_id` of its result."""
    arguments: str
    """A JSON object as a string; empty while in progress."""
    name: str | None
    """The function's name; unset if a tool was declared without a name."""
    namespace: str | None
    """Namespace in which the function was declared. Since 0.34."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "status": "status",
        "call_id": "call_id",
        "arguments": "arguments",
        "name": "name",
        "namespace": "namespace",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "status": ("str",),
        "call_id": ("str",),
        "arguments": ("str",),
        "name": ("str",),
        "namespace": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "status", "call_id", "arguments"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "function_call"}

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        status: str | None = None,
        call_id: str | None = None,
        arguments: str | None = None,
        name: str | None = None,
        namespace: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "status": status,
                "call_id": call_id,
                "arguments": arguments,
                "name": name,
                "namespace": namespace,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.status = src["status"] if "status" in src else None
        self.call_id = src["call_id"] if "call_id" in src else None
        self.arguments = src["arguments"] if "arguments" in src else None
        self.name = src["name"] if "name" in src else None
        self.namespace = src["namespace"] if "namespace" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
