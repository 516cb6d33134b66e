# Generated from clients/async_client.py. Do not edit: run scripts/regenerate.

"""The verbs as functions, on a client that the first call creates."""

# Annotations are evaluated so that `help()`, `inspect.signature` and `typing.get_type_hints` show real types.

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Unpack, overload

from ollama_rest.models import (
    EmbeddingsResponse,
    EmbedResponse,
    ListResponse,
    Options,
    ProcessResponse,
    ProgressResponse,
    ShowResponse,
    SystemOneResponse,
    VersionResponse,
    WebFetchResponse,
    WebSearchResponse,
)

from .clients.default import default_client
from .clients.timeouts import DEFAULT, Default, Timeout
from .exchange.health import Health
from .replies.progress import ProgressOption, StatusResponse
from .replies.stream import Stream
from .replies.text import ChatResponse, GenerateResponse
from .requests.params import (
    ChatParams,
    CreateParams,
    Files,
    GenerateParams,
    Messages,
    expand_signature,
    suggest_names,
)


@overload
def chat(
    model: str = "",
    messages: Messages | None = None,
    *,
    stream: Literal[False] = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[ChatParams],
) -> ChatResponse: ...


@overload
def chat(
    model: str = "",
    messages: Messages | None = None,
    *,
    stream: Literal[True],
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[ChatParams],
) -> Stream[ChatResponse]: ...


@overload
def chat(
    model: str = "",
    messages: Messages | None = None,
    *,
    stream: bool,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[ChatParams],
) -> ChatResponse | Stream[ChatResponse]: ...


@expand_signature(ChatParams)
def chat(
    model: str = "",
    messages: Messages | None = None,
    *,
    stream: bool = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[ChatParams],
) -> ChatResponse | Stream[ChatResponse]:
    """Generate the next message of a conversation.

    Args:
        model: The name of the model. Default: the client's `default_model`.
        messages: The conversation, oldest message first, as dicts with `role` and `content`, or `Message` objects.
            Without messages the model is only loaded. Images in a message are bytes, paths, base64 or data URIs.
        stream: True returns the reply as it is generated, as an iterator of parts. Default: False.
        timeout: Timeouts of this call, instead of the client's.
        tools: Tools that the model may call: Python functions, whose signature and docstring describe them, or tool
            definitions. Default: none.
        format: The format of the reply: `"json"` for any JSON object, a JSON schema, or a class (pydantic,
            dataclass, attrs, TypedDict), whose instance is then the reply's `parsed`. Default: free text.
        options: Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and
            rejects a value of the wrong type with status 500. Default: the model's own options.
        think: Whether a thinking model thinks before it answers, or its effort: `"low"`, `"medium"`, `"high"` or
            `"max"`; any other string is an error. Default: True for a model that can think; for any other model,
            True is an error.
        keep_alive: How long the model stays loaded after the request: seconds as a number, or a duration string
            such as `"5m"` or `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the
            server's OLLAMA_KEEP_ALIVE, 5 minutes.
        truncate: Whether the oldest messages are dropped if the conversation exceeds the context; False makes that
            an error. Default: True.
        shift: Whether the oldest tokens are dropped if the context fills up during generation; False ends the reply
            there. Default: True.
        logprobs: Whether the reply contains the log probability of each token. Default: False.
        top_logprobs: Number of most likely tokens to list at each position, 0 to 20; needs `logprobs`. Default: 0.

    Returns:
        The reply, or, with `stream=True`, an iterator of its parts that is also a context manager.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.
        IncompleteResponseError: The reply ended before it was done.

    Example:
        >>> reply = chat("llama3.2", [{"role": "user", "content": "Why is the sky blue?"}])
        >>> reply.message.content
        'The sky is blue because of Rayleigh scattering.'
    """
    return default_client().chat(model, messages, stream=stream, timeout=timeout, **params)


@overload
def generate(
    model: str = "",
    prompt: str | None = None,
    suffix: str | None = None,
    *,
    stream: Literal[False] = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[GenerateParams],
) -> GenerateResponse: ...


@overload
def generate(
    model: str = "",
    prompt: str | None = None,
    suffix: str | None = None,
    *,
    stream: Literal[True],
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[GenerateParams],
) -> Stream[GenerateResponse]: ...


