# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputToolSearchCall(ApiModel):
    """A tool search that the client must run. Since 0.34."""

    id: str
    """Id of the item."""
    type: str
    """Always `tool_search_call`."""
    status: str
    """Known values: `in_progress`, `completed`."""
    call_id: str
    """Id of the call, to be sent back as the `call_id` of its results."""
    execution: str
    """Always `client`."""
    arguments: dict[str, Any]
    """Arguments of the search by name, an object, unlike those of a function call; empty while in progress."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "status": "status",
        "call_id": "call_id",
        "execution": "execution",
        "arguments": "arguments",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "status": ("str",),
        "call_id": ("str",),
        "execution": ("str",),
        "arguments": (("dict", "Any"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "status", "call_id", "execution", "arguments"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "tool_search_call"}

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        status: str | None = None,
        call_id: str | None = None,
        execution: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "status": status,
                "call_id": call_id,
                "execution": execution,
                "arguments": copy_container(arguments),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.status = src["status"] if "status" in src else None
        self.call_id = src["call_id"] if "call_id" in src else None
        self.execution = src["execution"] if "execution" in src else None
        self.arguments = src["arguments"] if "arguments" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
