# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_float, as_list, as_model, as_models, as_one_of, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIResponse(ApiModel):
    """A response and its settings."""

    id: str
    """Id of the response: `resp_` and a random number of up to six digits."""
    object: str
    """Always `response`."""
    created_at: int
    """Time of the response, in seconds since 1970."""
    completed_at: int | None
    """Time at which the response was complete, in seconds since 1970; null in the first two events of a stream."""
    status: str
    """`in_progress` in the first two events of a stream, `completed` otherwise, even if the response is incomplete
    or has reached its maximum length.
    """
    incomplete_details: OpenAIIncompleteDetails | None
    """Always null: the server does not report incomplete responses."""
    model: str
    """Name of the model, as requested."""
    previous_response_id: str | None
    """Always null: the server does not store responses."""
    instructions: str | None
    """The `instructions` of the request; null if they are unset or empty."""
    output: (
        list[
            OpenAIOutputMessage
            | OpenAIOutputReasoning
            | OpenAIOutputFunctionCall
            | OpenAIOutputToolSearchCall
            | OpenAIOutputWebSearchCall
            | OpenAICompactionItem
        ]
        | None
    )
    """The output of the model, in order. Null in the last event of a stream if the model generated nothing."""
    error: OpenAIResponseError | None
    """Always null: a failed response is an `OpenAIFailedResponse`."""
    tools: list[OpenAIResponseTool]
    """The `tools` of the request."""
    tool_choice: str
    """Always `auto`."""
    truncation: str
    """The `truncation` of the request; `disabled` if it is unset."""
    parallel_tool_calls: bool
    """Always true."""
    text: OpenAIResponseText
    """Format of the reply, in an envelope."""
    top_p: float
    """The `top_p` of the request; 1 if it is unset, although the model then uses its own value."""
    presence_penalty: float
    """Always 0."""
    frequency_penalty: float
    """Always 0."""
    top_logprobs: int
    """Always 0."""
    temperature: float
    """The `temperature` of the request; 1 if it is unset."""
    reasoning: OpenAIResponseReasoning | None
    """The `reasoning` of the request; null if it is unset."""
    usage: OpenAIResponseUsage | None
    """Token counts; null in the first two events of a stream."""
    max_output_tokens: int | None
    """The `max_output_tokens` of the request; null if it is unset."""
    max_tool_calls: int | None
    """Always null: the server does not limit the number of tool calls."""
    store: bool
    """Always false: the server does not store responses."""
    background: bool
    """The `background` of the request."""
    service_tier: str
    """Always `default`."""
    metadata: dict[str, Any]
    """Always empty."""
    safety_identifier: str | None
    """Always null: the server does not read it."""
    prompt_cache_key: str | None
    """Always null: the server does not read it."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object",
        "created_at": "created_at",
        "completed_at": "completed_at",
        "status": "status",
        "incomplete_details": "incomplete_details",
        "model": "model",
        "previous_response_id": "previous_response_id",
        "instructions": "instructions",
        "output": "output",
        "error": "error",
        "tools": "tools",
        "tool_choice": "tool_choice",
        "truncation": "truncation",
        "parallel_tool_calls": "parallel_tool_calls",
        "text": "text",
        "top_p": "top_p",
        "presence_penalty": "presence_penalty",
        "frequency_penalty": "frequency_penalty",
        "top_logprobs": "top_logprobs",
        "temperature": "temperature",
        "reasoning": "reasoning",
        "usage": "usage",
        "max_output_tokens": "max_output_tokens",
        "max_tool_calls": "max_tool_calls",
        "store": "store",
        "background": "background",
        "service_tier": "service_tier",
        "metadata": "metadata",
        "safety_identifier": "safety_identifier",
        "prompt_cache_key": "prompt_cache_key",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "object": ("str",),
        "created_at": ("int",),
        "completed_at": ("int", "None"),
        "status": ("str",),
        "incomplete_details": ("OpenAIIncompleteDetails", "None"),
        "model": ("str",),
        "previous_response_id": ("str", "None"),
        "instructions": ("str", "None"),
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
            "None",
        ),
        "error": ("OpenAIResponseError", "None"),
        "tools": (("list", "OpenAIResponseTool"),),
        "tool_choice": ("str",),
        "truncation": ("str",),
        "parallel_tool_calls": ("bool",),
        "text": ("OpenAIResponseText",),
        "top_p": ("float",),
        "presence_penalty": ("float",),
        "frequency_penalty": ("float",),
        "top_logprobs": ("int",),
        "temperature": ("float",),
        "reasoning": ("OpenAIResponseReasoning", "None"),
        "usage": ("OpenAIResponseUsage", "None"),
        "max_output_tokens": ("int", "None"),
        "max_tool_calls": ("int", "None"),
        "store": ("bool",),
        "background": ("bool",),
        "service_tier": ("str",),
        "metadata": (("dict", "Any"),),
        "safety_identifier": ("str", "None"),
        "prompt_cache_key": ("str", "None"),
    }
    __required__: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "object",
            "created_at",
            "completed_at",
            "status",
            "incomplete_details",
            "model",
            "previous_response_id",
            "instructions",
            "output",
            "error",
            "tools",
            "tool_choice",
            "truncation",
            "parallel_tool_calls",
            "text",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "top_logprobs",
            "temperature",
            "reasoning",
            "usage",
            "max_output_tokens",
            "max_tool_calls",
            "store",
            "background",
            "service_tier",
            "metadata",
            "safety_identifier",
            "prompt_cache_key",
        }
    )

    def __init__(
        self,
        *,
        id: str | None = None,
        object: str | None = None,
        created_at: int | None = None,
        completed_at: int | None = None,
        status: str | None = None,
        incomplete_details: OpenAIIncompleteDetails | Mapping[str, Any] | None = None,
        model: str | None = None,
        previous_response_id: str | None = None,
        instructions: str | None = None,
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
        tools: Sequence[OpenAIResponseTool | Mapping[str, Any]] | None = None,
        tool_choice: str | None = None,
        truncation: str | None = None,
        parallel_tool_calls: bool | None = None,
        text: OpenAIResponseText | Mapping[str, Any] | None = None,
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        top_logprobs: int | None = None,
        temperature: float | None = None,
        reasoning: OpenAIResponseReasoning | Mapping[str, Any] | None = None,
        usage: OpenAIResponseUsage | Mapping[str, Any] | None = None,
        max_output_tokens: int | None = None,
        max_tool_calls: int | None = None,
        store: bool | None = None,
        background: bool | None = None,
        service_tier: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        safety_identifier: str | None = None,
        prompt_cache_key: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "object": object,
                "created_at": created_at,
                "completed_at": completed_at,
                "status": status,
                "incomplete_details": incomplete_details,
                "model": model,
                "previous_response_id": previous_response_id,
                "instructions": instructions,
                "output": output,
                "error": error,
                "tools": tools,
                "tool_choice": tool_choice,
                "truncation": truncation,
                "parallel_tool_calls": parallel_tool_calls,
                "text": text,
                "top_p": top_p,
                "presence_penalty": presence_penalty,
                "frequency_penalty": frequency_penalty,
                "top_logprobs": top_logprobs,
                "temperature": temperature,
                "reasoning": reasoning,
                "usage": usage,
                "max_output_tokens": max_output_tokens,
                "max_tool_calls": max_tool_calls,
                "store": store,
                "background": background,
                "service_tier": service_tier,
                "metadata": copy_container(metadata),
                "safety_identifier": safety_identifier,
                "prompt_cache_key": prompt_cache_key,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.object = src["object"] if "object" in src else None
        self.created_at = src["created_at"] if "created_at" in src else None
        self.completed_at = src["completed_at"] if "completed_at" in src else None
        self.status = src["status"] if "status" in src else None
        self.incomplete_details = (
            as_model(src["incomplete_details"], OpenAIIncompleteDetails) if "incomplete_details" in src else None
        )
        self.model = src["model"] if "model" in src else None
        self.previous_response_id = src["previous_response_id"] if "previous_response_id" in src else None
        self.instructions = src["instructions"] if "instructions" in src else None
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
        self.tools = as_models(src["tools"], OpenAIResponseTool) if "tools" in src else None
        self.tool_choice = src["tool_choice"] if "tool_choice" in src else None
        self.truncation = src["truncation"] if "truncation" in src else None
        self.parallel_tool_calls = src["parallel_tool_calls"] if "parallel_tool_calls" in src else None
        self.text = as_model(src["text"], OpenAIResponseText) if "text" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.presence_penalty = as_float(src["presence_penalty"]) if "presence_penalty" in src else None
        self.frequency_penalty = as_float(src["frequency_penalty"]) if "frequency_penalty" in src else None
        self.top_logprobs = src["top_logprobs"] if "top_logprobs" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.reasoning = as_model(src["reasoning"], OpenAIResponseReasoning) if "reasoning" in src else None
        self.usage = as_model(src["usage"], OpenAIResponseUsage) if "usage" in src else None
        self.max_output_tokens = src["max_output_tokens"] if "max_output_tokens" in src else None
        self.max_tool_calls = src["max_tool_calls"] if "max_tool_calls" in src else None
        self.store = src["store"] if "store" in src else None
        self.background = src["background"] if "background" in src else None
        self.service_tier = src["service_tier"] if "service_tier" in src else None
        self.metadata = src["metadata"] if "metadata" in src else None
        self.safety_identifier = src["safety_identifier"] if "safety_identifier" in src else None
        self.prompt_cache_key = src["prompt_cache_key"] if "prompt_cache_key" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_compaction_item import OpenAICompactionItem
from .open_ai_incomplete_details import OpenAIIncompleteDetails
from .open_ai_output_function_call import OpenAIOutputFunctionCall
from .open_ai_output_message import OpenAIOutputMessage
from .open_ai_output_reasoning import OpenAIOutputReasoning
from .open_ai_output_tool_search_call import OpenAIOutputToolSearchCall
from .open_ai_output_web_search_call import OpenAIOutputWebSearchCall
from .open_ai_response_error import OpenAIResponseError
from .open_ai_response_reasoning import OpenAIResponseReasoning
from .open_ai_response_text import OpenAIResponseText
from .open_ai_response_tool import OpenAIResponseTool
from .open_ai_response_usage import OpenAIResponseUsage