@overload
def generate(
    model: str = "",
    prompt: str | None = None,
    suffix: str | None = None,
    *,
    stream: bool,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[GenerateParams],
) -> GenerateResponse | Stream[GenerateResponse]: ...


@expand_signature(GenerateParams)
def generate(
    model: str = "",
    prompt: str | None = None,
    suffix: str | None = None,
    *,
    stream: bool = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[GenerateParams],
) -> GenerateResponse | Stream[GenerateResponse]:
    """Generate a completion for a prompt, or fill in the middle between `prompt` and `suffix`.

    Args:
        model: The name of the model. Default: the client's `default_model`.
        prompt: The text to continue. Without a prompt the model is only loaded.
        suffix: The text after the completion, for models that fill in the middle.
        stream: True returns the reply as it is generated, as an iterator of parts. Default: False.
        timeout: Timeouts of this call, instead of the client's.
        system: System message that replaces the model's own. Default: the model's own.
        template: Prompt template that replaces the model's own, in Go's template language. Default: the model's
            own.
        context: Deprecated. The `context` of an earlier reply, to continue from it. Default: none.
        raw: Whether the prompt is passed to the model without a template; not allowed with `template`, `system` or
            `context`. Default: False.
        images: Images for a multimodal model, one or a list: bytes, a path, a base64 string or a data URI. Default:
            none.
        format: The format of the reply: `"json"` for any JSON object, a JSON schema, or a class (pydantic,
            dataclass, attrs, TypedDict), whose instance is then the reply's `parsed`. Default: free text.
        options: Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and
            rejects a value of the wrong type with status 500. Default: the model's own options.
        think: Whether a thinking model thinks before it answers, or its effort: `"low"`, `"medium"`, `"high"` or
            `"max"`; any other string is an error. Default: True for a model that can think; for any other model,
            True is an error.
        keep_alive: How long the model stays loaded after the request: seconds as a number, or a duration string
            such as `"5m"` or `"1h30m"`. 0 unloads it at once, a negative value keeps it loaded. Default: the
            server's OLLAMA_KEEP_ALIVE, 5 minutes.
        truncate: Whether the start of the prompt is dropped if it exceeds the context; False makes that an error.
            Default: true.
        shift: Whether the oldest tokens are dropped if the context fills up during generation; False ends the reply
            there. Default: True.
        logprobs: Whether the reply contains the log probability of each token. Default: False.
        top_logprobs: Number of most likely tokens to list at each position, 0 to 20; needs `logprobs`. Default: 0.
        width: Width of the generated image, in pixels. Default: the model's own.
        height: Height of the generated image, in pixels. Default: the model's own.
        steps: Number of steps in which the image is generated. Default: the model's own.

    Returns:
        The reply, or, with `stream=True`, an iterator of its parts that is also a context manager.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.
        IncompleteResponseError: The reply ended before it was done.

    Example:
        >>> stream = generate("llama3.2", "Why is the sky blue?", stream=True)
        >>> (stream.final()).response
        'The sky is blue because of Rayleigh scattering.'
    """
    return default_client().generate(model, prompt, suffix, stream=stream, timeout=timeout, **params)


