# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, as_model, as_models, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ChatRequest(ApiModel):
    """A conversation to continue."""

    model: str
    """Name of the model."""
    messages: list[Message] | None
    """The conversation so far. An empty list only loads the model."""
    tools: list[Tool] | None
    """Tools that the model may call. Default: none."""
    format: str | dict[str, Any] | None
    """The format of the reply: `"json"` for any JSON object, or a JSON schema that it must match. Default: free
    text.
    """
    options: Options | None
    """Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and rejects a
    value of the wrong type with status 500. Default: the model's own options.
    """
    think: bool | str | None
    """Whether a thinking model thinks before it answers, or its effort: `"low"`, `"medium"`, `"high"` or `"max"`;
    any other string is an error. Default: true for a model that can think; for any other model, true is an error.
    """
    stream: bool | None
    """Whether the reply is sent in chunks, as one JSON object per line. Default: true; a client that reads a single
    JSON object must send false.
    """
    keep_alive: str | float | None
    """How long the model stays loaded after the request: seconds as a number, or a duration string such as `"5m"` or
    `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the server's OLLAMA_KEEP_ALIVE, 5
    minutes.
    """
    truncate: bool | None
    """Whether the oldest messages are dropped if the conversation exceeds the context; false makes that an error.
    Default: true.
    """
    shift: bool | None
    """Whether the oldest tokens are dropped if the context fills up during generation; false ends the reply there.
    Default: true.
    """
    logprobs: bool | None
    """Whether the reply contains the log probability of each token. Default: false."""
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
        "tools": "tools",
        "format": "format",
        "options": "options",
        "think": "think",
        "stream": "stream",
        "keep_alive": "keep_alive",
        "truncate": "truncate",
        "shift": "shift",
        "logprobs": "logprobs",
        "top_logprobs": "top_logprobs",
        "_debug_render_only": "debug_render_only",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "messages": (("list", "Message"),),
        "tools": (("list", "Tool"),),
        "format": ("str", ("dict", "Any")),
        "options": ("Options",),
        "think": ("bool", "str"),
        "stream": ("bool",),
        "keep_alive": ("str", "float"),
        "truncate": ("bool",),
        "shift": ("bool",),
        "logprobs": ("bool",),
        "top_logprobs": ("int",),
        "debug_render_only": ("bool",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"model"})

    def __init__(
        self,
        *,
        model: str,
        messages: Sequence[Message | Mapping[str, Any]] | None = None,
        tools: Sequence[Tool | Mapping[str, Any]] | None = None,
        format: str | Mapping[str, Any] | None = None,
        options: Options | Mapping[str, Any] | None = None,
        think: bool | str | None = None,
        stream: bool | None = None,
        keep_alive: str | float | None = None,
        truncate: bool | None = None,
        shift: bool | None = None,
        logprobs: bool | None = None,
        top_logprobs: int | None = None,
        debug_render_only: bool | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "messages": messages,
                "tools": tools,
                "format": copy_container(format),
                "options": options,
                "think": think,
                "stream": stream,
                "keep_alive": keep_alive,
                "truncate": truncate,
                "shift": shift,
                "logprobs": logprobs,
                "top_logprobs": top_logprobs,
                "_debug_render_only": debug_render_only,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.messages = None
            self.tools = None
            self.format = None
            self.options = None
            self.think = None
            self.stream = None
            self.keep_alive = None
            self.truncate = None
            self.shift = None
            self.logprobs = None
            self.top_logprobs = None
            self.debug_render_only = None
            self.additional_properties = {}
            return
        self.messages = as_models(src["messages"], Message) if "messages" in src else None
        self.tools = as_models(src["tools"], Tool) if "tools" in src else None
        self.format = src["format"] if "format" in src else None
        self.options = as_model(src["options"], Options) if "options" in src else None
        self.think = src["think"] if "think" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.keep_alive = as_float(src["keep_alive"]) if "keep_alive" in src else None
        self.truncate = src["truncate"] if "truncate" in src else None
        self.shift = src["shift"] if "shift" in src else None
        self.logprobs = src["logprobs"] if "logprobs" in src else None
        self.top_logprobs = src["top_logprobs"] if "top_logprobs" in src else None
        self.debug_render_only = src["_debug_render_only"] if "_debug_render_only" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .message import Message
from .options import Options
from .tool import Tool
