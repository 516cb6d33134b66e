# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model, as_models, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class AnthropicMessageRequest(ApiModel):
    """A conversation to continue."""

    model: str
    """Name of the model; a name that ends in `:cloud` or `-cloud` runs on ollama.com."""
    max_tokens: int
    """Maximum number of tokens to generate, at least 1."""
    messages: list[AnthropicMessageParam]
    """The conversation so far, at least one message."""
    system: str | list[AnthropicTextBlockParam] | None
    """A string, or a list of text blocks, which are concatenated; anything else is ignored."""
    stream: bool | None
    """Whether the response is an event stream. Default: false."""
    temperature: float | None
    """Randomness of the sampling; 0 always selects the most likely token. Default: the model's own."""
    top_p: float | None
    """Sample from the most likely tokens whose probabilities add up to this value. Default: the model's own."""
    top_k: int | None
    """Number of most likely tokens to sample from. Default: the model's own."""
    stop_sequences: list[str] | None
    """Strings at which generation stops; they are not part of the reply. Default: the model's own."""
    tools: list[AnthropicTool] | None
    """Tools that the model may call. Default: none."""
    tool_choice: AnthropicToolChoice | None
    """Must be an object; has no effect."""
    thinking: AnthropicThinkingConfig | None
    """Whether to think."""
    output_config: AnthropicOutputConfig | None
    """Settings of the reply."""
    metadata: AnthropicMetadata | None
    """Must be an object; has no effect."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "max_tokens": "max_tokens",
        "messages": "messages",
        "system": "system",
        "stream": "stream",
        "temperature": "temperature",
        "top_p": "top_p",
        "top_k": "top_k",
        "stop_sequences": "stop_sequences",
        "tools": "tools",
        "tool_choice": "tool_choice",
        "thinking": "thinking",
        "output_config": "output_config",
        "metadata": "metadata",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "max_tokens": ("int",),
        "messages": (("list", "AnthropicMessageParam"),),
        "system": ("str", ("list", "AnthropicTextBlockParam")),
        "stream": ("bool",),
        "temperature": ("float",),
        "top_p": ("float",),
        "top_k": ("int",),
        "stop_sequences": (("list", "str"),),
        "tools": (("list", "AnthropicTool"),),
        "tool_choice": ("AnthropicToolChoice",),
        "thinking": ("AnthropicThinkingConfig",),
        "output_config": ("AnthropicOutputConfig",),
        "metadata": ("AnthropicMetadata",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "max_tokens", "messages"})

    def __init__(
        self,
        *,
        model: str,
        max_tokens: int,
        messages: Sequence[AnthropicMessageParam | Mapping[str, Any]],
        system: str | Sequence[AnthropicTextBlockParam | Mapping[str, Any]] | None = None,
        stream: bool | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        top_k: int | None = None,
        stop_sequences: Sequence[str] | None = None,
        tools: Sequence[AnthropicTool | Mapping[str, Any]] | None = None,
        tool_choice: AnthropicToolChoice | Mapping[str, Any] | None = None,
        thinking: AnthropicThinkingConfig | Mapping[str, Any] | None = None,
        output_config: AnthropicOutputConfig | Mapping[str, Any] | None = None,
        metadata: AnthropicMetadata | Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "max_tokens": max_tokens,
                "messages": messages,
                "system": system,
                "stream": stream,
                "temperature": temperature,
                "top_p": top_p,
                "top_k": top_k,
                "stop_sequences": copy_container(stop_sequences),
                "tools": tools,
                "tool_choice": tool_choice,
                "thinking": thinking,
                "output_config": output_config,
                "metadata": metadata,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.max_tokens = src["max_tokens"] if "max_tokens" in src else None
        self.messages = as_models(src["messages"], AnthropicMessageParam) if "messages" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.system = None
            self.stream = None
            self.temperature = None
            self.top_p = None
            self.top_k = None
            self.stop_sequences = None
            self.tools = None
            self.tool_choice = None
            self.thinking = None
            self.output_config = None
            self.metadata = None
            self.additional_properties = {}
            return
        self.system = as_models(src["system"], AnthropicTextBlockParam) if "system" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.top_k = src["top_k"] if "top_k" in src else None
        self.stop_sequences = src["stop_sequences"] if "stop_sequences" in src else None
        self.tools = as_models(src["tools"], AnthropicTool) if "tools" in src else None
        self.tool_choice = as_model(src["tool_choice"], AnthropicToolChoice) if "tool_choice" in src else None
        self.thinking = as_model(src["thinking"], AnthropicThinkingConfig) if "thinking" in src else None
        self.output_config = as_model(src["output_config"], AnthropicOutputConfig) if "output_config" in src else None
        self.metadata = as_model(src["metadata"], AnthropicMetadata) if "metadata" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .anthropic_message_param import AnthropicMessageParam
from .anthropic_metadata import AnthropicMetadata
from .anthropic_output_config import AnthropicOutputConfig
from .anthropic_text_block_param import AnthropicTextBlockParam
from .anthropic_thinking_config import AnthropicThinkingConfig
from .anthropic_tool import AnthropicTool
from .anthropic_tool_choice import AnthropicToolChoice
