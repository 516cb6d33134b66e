# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, copy_container, drop_none
from ..model import ApiModel, ExtraField, FieldTypes


@define(init=False, repr=False, eq=False)
class GenerateResponse(ApiModel):
    """An answer, or a piece of one. The figures come with the last piece."""

    model: str
    """The model's name, as it was asked for."""
    created_at: str
    """When the piece was made, RFC 3339."""
    response: str
    """The text."""
    done: bool
    """Whether this is the last piece. False in a whole answer means that it was cut short."""
    remote_model: str | None
    """The model's name on the remote server that ran it."""
    remote_host: str | None
    """The URL of the remote server that ran it."""
    thinking: str | None
    """What the model thought before it answered."""
    done_reason: str | None
    """Why it ended, `stop`, `length`, `load` or `unload`; newer servers know more."""
    context: list[int] | None
    """Tokens of the prompt and the answer, for the `context` of a next request. Not sent with `raw`."""
    tool_calls: list[ToolCall] | None
    """The tools that the model wants called, from models whose parser the server has built in."""
    debug_info: DebugInfo | None
    """The prompt as the model would have read it."""
    logprobs: list[Logprob] | None
    """The log probabilities of the piece's tokens."""
    total_duration: int | None
    """Nanoseconds from the request to the end."""
    load_duration: int | None
    """Nanoseconds to load the model."""
    prompt_eval_count: int | None
    """Tokens in the prompt."""
    prompt_eval_cached_count: int | None
    """Tokens of the prompt that were in the runner's cache. From v0.34 on."""
    prompt_eval_duration: int | None
    """Nanoseconds to read the prompt."""
    eval_count: int | None
    """Tokens in the answer."""
    eval_duration: int | None
    """Nanoseconds to generate the answer."""

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
        self._keep_unknown(src)


from .debug_info import DebugInfo
from .logprob import Logprob
from .tool_call import ToolCall
