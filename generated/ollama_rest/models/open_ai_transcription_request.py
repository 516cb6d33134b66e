# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..bodies import Upload
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAITranscriptionRequest(ApiModel):
    """An audio file to transcribe."""

    model: str
    """Name of the model."""
    file: Upload
    """The audio file, as a file part with a filename; the filename and the media type are ignored."""
    response_format: str | None
    """`text` means plain text, any other value JSON."""
    language: str | None
    """Language of the audio, passed to the model."""
    prompt: str | None
    """Context of the audio, passed to the model."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "file": "file",
        "response_format": "response_format",
        "language": "language",
        "prompt": "prompt",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "file": ("Any",),
        "response_format": ("str",),
        "language": ("str",),
        "prompt": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "file"})

    def __init__(
        self,
        *,
        model: str,
        file: Upload,
        response_format: str | None = None,
        language: str | None = None,
        prompt: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "file": file,
                "response_format": response_format,
                "language": language,
                "prompt": prompt,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.file = src["file"] if "file" in src else None
        self.response_format = src["response_format"] if "response_format" in src else None
        self.language = src["language"] if "language" in src else None
        self.prompt = src["prompt"] if "prompt" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
