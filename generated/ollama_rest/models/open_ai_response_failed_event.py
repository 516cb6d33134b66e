# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseFailedEvent(ApiModel):
    """The last event of a failed stream with the `web_search` tool. With that tool, even an unknown model is
    reported here, after a status 200; without it, the response has an error status. Since 0.33.
    """

    type: str
    """Always `response.failed`."""
    sequence_number: int
    """Number of the event in the stream, from 0."""
    response: OpenAIFailedResponse
    """A failed response, with fewer fields than a successful one."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "sequence_number": "sequence_number",
        "response": "response",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "sequence_number": ("int",),
        "response": ("OpenAIFailedResponse",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "sequence_number", "response"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "response.failed"}

    def __init__(
        self,
        *,
        type: str | None = None,
        sequence_number: int | None = None,
        response: OpenAIFailedResponse | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "sequence_number": sequence_number,
                "response": response,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.sequence_number = src["sequence_number"] if "sequence_number" in src else None
        self.response = as_model(src["response"], OpenAIFailedResponse) if "response" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_failed_response import OpenAIFailedResponse
