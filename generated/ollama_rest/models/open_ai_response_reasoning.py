# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseReasoning(ApiModel):
    """Effort of the thinking."""

    effort: str | None
    """Effort of the thinking: `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `ultra` or `max`. If a request
    sets only `summary`, the events of a stream have null here; a response that is not streamed omits it.
    """
    summary: str | None
    """Has no effect; the response repeats it."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"effort": "effort", "summary": "summary"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"effort": ("str", "None"), "summary": ("str", "None")}

    def __init__(
        self,
        *,
        effort: str | None = None,
        summary: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"effort": effort, "summary": summary, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.effort = src["effort"] if "effort" in src else None
        self.summary = src["summary"] if "summary" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
