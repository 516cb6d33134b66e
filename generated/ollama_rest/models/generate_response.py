# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, copy_container, drop_none
from ..model import ApiModel, ExtraField, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class GenerateResponse(ApiModel):
    """A reply or one chunk of it. The last chunk carries the metrics."""

    model: str
    """Name of the model, as requested."""
    created_at: str
    """Time at which the chunk was generated, RFC 3339."""
    response: str
    """The generated text."""
    done: bool
    """Whether this is the last chunk. False in a reply that is not streamed means that the reply is incomplete."""
    remote_model: str | None
    """Name of the model on the remote server that ran it."""
    remote_host: str | None
    """URL of the remote server that ran the model."""
    thinking: str | None
    """The model's thinking before the reply."""
    done_reason: str | None
    """Reason for the end: `stop`, `length`, `load`, `unload`, or a value of a newer server."""
    context: list[int] | None
    """Tokens of the prompt and the reply, for the `context` of a later request. Unset with `raw`."""
    tool_calls: list[ToolCall] | None
    """Tool calls that the model requests; only from models with a built-in parser."""
    debug_info: DebugInfo | None
    """The prompt that the model would receive."""
    logprobs: list[Logprob] | None
    """Log probabilities of the chunk's tokens."""
    total_duration: int | None
    """Time from the request to the end of the reply, in nanoseconds."""
    load_duration: int | None
    """Time to load the model, in nanoseconds."""
    prompt_eval_count: int | None
    """Number of tokens in the prompt, including cached ones."""
    prompt_eval_cached_count: int | None
    """Number of prompt tokens that were in the runner's cache. Since 0.34."""
    prompt_eval_duration: int | None
    """Time to evaluate the prompt tokens that were not in the runner's cache, in nanoseconds."""
    eval_count: int | None
    """Number of tokens in the reply."""
    eval_duration: int | None
    """Time to generate the reply, in nanoseconds."""

    additional_properties: dict[str, Any]

    image = ExtraField()
    completed = ExtraField()
    total = ExtraField()

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "created_at": "created_at",
        "response": "response",
        "done": "done",
        "remote_model": "remote_model",
        "remote_host": "remote_host",
        "thinking": "thinking",
        "done_reason": "done_reason",
        "context": "context",
        "tool_calls": "tool_calls",
        "_debug_info": "debug_info",
        "logprobs": "logprobs",
        "total_duration": "total_duration",
        "load_duration": "load_duration",
        "prompt_eval_count": "prompt_eval_count",
        "prompt_eval_cached_count": "prompt_eval_cached_count",
        "prompt_eval_duration": "prompt_eval_duration",
        "eval_count": "eval_count",
        "eval_duration": "eval_duration",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "created_at": ("str",),
        "response": ("str",),
        "done": ("bool",),
        "remote_model": ("str",),
        "remote_host": ("str",),
        "thinking": ("str",),
        "done_reason": ("str",),
        "context": (("list", "int"),),
        "tool_calls": (("list", "ToolCall"),),
        "debug_info": ("DebugInfo",),
        "logprobs": (("list", "Logprob"),),
        "total_duration": ("int",),
        "load_duration": ("int",),
        "prompt_eval_count": ("int",),
        "prompt_eval_cached_count": ("int",),
        "prompt_eval_duration": ("int",),
        "eval_count": ("int",),
        "eval_duration": ("int",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model", "created_at", "response", "done"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("response",)

    def __init__(
        self,
        *,
        model: str | None = None,
        created_at: str | None = None,
        response: str | None = None,
        done: bool | None = None,
        remote_model: str | None = None,
        remote_host: str | None = None,
        thinking: str | None = None,
        done_reason: str | None = None,
        context: Sequence[int] | None = None,
        tool_calls: Sequence[ToolCall | Mapping[str, Any]] | None = None,
        debug_info: DebugInfo | Mapping[str, Any] | None = None,
        logprobs: Sequence[Logprob | Mapping[str, Any]] | None = None,
        total_duration: int | None = None,
        load_duration: int | None = None,
        prompt_eval_count: int | None = None,
        prompt_eval_cached_count: int | None = None,
        prompt_eval_duration: int | None = None,
        eval_count: int | None = None,
        eval_duration: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "model": model,
                "created_at": created_at,
                "response": response,
                "done": done,
                "remote_model": remote_model,
                "remote_host": remote_host,
                "thinking": thinking,
                "done_reason": done_reason,
                "context": copy_container(context),
                "tool_calls": tool_calls,
                "_debug_info": debug_info,
                "logprobs": logprobs,
                "total_duration": total_duration,
                "load_duration": load_duration,
                "prompt_eval_count": prompt_eval_count,
                "prompt_eval_cached_count": prompt_eval_cached_count,
                "prompt_eval_duration": prompt_eval_duration,
                "eval_count": eval_count,
                "eval_duration": eval_duration,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.created_at = src["created_at"] if "created_at" in src else None
        self.response = src["response"] if "response" in src else None
        self.done = src["done"] if "done" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.remote_model = None
            self.remote_host = None
            self.thinking = None
            self.done_reason = None
            self.context = None
            self.tool_calls = None
            self.debug_info = None
            self.logprobs = None
            self.total_duration = None
            self.load_duration = None
            self.prompt_eval_count = None
            self.prompt_eval_cached_count = None
            self.prompt_eval_duration = None
            self.eval_count = None
            self.eval_duration = None
            self.additional_properties = {}
            return
        self.remote_model = src["remote_model"] if "remote_model" in src else None
        self.remote_host = src["remote_host"] if "remote_host" in src else None
        self.thinking = src["thinking"] if "thinking" in src else None
        self.done_reason = src["done_reason"] if "done_reason" in src else None
        self.context = src["context"] if "context" in src else None
        self.tool_calls = as_models(src["tool_calls"], ToolCall) if "tool_calls" in src else None
        self.debug_info = as_model(src["_debug_info"], DebugInfo) if "_debug_info" in src else None
        self.logprobs = as_models(src["logprobs"], Logprob) if "logprobs" in src else None
        self.total_duration = src["total_duration"] if "total_duration" in src else None
        self.load_duration = src["load_duration"] if "load_duration" in src else None
        self.prompt_eval_count = src["prompt_eval_count"] if "prompt_eval_count" in src else None
        self.prompt_eval_cached_count = src["prompt_eval_cached_count"] if "prompt_eval_cached_count" in src else None
        self.prompt_eval_duration = src["prompt_eval_duration"] if "prompt_eval_duration" in src else None
        self.eval_count = src["eval_count"] if "eval_count" in src else None
        self.eval_duration = src["eval_duration"] if "eval_duration" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .debug_info import DebugInfo
from .logprob import Logprob
from .tool_call import ToolCall
