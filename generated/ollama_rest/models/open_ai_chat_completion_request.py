# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model, as_models, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAIChatCompletionRequest(ApiModel):
    """A conversation to continue."""

    model: str
    """Name of the model; a name that ends in `:cloud` or `-cloud` runs on ollama.com."""
    messages: list[OpenAIChatMessage]
    """The conversation so far, at least one message."""
    stream: bool | None
    """Whether the response is an event stream. Default: false."""
    stream_options: OpenAIStreamOptions | None
    """Contents of a stream besides the text."""
    max_tokens: int | None
    """Maximum number of tokens to generate; 0 or less means no limit. `max_completion_tokens` is ignored. Default:
    the model's own limit.
    """
    seed: int | None
    """Seed of the random number generator; the same seed produces the same text. A negative value means a random
    seed. Default: the model's own.
    """
    stop: str | list[str] | None
    """Strings at which generation stops. In a conversation, list items that are not strings are ignored."""
    temperature: float | None
    """Randomness of the sampling. Default: 1."""
    top_p: float | None
    """Sample from the most likely tokens whose probabilities add up to this value. Default: 1."""
    frequency_penalty: float | None
    """Penalty for tokens in proportion to how often they occurred before. 0 disables it. Default: the model's own."""
    presence_penalty: float | None
    """Penalty for tokens that occurred before. 0 disables it. Default: the model's own."""
    response_format: OpenAIResponseFormat | None
    """Format of the reply."""
    tools: list[Tool] | None
    """Tools that the model may call, in the format of the native API. Default: none."""
    reasoning: OpenAIReasoning | None
    """Effort of the thinking."""
    reasoning_effort: str | None
    """Effort of the thinking: `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `ultra` or `max`; ignored if
    `reasoning` is set. Any value but `none` is an error for a model that cannot think. Default: that of the
    model.
    """
    logprobs: bool | None
    """Whether the response contains the log probability of each token. Default: false."""
    top_logprobs: int | None
    """Number of most likely tokens to list at each position, 0 to 20; needs `logprobs`. Default: 0."""
    debug_render_only: bool | None
    """Whether to return the rendered prompt in `_debug_info` instead of a reply. The leading underscore is the
    server's. Default: false.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "messages": "messages",
        "stream": "stream",
        "stream_options": "stream_options",
        "max_tokens": "max_tokens",
        "seed": "seed",
        "stop": "stop",
        "temperature": "temperature",
        "top_p": "top_p",
        "frequency_penalty": "frequency_penalty",
        "presence_penalty": "presence_penalty",
        "response_format": "response_format",
        "tools": "tools",
        "reasoning": "reasoning",
        "reasoning_effort": "reasoning_effort",
        "logprobs": "logprobs",
        "top_logprobs": "top_logprobs",
        "_debug_render_only": "debug_render_only",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "messages": (("list", "OpenAIChatMessage"),),
        "stream": ("bool",),
        "stream_options": ("OpenAIStreamOptions",),
        "max_tokens": ("int",),
        "seed": ("int",),
        "stop": ("str", ("list", "str")),
        "temperature": ("float",),
        "top_p": ("float",),
        "frequency_penalty": ("float",),
        "presence_penalty": ("float",),
        "response_format": ("OpenAIResponseFormat",),
        "tools": (("list", "Tool"),),
        "reasoning": ("OpenAIReasoning",),
        "reasoning_effort": ("str",),
        "logprobs": ("bool",),
        "top_logprobs": ("int",),
        "debug_render_only": ("bool",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "messages"})

    def __init__(
        self,
        *,
        model: str,
        messages: Sequence[OpenAIChatMessage | Mapping[str, Any]],
        stream: bool | None = None,
        stream_options: OpenAIStreamOptions | Mapping[str, Any] | None = None,
        max_tokens: int | None = None,
        seed: int | None = None,
        stop: str | Sequence[str] | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        frequency_penalty: float | None = None,
        presence_penalty: float | None = None,
        response_format: OpenAIResponseFormat | Mapping[str, Any] | None = None,
        tools: Sequence[Tool | Mapping[str, Any]] | None = None,
        reasoning: OpenAIReasoning | Mapping[str, Any] | None = None,
        reasoning_effort: str | None = None,
        logprobs: bool | None = None,
        top_logprobs: int | None = None,
        debug_render_only: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "messages": messages,
                "stream": stream,
                "stream_options": stream_options,
                "max_tokens": max_tokens,
                "seed": seed,
                "stop": copy_container(stop),
                "temperature": temperature,
                "top_p": top_p,
                "frequency_penalty": frequency_penalty,
                "presence_penalty": presence_penalty,
                "response_format": response_format,
                "tools": tools,
                "reasoning": reasoning,
                "reasoning_effort": reasoning_effort,
                "logprobs": logprobs,
                "top_logprobs": top_logprobs,
                "_debug_render_only": debug_render_only,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.messages = as_models(src["messages"], OpenAIChatMessage) if "messages" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.stream = None
            self.stream_options = None
            self.max_tokens = None
            self.seed = None
            self.stop = None
            self.temperature = None
            self.top_p = None
            self.frequency_penalty = None
            self.presence_penalty = None
            self.response_format = None
            self.tools = None
            self.reasoning = None
            self.reasoning_effort = None
            self.logprobs = None
            self.top_logprobs = None
            self.debug_render_only = None
            self.additional_properties = {}
            return
        self.stream = src["stream"] if "stream" in src else None
        self.stream_options = as_model(src["stream_options"], OpenAIStreamOptions) if "stream_options" in src else None
        self.max_tokens = src["max_tokens"] if "max_tokens" in src else None
        self.seed = src["seed"] if "seed" in src else None
        self.stop = src["stop"] if "stop" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.frequency_penalty = as_float(src["frequency_penalty"]) if "frequency_penalty" in src else None
        self.presence_penalty = as_float(src["presence_penalty"]) if "presence_penalty" in src else None
        self.response_format = (
            as_model(src["response_format"], OpenAIResponseFormat) if "response_format" in src else None
        )
        self.tools = as_models(src["tools"], Tool) if "tools" in src else None
        self.reasoning = as_model(src["reasoning"], OpenAIReasoning) if "reasoning" in src else None
        self.reasoning_effort = src["reasoning_effort"] if "reasoning_effort" in src else None
        self.logprobs = src["logprobs"] if "logprobs" in src else None
        self.top_logprobs = src["top_logprobs"] if "top_logprobs" in src else None
        self.debug_render_only = src["_debug_render_only"] if "_debug_render_only" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_chat_message import OpenAIChatMessage
from .open_ai_reasoning import OpenAIReasoning
from .open_ai_response_format import OpenAIResponseFormat
from .open_ai_stream_options import OpenAIStreamOptions
from .tool import Tool
