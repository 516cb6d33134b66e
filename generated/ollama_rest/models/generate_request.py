# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_model, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False)
class GenerateRequest(ApiModel):
    """A prompt to continue."""

    model: str
    """The model's name."""
    prompt: str | None
    """The prompt. None loads the model."""
    suffix: str | None
    """The text that comes after the answer, for models that can fill in."""
    system: str | None
    """Instructions instead of the model's own."""
    template: str | None
    """A prompt template instead of the model's own, in Go's template language."""
    context: list[int] | None
    """The tokens of an earlier answer's `context`, which the prompt follows."""
    raw: bool | None
    """Whether the prompt is sent as it is, without a template. Not with template, system or context."""
    images: list[str] | None
    """Images that belong to the prompt, each a file's bytes in base64."""
    format: str | dict[str, Any] | None
    """The shape of the answer, `json` for any JSON object, or a JSON schema."""
    options: Options | None
    """Settings of the model's runner. An unknown one is ignored, one of a wrong type refused with 500."""
    think: bool | str | None
    """Whether the model thinks before it answers, or how hard: `low`, `medium`, `high`, `max`. A model that can
    think does so where this is left out; true is an error on one that cannot.
    """
    stream: bool | None
    """Whether the answer comes in pieces. It does where this is left out."""
    keep_alive: str | float | None
    """How long the model stays in memory after the request: seconds as a number, or a duration text such as `5m` or
    `1h30m`. Negative means for ever, 0 means not at all. The server's setting (5 minutes) where it is left out.
    """
    truncate: bool | None
    """Whether the start of the prompt is dropped where it does not fit. It is where this is left out; false makes it
    an error.
    """
    shift: bool | None
    """Whether the oldest tokens are dropped when the context is full while generating. They are where this is left
    out; false ends the answer there.
    """
    logprobs: bool | None
    """Whether the log probability of each token is sent."""
    top_logprobs: int | None
    """How many of the likeliest tokens are sent at each place, 0 to 20. Wants `logprobs`."""
    debug_render_only: bool | None
    """Whether the rendered prompt is sent back, in `_debug_info`, instead of an answer."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "prompt": "prompt",
        "suffix": "suffix",
        "system": "system",
        "template": "template",
        "context": "context",
        "raw": "raw",
        "images": "images",
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
        "prompt": ("str",),
        "suffix": ("str",),
        "system": ("str",),
        "template": ("str",),
        "context": (("list", "int"),),
        "raw": ("bool",),
        "images": (("list", "str"),),
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
        prompt: str | None = None,
        suffix: str | None = None,
        system: str | None = None,
        template: str | None = None,
        context: Sequence[int] | None = None,
        raw: bool | None = None,
        images: Sequence[str] | None = None,
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
                "prompt": prompt,
                "suffix": suffix,
                "system": system,
                "template": template,
                "context": copy_container(context),
                "raw": raw,
                "images": copy_container(images),
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
        self.prompt = src["prompt"] if "prompt" in src else None
        self.suffix = src["suffix"] if "suffix" in src else None
        self.system = src["system"] if "system" in src else None
        self.template = src["template"] if "template" in src else None
        self.context = src["context"] if "context" in src else None
        self.raw = src["raw"] if "raw" in src else None
        self.images = src["images"] if "images" in src else None
        self.format = src["format"] if "format" in src else None
        self.options = as_model(src["options"], Options) if "options" in src else None
        self.think = src["think"] if "think" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.keep_alive = src["keep_alive"] if "keep_alive" in src else None
        self.truncate = src["truncate"] if "truncate" in src else None
        self.shift = src["shift"] if "shift" in src else None
        self.logprobs = src["logprobs"] if "logprobs" in src else None
        self.top_logprobs = src["top_logprobs"] if "top_logprobs" in src else None
        self.debug_render_only = src["_debug_render_only"] if "_debug_render_only" in src else None
        self._keep_unknown(src)


from .options import Options
