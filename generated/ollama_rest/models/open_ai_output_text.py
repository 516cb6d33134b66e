# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIOutputText(ApiModel):
    """Text of the model's message."""

    type: str
    """Always `output_text`."""
    text: str
    """The text; empty in the event that begins it."""
    annotations: list[Any]
    """Always empty."""
    logprobs: list[Any]
    """Always empty."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "text": "text",
        "annotations": "annotations",
        "logprobs": "logprobs",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "text": ("str",),
        "annotations": (("list", "Any"),),
        "logprobs": (("list", "Any"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "text", "annotations", "logprobs"})

    def __init__(
        self,
        *,
        type: str | None = None,
        text: str | None = None,
        annotations: Sequence[Any] | None = None,
        logprobs: Sequence[Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "type": type,
                "text": text,
                "annotations": copy_container(annotations),
                "logprobs": copy_container(logprobs),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.text = src["text"] if "text" in src else None
        self.annotations = src["annotations"] if "annotations" in src else None
        self.logprobs = src["logprobs"] if "logprobs" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
