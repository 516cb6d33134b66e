# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicWebSearchToolResultBlockParam(ApiModel):
    """The results of an earlier web search, as returned by the server."""

    type: str
    """Always `web_search_tool_result`."""
    tool_use_id: str | None
    """Id of the search that has these results."""
    content: list[AnthropicWebSearchResult] | AnthropicWebSearchToolResultError | None
    """The results, null if there are none; or the error of the search."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "tool_use_id": "tool_use_id", "content": "content"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "tool_use_id": ("str",),
        "content": (("list", "AnthropicWebSearchResult"), "AnthropicWebSearchToolResultError", "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "web_search_tool_result"}

    def __init__(
        self,
        *,
        type: str | None = None,
        tool_use_id: str | None = None,
        content: Sequence[AnthropicWebSearchResult | Mapping[str, Any]]
        | AnthropicWebSearchToolResultError
        | Mapping[str, Any]
        | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "tool_use_id": tool_use_id,
                "content": content,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.tool_use_id = src["tool_use_id"] if "tool_use_id" in src else None
        self.content = (
            as_models(as_model(src["content"], AnthropicWebSearchToolResultError), AnthropicWebSearchResult)
            if "content" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_web_search_result import AnthropicWebSearchResult
from .anthropic_web_search_tool_result_error import AnthropicWebSearchToolResultError
