# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class OpenAICompletionRequest(ApiModel):
    """A prompt to complete."""

    model: str
    """Name of the model."""
    prompt: str | None
    """The prompt, one string; a list of strings or tokens is an error."""
    suffix: str | None
    """The text after the completion; an error for a model that cannot fill in the middle."""
    stream: bool | None
    """Whether the response is an event stream. Default: false."""
    stream_options: OpenAIStreamOptions | None
    """Contents of a stream besides the text."""
    max_tokens: int | None
    """Maximum number of tokens to generate; 0 or less means no limit. Default: the model's own limit."""
    seed: int | None
    """Seed of the random number generator; the same seed produces the same text. A negative value means a random
    seed. Default: the model's own.
    """
    stop: str | list[str] | None
    """Strings at which generation stops. In a conversation, list items that are not strings are ignored."""
    temperature: float | None
    """Randomness of the sampling. Default: 1."""
    top_p: float | None
    """Sample from the most likely tokens whose probabilities add up to this value. Default: 1, also for 0."""
    frequency_penalty: float | None
    """Penalty for tokens in proportion to how often they occurred before. Default: 0, which disables it."""
    presence_penalty: float | None
    """Penalty for tokens that occurred before. Default: 0, which disables it."""
    logprobs: int | None
    """Number of most likely tokens to compute at each position, at most 20. The response does not contain them."""
    debug_render_only: bool | None
    """Whether to generate nothing; the response does not contain the prompt either."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "prompt": "prompt",
        "suffix": "suffix",
        "stream": "stream",
        "stream_options": "stream_options",
        "max_tokens": "max_tokens",
        "seed": "seed",
        "stop": "stop",
        "temperature": "temperature",
        "top_p": "top_p",
        "frequency_penalty": "frequency_penalty",
        "presence_penalty": "presence_penalty",
        "logprobs": "logprobs",
        "_debug_render_only": "debug_render_only",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "prompt": ("str",),
        "suffix": ("str",),
        "stream": ("bool",),
        "stream_options": ("OpenAIStreamOptions",),
        "max_tokens": ("int",),
        "seed": ("int",),
        "stop": ("str", ("list", "str")),
        "temperature": ("float",),
        "top_p": ("float",),
        "frequency_penalty": ("float",),
        "presence_penalty": ("float",),
        "logprobs": ("int",),
        "debug_render_only": ("bool",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model"})

    def __init__(
        self,
        *,
        model: str,
        prompt: str | None = None,
        suffix: str | None = None,
        stream: bool | None = None,
        stream_options: OpenAIStreamOptions | Mapping[str, Any] | None = None,
        max_tokens: int | None = None,
        seed: int | None = None,
        stop: str | Sequence[str] | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        frequency_penalty: float | None = None,
        presence_penalty: float | None = None,
        logprobs: int | None = None,
        debug_render_only: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "prompt": prompt,
                "suffix": suffix,
                "stream": stream,
                "stream_options": stream_options,
                "max_tokens": max_tokens,
                "seed": seed,
                "stop": copy_container(stop),
                "temperature": temperature,
                "top_p": top_p,
                "frequency_penalty": frequency_penalty,
                "presence_penalty": presence_penalty,
                "logprobs": logprobs,
                "_debug_render_only": debug_render_only,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.prompt = None
            self.suffix = None
            self.stream = None
            self.stream_options = None
            self.max_tokens = None
            self.seed = None
            self.stop = None
            self.temperature = None
            self.top_p = None
            self.frequency_penalty = None
            self.presence_penalty = None
            self.logprobs = None
            self.debug_render_only = None
            self.additional_properties = {}
            return
        self.prompt = src["prompt"] if "prompt" in src else None
        self.suffix = src["suffix"] if "suffix" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.stream_options = as_model(src["stream_options"], OpenAIStreamOptions) if "stream_options" in src else None
        self.max_tokens = src["max_tokens"] if "max_tokens" in src else None
        self.seed = src["seed"] if "seed" in src else None
        self.stop = src["stop"] if "stop" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.frequency_penalty = as_float(src["frequency_penalty"]) if "frequency_penalty" in src else None
        self.presence_penalty = as_float(src["presence_penalty"]) if "presence_penalty" in src else None
        self.logprobs = src["logprobs"] if "logprobs" in src else None
        self.debug_render_only = src["_debug_render_only"] if "_debug_render_only" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .open_ai_stream_options import OpenAIStreamOptions
