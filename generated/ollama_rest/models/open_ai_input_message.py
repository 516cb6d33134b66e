# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputMessage(ApiModel):
    """A message of the conversation so far."""

    role: str
    """Author of the message, such as `user`, `assistant`, `system` or `developer`. Any role is passed to the model's
    template.
    """
    type: str | None
    """Always `message`; optional."""
    content: (
        str
        | list[
            OpenAIInputTextPart
            | OpenAIInputOutputTextPart
            | OpenAIInputImagePart
            | OpenAIInputFilePart
            | OpenAIInputEncryptedPart
        ]
        | None
    )
    """A string, or a list of parts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"role": "role", "type": "type", "content": "content"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "role": ("str",),
        "type": ("str",),
        "content": (
            "str",
            (
                "list",
                "OpenAIInputTextPart",
                "OpenAIInputOutputTextPart",
                "OpenAIInputImagePart",
                "OpenAIInputFilePart",
                "OpenAIInputEncryptedPart",
            ),
        ),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"role"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "message"}

    def __init__(
        self,
        *,
        role: str | None = None,
        type: str | None = None,
        content: str
        | Sequence[
            OpenAIInputTextPart
            | OpenAIInputOutputTextPart
            | OpenAIInputImagePart
            | OpenAIInputFilePart
            | OpenAIInputEncryptedPart
            | Mapping[str, Any]
        ]
        | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {"role": role, "type": type, "content": content, **drop_none(others), **(additional_properties or {})}
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.role = src["role"] if "role" in src else None
        self.type = src["type"] if "type" in src else None
        self.content = (
            as_list(
                src["content"],
                lambda item: as_one_of(
                    item,
                    OpenAIInputTextPart,
                    OpenAIInputOutputTextPart,
                    OpenAIInputImagePart,
                    OpenAIInputFilePart,
                    OpenAIInputEncryptedPart,
                ),
            )
            if "content" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_input_encrypted_part import OpenAIInputEncryptedPart
from .open_ai_input_file_part import OpenAIInputFilePart
from .open_ai_input_image_part import OpenAIInputImagePart
from .open_ai_input_output_text_part import OpenAIInputOutputTextPart
from .open_ai_input_text_part import OpenAIInputTextPart
