# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_list, as_model, as_models, as_one_of, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponseRequest(ApiModel):
    """Input to respond to."""

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
    instructions: str | None
    """System message before the input."""
    stream: bool | None
    """Whether the response is an event stream. Default: false."""
    max_output_tokens: int | None
    """Maximum number of tokens to generate; 0 or less means no limit. Default: the model's own limit."""
    temperature: float | None
    """Randomness of the sampling. Default: 1."""
    top_p: float | None
    """Sample from the most likely tokens whose probabilities add up to this value. Default: the model's own value,
    although the response reports 1.
    """
    reasoning: OpenAIResponseReasoning | None
    """Effort of the thinking."""
    think: bool | str | None
    """Whether the model thinks, or its effort, as in the native API. Takes precedence over `reasoning`. Since 0.34."""
    text: OpenAIResponseText | None
    """Format of the reply, in an envelope."""
    tools: list[OpenAIResponseTool] | None
    """Tools that the model may call. Default: none."""
    truncation: str | None
    """Has no effect; the response repeats it."""
    background: bool | None
    """Has no effect; the response repeats it."""
    include: list[str] | None
    """Has no effect, but must be a list of strings."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "input": "input",
        "instructions": "instructions",
        "stream": "stream",
        "max_output_tokens": "max_output_tokens",
        "temperature": "temperature",
        "top_p": "top_p",
        "reasoning": "reasoning",
        "think": "think",
        "text": "text",
        "tools": "tools",
        "truncation": "truncation",
        "background": "background",
        "include": "include",
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
        "instructions": ("str",),
        "stream": ("bool",),
        "max_output_tokens": ("int",),
        "temperature": ("float",),
        "top_p": ("float",),
        "reasoning": ("OpenAIResponseReasoning",),
        "think": ("bool", "str"),
        "text": ("OpenAIResponseText",),
        "tools": (("list", "OpenAIResponseTool"),),
        "truncation": ("str",),
        "background": ("bool",),
        "include": (("list", "str"),),
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
        instructions: str | None = None,
        stream: bool | None = None,
        max_output_tokens: int | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        reasoning: OpenAIResponseReasoning | Mapping[str, Any] | None = None,
        think: bool | str | None = None,
        text: OpenAIResponseText | Mapping[str, Any] | None = None,
        tools: Sequence[OpenAIResponseTool | Mapping[str, Any]] | None = None,
        truncation: str | None = None,
        background: bool | None = None,
        include: Sequence[str] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "input": input,
                "instructions": instructions,
                "stream": stream,
                "max_output_tokens": max_output_tokens,
                "temperature": temperature,
                "top_p": top_p,
                "reasoning": reasoning,
                "think": think,
                "text": text,
                "tools": tools,
                "truncation": truncation,
                "background": background,
                "include": copy_container(include),
                **(additional_properties or {}),
            }
        )

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
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.instructions = None
            self.stream = None
            self.max_output_tokens = None
            self.temperature = None
            self.top_p = None
            self.reasoning = None
            self.think = None
            self.text = None
            self.tools = None
            self.truncation = None
            self.background = None
            self.include = None
            self.additional_properties = {}
            return
        self.instructions = src["instructions"] if "instructions" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.max_output_tokens = src["max_output_tokens"] if "max_output_tokens" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.reasoning = as_model(src["reasoning"], OpenAIResponseReasoning) if "reasoning" in src else None
        self.think = src["think"] if "think" in src else None
        self.text = as_model(src["text"], OpenAIResponseText) if "text" in src else None
        self.tools = as_models(src["tools"], OpenAIResponseTool) if "tools" in src else None
        self.truncation = src["truncation"] if "truncation" in src else None
        self.background = src["background"] if "background" in src else None
        self.include = src["include"] if "include" in src else None
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
from .open_ai_response_reasoning import OpenAIResponseReasoning
from .open_ai_response_text import OpenAIResponseText
from .open_ai_response_tool import OpenAIResponseTool
