# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIInputFunctionCallOutput(ApiModel):
    """The result of the call with this `call_id`, or of an unsolicited call of the function `name`."""

    type: str
    """Always `function_call_output`."""
    id: str | None
    """Id of the item; has no effect. Since 0.34."""
    call_id: str | None
    """Id of the call. An empty string is an error."""
    name: str | None
    """Name of the function; required without `call_id`. Since 0.34."""
    namespace: str | None
    """Namespace in which the function was declared; only used without `call_id`. Since 0.34."""
    output: (
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

    __attributes__: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "id": "id",
        "call_id": "call_id",
        "name": "name",
        "namespace": "namespace",
        "output": "output",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "type": ("str",),
        "id": ("str",),
        "call_id": ("str",),
        "name": ("str",),
        "namespace": ("str",),
        "output": (
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
    __required__: ClassVar[frozenset[str]] = frozenset({"type"})
    __constants__: ClassVar[Mapping[str, object]] = {"type": "function_call_output"}

    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        call_id: str | None = None,
        name: str | None = None,
        namespace: str | None = None,
        output: str
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
            {
                "type": type,
                "id": id,
                "call_id": call_id,
                "name": name,
                "namespace": namespace,
                "output": output,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.type = src["type"] if "type" in src else None
        self.id = src["id"] if "id" in src else None
        self.call_id = src["call_id"] if "call_id" in src else None
        self.name = src["name"] if "name" in src else None
        self.namespace = src["namespace"] if "namespace" in src else None
        self.output = (
            as_list(
                src["output"],
                lambda item: as_one_of(
                    item,
                    OpenAIInputTextPart,
                    OpenAIInputOutputTextPart,
                    OpenAIInputImagePart,
                    OpenAIInputFilePart,
                    OpenAIInputEncryptedPart,
                ),
            )
            if "output" in src
            else None
        )
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_input_encrypted_part import OpenAIInputEncryptedPart
from .open_ai_input_file_part import OpenAIInputFilePart
from .open_ai_input_image_part import OpenAIInputImagePart
from .open_ai_input_output_text_part import OpenAIInputOutputTextPart
from .open_ai_input_text_part import OpenAIInputTextPart
