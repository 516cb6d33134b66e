# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputAgentMessage(ApiModel):
    """A message from one agent to another; treated as a user message. Since 0.34."""

    type: str
    """Always `agent_message`."""
    id: str | None
    """Id of the item; has no effect."""
    author: str | None
    """Name of the agent that sends the message; the model receives it with the text."""
    recipient: str | None
    """Name of the agent that receives the message; the model receives it with the text."""
    content: (
        list[
            OpenAIInputTextPart
            | OpenAIInputOutputTextPart
            | OpenAIInputImagePart
            | OpenAIInputFilePart
            | OpenAIInputEncryptedPart
        ]
        | None
    )
    """Parts of the message; images have no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "id": "id",
        "author": "author",
        "recipient": "recipient",
        "content": "content",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "id": ("str",),
        "author": ("str",),
        "recipient": ("str",),
        "content": (
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
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "agent_message"}

    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        author: str | None = None,
        recipient: str | None = None,
        content: Sequence[
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
            {
                "type": type,
                "id": id,
                "author": author,
                "recipient": recipient,
                "content": content,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.id = src["id"] if "id" in src else None
        self.author = src["author"] if "author" in src else None
        self.recipient = src["recipient"] if "recipient" in src else None
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
