# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputWebSearchCall(ApiModel):
    """A web search by the server. Since 0.33."""

    id: str
    """Id of the item."""
    type: str
    """Always `web_search_call`."""
    status: str
    """Known values: `in_progress`, `completed`."""
    action: OpenAIWebSearchAction
    """The search."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"id": "id", "type": "type", "status": "status", "action": "action"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "type": ("str",),
        "status": ("str",),
        "action": ("OpenAIWebSearchAction",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "type", "status", "action"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "web_search_call"}

    def __init__(
        self,
        *,
        id: str | None = None,
        type: str | None = None,
        status: str | None = None,
        action: OpenAIWebSearchAction | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "type": type,
                "status": status,
                "action": action,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.type = src["type"] if "type" in src else None
        self.status = src["status"] if "status" in src else None
        self.action = as_model(src["action"], OpenAIWebSearchAction) if "action" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_web_search_action import OpenAIWebSearchAction
