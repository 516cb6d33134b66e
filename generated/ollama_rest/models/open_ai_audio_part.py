# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIAudioPart(ApiModel):
    """Audio in a message."""

    type: str
    """Always `input_audio`."""
    input_audio: OpenAIInputAudio
    """An audio file; its format is ignored."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"type": "type", "input_audio": "input_audio"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"type": ("str",), "input_audio": ("OpenAIInputAudio",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"type", "input_audio"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "input_audio"}

    def __init__(
        self,
        *,
        type: str | None = None,
        input_audio: OpenAIInputAudio | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"type": type, "input_audio": input_audio, **drop_none(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.input_audio = as_model(src["input_audio"], OpenAIInputAudio) if "input_audio" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_input_audio import OpenAIInputAudio
