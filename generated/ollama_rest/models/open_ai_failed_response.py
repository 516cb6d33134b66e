# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_list, as_model, as_one_of, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIFailedResponse(ApiModel):
    """A failed response, with fewer fields than a successful one."""

    id: str
    """Id of the response."""
    object: str
    """Always `response`."""
    status: str
    """Always `failed`."""
    model: str
    """Name of the model, as requested."""
    output: list[
        OpenAIOutputMessage
        | OpenAIOutputReasoning
        | OpenAIOutputFunctionCall
        | OpenAIOutputToolSearchCall
        | OpenAIOutputWebSearchCall
        | OpenAICompactionItem
    ]
    """Always empty."""
    error: OpenAIResponseError
    """The error of a failed response."""
    usage: OpenAIResponseUsage
    """Token counts."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object",
        "status": "status",
        "model": "model",
        "output": "output",
        "error": "error",
        "usage": "usage",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "object": ("str",),
        "status": ("str",),
        "model": ("str",),
        "output": (
            (
                "list",
                "OpenAIOutputMessage",
                "OpenAIOutputReasoning",
                "OpenAIOutputFunctionCall",
                "OpenAIOutputToolSearchCall",
                "OpenAIOutputWebSearchCall",
                "OpenAICompactionItem",
            ),
        ),
        "error": ("OpenAIResponseError",),
        "usage": ("OpenAIResponseUsage",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "object", "status", "model", "output", "error", "usage"})

    def __init__(
        self,
        *,
        id: str | None = None,
        object: str | None = None,
        status: str | None = None,
        model: str | None = None,
        output: Sequence[
            OpenAIOutputMessage
            | OpenAIOutputReasoning
            | OpenAIOutputFunctionCall
            | OpenAIOutputToolSearchCall
            | OpenAIOutputWebSearchCall
            | OpenAICompactionItem
            | Mapping[str, Any]
        ]
        | None = None,
        error: OpenAIResponseError | Mapping[str, Any] | None = None,
        usage: OpenAIResponseUsage | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "object": object,
                "status": status,
                "model": model,
                "output": output,
                "error": error,
                "usage": usage,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.object = src["object"] if "object" in src else None
        self.status = src["status"] if "status" in src else None
        self.model = src["model"] if "model" in src else None
        self.output = (
            as_list(
                src["output"],
                lambda item: as_one_of(
                    item,
                    OpenAIOutputMessage,
                    OpenAIOutputReasoning,
                    OpenAIOutputFunctionCall,
                    OpenAIOutputToolSearchCall,
                    OpenAIOutputWebSearchCall,
                    OpenAICompactionItem,
                ),
            )
            if "output" in src
            else None
        )
        self.error = as_model(src["error"], OpenAIResponseError) if "error" in src else None
        self.usage = as_model(src["usage"], OpenAIResponseUsage) if "usage" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_compaction_item import OpenAICompactionItem
from .open_ai_output_function_call import OpenAIOutputFunctionCall
from .open_ai_output_message import OpenAIOutputMessage
from .open_ai_output_reasoning import OpenAIOutputReasoning
from .open_ai_output_tool_search_call import OpenAIOutputToolSearchCall
from .open_ai_output_web_search_call import OpenAIOutputWebSearchCall
from .open_ai_response_error import OpenAIResponseError
from .open_ai_response_usage import OpenAIResponseUsage
