# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The keyword parameters of a client's verbs, from the request models with `params` in the spec's `x-python`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

from . import models  # a lazy module: a model is imported when an annotation is evaluated


class ChatParams(TypedDict, total=False):
    """Keyword parameters from the fields of `ChatRequest`."""

    tools: Sequence[models.Tool | Mapping[str, Any] | Callable[..., Any]] | None
    """Tools that the model may call: Python functions, whose signature and docstring describe them, or tool
    definitions. Default: none.
    """
    format: Any
    """The format of the reply: `"json"` for any JSON object, a JSON schema, or a class (pydantic, dataclass, attrs,
    TypedDict), whose instance is then the reply's `parsed`. Default: free text.
    """
    options: models.Options | Mapping[str, Any] | None
    """Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and rejects a
    value of the wrong type with status 500. Default: the model's own options.
    """
    think: bool | str | None
    """Whether a thinking model thinks before it answers, or its effort: `"low"`, `"medium"`, `"high"` or `"max"`;
    any other string is an error. Default: True for a model that can think; for any other model, True is an error.
    """
    keep_alive: str | float | None
    """How long the model stays loaded after the request: seconds as a number, or a duration string such as `"5m"` or
    `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the server's OLLAMA_KEEP_ALIVE, 5
    minutes.
    """
    truncate: bool | None
    """Whether the oldest messages are dropped if the conversation exceeds the context; False makes that an error.
    Default: True.
    """
    shift: bool | None
    """Whether the oldest tokens are dropped if the context fills up during generation; False ends the reply there.
    Default: True.
    """
    logprobs: bool | None
    """Whether the reply contains the log probability of each token. Default: False."""
    top_logprobs: int | None
    """Number of most likely tokens to list at each position, 0 to 20; needs `logprobs`. Default: 0."""


class CreateParams(TypedDict, total=False):
    """Keyword parameters from the fields of `CreateRequest`."""

    draft_quantize: str | None
    """Quantization of the draft model's weights; needs `draft_files`. Default: the weights are kept."""
    renderer: str | None
    """Name of a prompt renderer of the server, used instead of a template. Default: none."""
    parser: str | None
    """Name of a reply parser of the server. Default: none."""
    requires: str | None
    """Oldest server version that can run the model, such as `"0.14.0"`. Default: any."""
    remote_host: str | None
    """URL of the remote server that runs the model to start from. Default: none."""
    info: models.CreateInfo | Mapping[str, Any] | None
    """Facts about the model that no file contains, such as the `capabilities` of a remote model. Default: none."""


class GenerateParams(TypedDict, total=False):
    """Keyword parameters from the fields of `GenerateRequest`."""

    system: str | None
    """System message that replaces the model's own. Default: the model's own."""
    template: str | None
    """Prompt template that replaces the model's own, in Go's template language. Default: the model's own."""
    context: Sequence[int] | None
    """Deprecated. The `context` of an earlier reply, to continue from it. Default: none."""
    raw: bool | None
    """Whether the prompt is passed to the model without a template; not allowed with `template`, `system` or
    `context`. Default: False.
    """
    images: Any
    """Images for a multimodal model, one or a list: bytes, a path, a base64 string or a data URI. Default: none."""
    format: Any
    """The format of the reply: `"json"` for any JSON object, a JSON schema, or a class (pydantic, dataclass, attrs,
    TypedDict), whose instance is then the reply's `parsed`. Default: free text.
    """
    options: models.Options | Mapping[str, Any] | None
    """Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and rejects a
    value of the wrong type with status 500. Default: the model's own options.
    """
    think: bool | str | None
    """Whether a thinking model thinks before it answers, or its effort: `"low"`, `"medium"`, `"high"` or `"max"`;
    any other string is an error. Default: True for a model that can think; for any other model, True is an error.
    """
    keep_alive: str | float | None
    """How long the model stays loaded after the request: seconds as a number, or a duration string such as `"5m"` or
    `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the server's OLLAMA_KEEP_ALIVE, 5
    minutes.
    """
    truncate: bool | None
    """Whether the start of the prompt is dropped if it exceeds the context; False makes that an error. Default:
    true.
    """
    shift: bool | None
    """Whether the oldest tokens are dropped if the context fills up during generation; False ends the reply there.
    Default: True.
    """
    logprobs: bool | None
    """Whether the reply contains the log probability of each token. Default: False."""
    top_logprobs: int | None
    """Number of most likely tokens to list at each position, 0 to 20; needs `logprobs`. Default: 0."""