@suggest_names
def embed(
    model: str = "",
    input: str | Sequence[str] = "",
    truncate: bool | None = None,
    options: Options | Mapping[str, Any] | None = None,
    keep_alive: float | str | None = None,
    dimensions: int | None = None,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> EmbedResponse:
    """Compute embeddings: one vector of unit length for each input, in the order of the inputs.

    Args:
        model: The name of the model. Default: the client's `default_model`.
        input: One text, or a list of texts.
        truncate: Whether the end of an input that exceeds the context is dropped; False makes that an error.
            Default: True.
        options: Model options such as `num_ctx`, as a dict or `Options`.
        keep_alive: How long the model stays loaded afterwards: seconds, or a duration such as "5m". Default: the
            server's, 5 minutes.
        dimensions: The length of the vectors, for models that support it. Default: the model's own.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; its `embeddings` is a list of lists of floats.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> reply = embed("all-minilm", ["The sky is blue.", "Grass is green."])
        >>> len(reply.embeddings)
        2
    """
    return default_client().embed(model, input, truncate, options, keep_alive, dimensions, timeout=timeout)


@suggest_names
def embeddings(
    model: str = "",
    prompt: str | None = None,
    options: Options | Mapping[str, Any] | None = None,
    keep_alive: float | str | None = None,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> EmbeddingsResponse:
    """Compute the embedding of one prompt, not scaled to unit length; `embed` is the newer verb.

    Args:
        model: The name of the model. Default: the client's `default_model`.
        prompt: The text.
        options: Model options such as `num_ctx`, as a dict or `Options`.
        keep_alive: How long the model stays loaded afterwards: seconds, or a duration such as "5m". Default: the
            server's, 5 minutes.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; its `embedding` is a list of floats.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> reply = embeddings("all-minilm", "The sky is blue.")
        >>> len(reply.embedding) > 0
        True
    """
    return default_client().embeddings(model, prompt, options, keep_alive, timeout=timeout)


@suggest_names
def load(
    model: str,
    keep_alive: float | str | None = None,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> GenerateResponse:
    """Load a model into memory.

    Args:
        model: The name of the model.
        keep_alive: How long the model stays loaded: seconds, or a duration such as "5m"; -1 keeps it. Default:
            the server's, 5 minutes.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        A reply without text, with `done_reason` "load".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (load("llama3.2", keep_alive="10m")).done_reason
        'load'
    """
    return default_client().load(model, keep_alive, timeout=timeout)


@suggest_names
def unload(
    model: str,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> GenerateResponse:
    """Remove a model from memory.

    Args:
        model: The name of the model.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        A reply without text, with `done_reason` "unload".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (unload("llama3.2")).done_reason
        'unload'
    """
    return default_client().unload(model, timeout=timeout)


def list(
    *,
    timeout: Timeout | Default = DEFAULT,
) -> ListResponse:
    """List the models on the server.

    Args:
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; each of its `models` has a name, a size in bytes and the time of its last change.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> "llama3.2:latest" in [model.model for model in (list()).models]
        True
    """
    return default_client().list(timeout=timeout)


def ps(
    *,
    timeout: Timeout | Default = DEFAULT,
) -> ProcessResponse:
    """List the models in memory.

    Args:
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; each of its `models` has a name, its size in memory in bytes and the time when it is unloaded.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> loaded = load("llama3.2")
        >>> [model.model for model in (ps()).models]
        ['llama3.2:latest']
    """
    return default_client().ps(timeout=timeout)


@suggest_names
def show(
    model: str,
    verbose: bool | None = None,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> ShowResponse:
    """Show a model: its template, parameters, license, details and capabilities.

    Args:
        model: The name of the model.
        verbose: Whether the reply has the model's tokens and tensors too. Default: False.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The description of the model.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> "completion" in (show("llama3.2")).capabilities
        True
    """
    return default_client().show(model, verbose, timeout=timeout)


@overload
def create(
    model: str,
    quantize: str | None = None,
    from_: str | None = None,
    files: Files | None = None,
    adapters: Files | None = None,
    template: str | None = None,
    license: str | Sequence[str] | None = None,
    system: str | None = None,
    parameters: Options | Mapping[str, Any] | None = None,
    messages: Messages | None = None,
    *,
    stream: Literal[False] = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[CreateParams],
) -> ProgressResponse: ...


@overload
def create(
    model: str,
    quantize: str | None = None,
    from_: str | None = None,
    files: Files | None = None,
    adapters: Files | None = None,
    template: str | None = None,
    license: str | Sequence[str] | None = None,
    system: str | None = None,
    parameters: Options | Mapping[str, Any] | None = None,
    messages: Messages | None = None,
    *,
    stream: Literal[True],
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[CreateParams],
) -> Stream[ProgressResponse]: ...


@overload
def create(
    model: str,
    quantize: str | None = None,
    from_: str | None = None,
    files: Files | None = None,
    adapters: Files | None = None,
    template: str | None = None,
    license: str | Sequence[str] | None = None,
    system: str | None = None,
    parameters: Options | Mapping[str, Any] | None = None,
    messages: Messages | None = None,
    *,
    stream: bool,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[CreateParams],
) -> ProgressResponse | Stream[ProgressResponse]: ...


@suggest_names
@expand_signature(CreateParams)
def create(
    model: str,
    quantize: str | None = None,
    from_: str | None = None,
    files: Files | None = None,
    adapters: Files | None = None,
    template: str | None = None,
    license: str | Sequence[str] | None = None,
    system: str | None = None,
    parameters: Options | Mapping[str, Any] | None = None,
    messages: Messages | None = None,
    *,
    stream: bool = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
    **params: Unpack[CreateParams],
) -> ProgressResponse | Stream[ProgressResponse]:
    """Create a model: from another one, from local files, or from a Modelfile.

    Files that the server does not have are uploaded first.

    Args:
        model: The name of the new model.
        quantize: The precision to quantize the weights to, such as "q4_K_M".
        from_: The name of the model to start from.
        files: The weights: the path of a GGUF file or of a folder of safetensors, or a dict of paths or digests by
            name.
        adapters: LoRA adapters, in the same forms.
        template: The prompt template.
        license: The text of the license, or several.
        system: The system message.
        parameters: The model options that the model runs with, as a dict or `Options`.
        messages: Messages that precede every conversation.
        stream: True returns the steps one by one. Default: False.
        progress: True shows a bar on a terminal; a function is called with the `Progress`. Default: False.
        timeout: Timeouts of each request of this call, instead of the client's.
        draft_quantize: Quantization of the draft model's weights; needs `draft_files`. Default: the weights are
            kept.
        renderer: Name of a prompt renderer of the server, used instead of a template. Default: none.
        parser: Name of a reply parser of the server. Default: none.
        requires: Oldest server version that can run the model, such as `"0.14.0"`. Default: any.
        remote_host: URL of the remote server that runs the model to start from. Default: none.
        info: Facts about the model that no file contains, such as the `capabilities` of a remote model. Default:
            none.
        modelfile: A Modelfile: its text, or its path as a `pathlib.Path`. Other arguments take precedence. Default:
            none.
        draft_files: Weights of a draft model, in the same forms as `files`. Default: none.

    Returns:
        The last step, with `status` "success", or an iterator of the steps.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (create("brief", from_="llama3.2", system="Answer in one sentence.")).status
        'success'
    """
    return default_client().create(
        model,
        quantize,
        from_,
        files,
        adapters,
        template,
        license,
        system,
        parameters,
        messages,
        stream=stream,
        progress=progress,
        timeout=timeout,
        **params,
    )


@suggest_names
def copy(
    source: str,
    destination: str,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> StatusResponse:
    """Copy a model to a second name.

    Args:
        source: The name of the model.
        destination: The name of the copy.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        A reply with `status` "success".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (copy("llama3.2", "my-llama")).status
        'success'
    """
    return default_client().copy(source, destination, timeout=timeout)


@suggest_names
def delete(
    model: str,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> StatusResponse:
    """Delete a model.

    Args:
        model: The name of the model.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        A reply with `status` "success".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> copied = copy("llama3.2", "my-llama")
        >>> (delete("my-llama")).status
        'success'
    """
    return default_client().delete(model, timeout=timeout)


@overload
def pull(
    model: str,
    *,
    insecure: bool = False,
    stream: Literal[False] = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse: ...


@overload
def pull(
    model: str,
    *,
    insecure: bool = False,
    stream: Literal[True],
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> Stream[ProgressResponse]: ...


@overload
def pull(
    model: str,
    *,
    insecure: bool = False,
    stream: bool,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse | Stream[ProgressResponse]: ...


@suggest_names
def pull(
    model: str,
    *,
    insecure: bool = False,
    stream: bool = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse | Stream[ProgressResponse]:
    """Download a model from a registry.

    Args:
        model: The name of the model, with its registry unless that is ollama.com.
        insecure: Whether a registry without TLS is accepted. Default: False.
        stream: True returns the steps one by one. Default: False.
        progress: True shows a bar on a terminal; a function is called with the `Progress`. Default: False.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The last step, with `status` "success", or an iterator of the steps.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (pull("llama3.2")).status
        'success'
    """
    return default_client().pull(model, insecure=insecure, stream=stream, progress=progress, timeout=timeout)


@overload
def push(
    model: str,
    *,
    insecure: bool = False,
    stream: Literal[False] = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse: ...


@overload
def push(
    model: str,
    *,
    insecure: bool = False,
    stream: Literal[True],
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> Stream[ProgressResponse]: ...


@overload
def push(
    model: str,
    *,
    insecure: bool = False,
    stream: bool,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse | Stream[ProgressResponse]: ...


@suggest_names
def push(
    model: str,
    *,
    insecure: bool = False,
    stream: bool = False,
    progress: ProgressOption = False,
    timeout: Timeout | Default = DEFAULT,
) -> ProgressResponse | Stream[ProgressResponse]:
    """Upload a model to a registry.

    Args:
        model: The name of the model with its namespace, such as "me/llama3.2".
        insecure: Whether a registry without TLS is accepted. Default: False.
        stream: True returns the steps one by one. Default: False.
        progress: True shows a bar on a terminal; a function is called with the `Progress`. Default: False.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The last step, with `status` "success", or an iterator of the steps.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> copied = copy("llama3.2", "me/llama3.2")
        >>> (push("me/llama3.2")).status
        'success'
    """
    return default_client().push(model, insecure=insecure, stream=stream, progress=progress, timeout=timeout)


def version(
    *,
    timeout: Timeout | Default = DEFAULT,
) -> VersionResponse:
    """Return the version of the server.

    Args:
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; its `version` is a string such as "0.34.0".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (version()).version
        '0.34.0'
    """
    return default_client().version(timeout=timeout)


def health(*, timeout: Timeout | Default = DEFAULT) -> Health:
    """Check whether an Ollama server answers; a failure is returned, not raised.

    Args:
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The server's state: true if it answers, with its `version` or an `error`.

    Raises:
        RequestError: The timeout is invalid.

    Example:
        >>> bool(health())
        True
    """
    return default_client().health(timeout=timeout)


def models(*, refresh: bool = False, timeout: Timeout | Default = DEFAULT) -> Sequence[str]:
    """Return the names of the server's models, newest first; they are requested once.

    Args:
        refresh: Whether to request them again. Default: False.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The names, such as "llama3.2:latest".

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> "llama3.2:latest" in models()
        True
    """
    return default_client().models(refresh=refresh, timeout=timeout)


@suggest_names
def create_blob(path: str | os.PathLike[str], *, timeout: Timeout | Default = DEFAULT) -> str:
    """Upload a file unless the server has it.

    Args:
        path: The path of the file.
        timeout: Timeouts of each request of this call, instead of the client's.

    Returns:
        The digest of the file, "sha256:" and 64 hexadecimal digits, as `create` accepts it in `files`.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.

    Example:
        >>> (create_blob("README.md")).startswith("sha256:")
        True
    """
    return default_client().create_blob(path, timeout=timeout)


@suggest_names
def web_search(query: str, max_results: int = 3, *, timeout: Timeout | Default = DEFAULT) -> WebSearchResponse:
    """Search the web, by ollama.com.

    Args:
        query: The text to search for.
        max_results: The number of results at most. Default: 3.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The reply; each of its `results` has a title, a URL and content.

    Raises:
        RequestError: No key of ollama.com is set: neither the client's `api_key` nor OLLAMA_API_KEY.
        OllamaError: As `chat` raises it.
    """
    return default_client().web_search(query, max_results, timeout=timeout)


@suggest_names
def web_fetch(url: str, *, timeout: Timeout | Default = DEFAULT) -> WebFetchResponse:
    """Fetch a web page, by ollama.com.

    Args:
        url: The URL of the page.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The title, the content and the links of the page.

    Raises:
        RequestError: No key of ollama.com is set: neither the client's `api_key` nor OLLAMA_API_KEY.
        OllamaError: As `chat` raises it.
    """
    return default_client().web_fetch(url, timeout=timeout)


@suggest_names
def systemone(
    model: str,
    state: str | Sequence[Any] | Mapping[str, Any],
    questions: Mapping[str, Any],
    keep_alive: float | str | None = None,
    *,
    timeout: Timeout | Default = DEFAULT,
) -> SystemOneResponse:
    """Answer questions about a state with probabilities. Requires server version 0.35.

    Args:
        model: The name of the model.
        state: What the questions are about: a text, or JSON.
        questions: The questions by name, as dicts or `SystemOne…Question` objects.
        keep_alive: How long the model stays loaded afterwards: seconds, or a duration such as "5m". Default: the
            server's, 5 minutes.
        timeout: Timeouts of this call, instead of the client's.

    Returns:
        The answers by the names of their questions.

    Raises:
        RequestError: An argument is invalid; nothing was sent.
        ResponseError: The server responded with an error, such as status 404 for a missing model.
        ServerConnectionError: The server cannot be reached.
        ServerTimeoutError: The server took longer than the timeout.
    """
    return default_client().systemone(model, state, questions, keep_alive, timeout=timeout)
