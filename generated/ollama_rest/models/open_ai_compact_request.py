# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_list, as_models, as_one_of
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAICompactRequest(ApiModel):
    """A conversation to compact."""

    model: str
    """Name of the model."""
    input: (
        str
        | list[
            OpenAIInputMessage
            | OpenAIInputFunctionCall
            | OpenAIInputFunctionCallOutput
            | OpenAIInputToolSearchCall
            | OpenAIInputToolSearchOutput
            | OpenAIInputReasoning
            | OpenAIInputWebSearchCall
            | OpenAIInputAgentMessage
            | OpenAICompactionItem
            | OpenAICompactionTrigger
        ]
    )
    """A string, which is one user message, or a list of items."""
    tools: list[OpenAIResponseTool] | None
    """Tools whose names and descriptions are shown to the model."""
    stream: bool | None
    """Has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "input": "input",
        "tools": "tools",
        "stream": "stream",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "input": (
            "str",
            (
                "list",
                "OpenAIInputMessage",
                "OpenAIInputFunctionCall",
                "OpenAIInputFunctionCallOutput",
                "OpenAIInputToolSearchCall",
                "OpenAIInputToolSearchOutput",
                "OpenAIInputReasoning",
                "OpenAIInputWebSearchCall",
                "OpenAIInputAgentMessage",
                "OpenAICompactionItem",
                "OpenAICompactionTrigger",
            ),
        ),
        "tools": (("list", "OpenAIResponseTool"),),
        "stream": ("bool",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "input"})

    def __init__(
        self,
        *,
        model: str,
        input: str
        | Sequence[
            OpenAIInputMessage
            | OpenAIInputFunctionCall
            | OpenAIInputFunctionCallOutput
            | OpenAIInputToolSearchCall
            | OpenAIInputToolSearchOutput
            | OpenAIInputReasoning
            | OpenAIInputWebSearchCall
            | OpenAIInputAgentMessage
            | OpenAICompactionItem
            | OpenAICompactionTrigger
            | Mapping[str, Any]
        ],
        tools: Sequence[OpenAIResponseTool | Mapping[str, Any]] | None = None,
        stream: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill({"model": model, "input": input, "tools": tools, "stream": stream, **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.input = (
            as_list(
                src["input"],
                lambda item: as_one_of(
                    item,
                    OpenAIInputMessage,
                    OpenAIInputFunctionCall,
                    OpenAIInputFunctionCallOutput,
                    OpenAIInputToolSearchCall,
                    OpenAIInputToolSearchOutput,
                    OpenAIInputReasoning,
                    OpenAIInputWebSearchCall,
                    OpenAIInputAgentMessage,
                    OpenAICompactionItem,
                    OpenAICompactionTrigger,
                ),
            )
            if "input" in src
            else None
        )
        self.tools = as_models(src["tools"], OpenAIResponseTool) if "tools" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_compaction_item import OpenAICompactionItem
from .open_ai_compaction_trigger import OpenAICompactionTrigger
from .open_ai_input_agent_message import OpenAIInputAgentMessage
from .open_ai_input_function_call import OpenAIInputFunctionCall
from .open_ai_input_function_call_output import OpenAIInputFunctionCallOutput
from .open_ai_input_message import OpenAIInputMessage
from .open_ai_input_reasoning import OpenAIInputReasoning
from .open_ai_input_tool_search_call import OpenAIInputToolSearchCall
from .open_ai_input_tool_search_output import OpenAIInputToolSearchOutput
from .open_ai_input_web_search_call import OpenAIInputWebSearchCall
from .open_ai_response_tool import OpenAIResponseTool
