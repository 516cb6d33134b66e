# Generated from clients/async_client.py. Do not edit: run scripts/regenerate.

"""The synchronous client: every verb."""

# Annotations are evaluated, so that `help()`, `inspect.signature` and `typing.get_type_hints` show real types.

import os
from collections.abc import Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, Unpack, cast, overload

from ollama_rest.models import (
    CreateRequest,
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
from ollama_rest.types import ApiModel

from ..errors import RequestError, ResponseError
from ..exchange.health import Health, check_health, missing_route
from ..exchange.load import load_model
from ..exchange.send import fetch_content, fetch_reply, open_response
from ..exchange.steps import Flow, Response, Session
from ..exchange.upload import SERVER_DRAIN_LIMIT, prepare_create, upload
from ..replies.decode import ReplyReader
from ..replies.progress import ProgressOption, ProgressReporter, StatusResponse, closed_on_error, progress_reporter
from ..replies.stream import Stream
from ..replies.text import ChatResponse, GenerateResponse
from ..requests import builders
from ..requests.call import Call, check_stream, raw_call
from ..requests.capabilities import needed_capabilities, takes_any_model
from ..requests.modelfile import with_modelfile
from ..requests.params import (
    ChatParams,
    CreateParams,
    Files,
    GenerateParams,
    Messages,
    expand_signature,
    refuse_unknown,
    suggest_names,
)
from .base import BaseClient, listed_models
from .timeouts import DEFAULT, Default, Timeout

if TYPE_CHECKING:
    import httpx

    from ..transport.sync_io import Transport
else:
    Transport = Any  # importing it imports httpx

R = TypeVar("R", bound=ApiModel)
T = TypeVar("T")


class Client(BaseClient):
    """A client of one Ollama server.

    Args:
        host: The server's address, by the rules of OLLAMA_HOST, which it overrides. Default: OLLAMA_HOST, else
            `http://127.0.0.1:11434`.
        headers: Further headers of every request.
        timeout: Seconds for each phase of a call, a tuple to connect and to read, `Timeouts` or an `httpx.Timeout`, or
            None to wait forever. Default: 10 s to connect, 600 s to read and to write; `Timeouts(total=60)` limits the
            whole call.
        api_key: A key, sent as a bearer token. Default for ollama.com: OLLAMA_API_KEY.
        retries: How often to retry a call that fails before the server answers, or with status 429 or 503. Default: 0.
        default_model: The model of a call that names none; True for the newest that can do what the call asks.
            Default: False, such a call is an error.
        string_paths: Whether a string may name a local file to read: as an image, in `files` and the other files of
            `create`, in a Modelfile passed as text, and in `create_blob`. False, for a service that passes on the
            strings of others, accepts only a `pathlib.Path` there. Default: True.
        max_line_bytes: The longest line of a stream, None for any. A longer one is an `InvalidResponseError`. Default:
            64 MiB.
        max_body_bytes: The longest whole reply, None for any. A longer one is an `InvalidResponseError`. Default:
            256 MiB.
        max_error_bytes: How much of the body of an error is kept, None for all. Default: 1 MiB.
        transport: The HTTP library that sends, "httpx", "httpx2" or "pyreqwest", or a transport object of httpx or
            httpx2, as httpx itself accepts it. "httpx2" needs the extra of that name, `pip install
            ollama-wrapper[httpx2]`, and "pyreqwest" the extra `fast`. Default: "httpx".
        httpx_options: Further keyword arguments of the library's client, such as `verify` and `proxy`. Objects in them
            are those of the library that sends. "pyreqwest" accepts `verify` (True or False), `proxy` (a string),
            `auth` (a tuple), `trust_env`, `follow_redirects` and `max_redirects`.

    Raises:
        RequestError: An argument is invalid, or the transport is not installed or does not support it.
        TypeError: The library does not know a keyword argument.

    Example:
        >>> with Client("http://localhost:11434", timeout=60) as client:
        ...     for part in client.chat("llama3.2", [{"role": "user", "content": "Hi"}], stream=True):
        ...         text = part.message.content
    """

    _transport: Transport

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and end every call under way, as `abort` does."""
        self._transport.close()

    def abort(self) -> None:
        """End every call of this client under way, from any thread; the client stays usable.

        A call that waits for its response, a connection or a retry raises a `ServerConnectionError`, and the reader of
        a stream an `IncompleteResponseError`.
        """
        self._transport.abort()

    @property
    def _client(self) -> "httpx.Client":
        """The HTTP library's client, that of the running event loop if async: code for the official package uses it."""
        client: httpx.Client = self._transport.client
        return client

    @_client.setter
    def _client(self, client: "httpx.Client") -> None:
        self._transport.assign(client)

    @_client.deleter
    def _client(self) -> None:
        self._transport.assign(None)

    def _prepare(self) -> None:
        from ..transport.sync_io import Transport

        self._transport = Transport(self._settings)

    @overload
    def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: Literal[False] = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> ChatResponse: ...
    @overload
    def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: Literal[True],
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> Stream[ChatResponse]: ...
    @overload
    def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: bool,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> ChatResponse | Stream[ChatResponse]: ...
    @expand_signature(ChatParams)
    def chat(
        self,
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
            >>> reply = client.chat("llama3.2", [{"role": "user", "content": "Why is the sky blue?"}])
            >>> reply.message.content
            'The sky is blue because of Rayleigh scattering.'
        """
        call = builders.chat(
            self._model_or_default(model), messages, string_paths=self._settings.string_paths, **params
        )
        return self._reply(call, stream, timeout)

    @overload
    def generate(
        self,
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
        self,
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
        self,
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
        self,
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
            >>> stream = client.generate("llama3.2", "Why is the sky blue?", stream=True)
            >>> (stream.final()).response
            'The sky is blue because of Rayleigh scattering.'
        """
        call = builders.generate(
            self._model_or_default(model), prompt, suffix, string_paths=self._settings.string_paths, **params
        )
        return self._reply(call, stream, timeout)

    @suggest_names
    def embed(
        self,
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
            >>> reply = client.embed("all-minilm", ["The sky is blue.", "Grass is green."])
            >>> len(reply.embeddings)
            2
        """
        call = builders.embed(self._model_or_default(model), input, truncate, options, keep_alive, dimensions)
        return self._fetch(call, timeout)

    @suggest_names
    def embeddings(
        self,
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
            >>> reply = client.embeddings("all-minilm", "The sky is blue.")
            >>> len(reply.embedding) > 0
            True
        """
        call = builders.embeddings(self._model_or_default(model), prompt, options, keep_alive)
        return self._fetch(call, timeout)

    @suggest_names
    def load(
        self,
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
            >>> (client.load("llama3.2", keep_alive="10m")).done_reason
            'load'
        """
        session = self._session(timeout)
        return self._run(load_model(model, keep_alive, session), session)

    @suggest_names
    def unload(
        self,
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
            >>> (client.unload("llama3.2")).done_reason
            'unload'
        """
        return self._fetch(builders.load(model, 0), timeout)

    def list(
        self,
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
            >>> "llama3.2:latest" in [model.model for model in (client.list()).models]
            True
        """
        return self._fetch(builders.list_(), timeout)

    def ps(
        self,
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
            >>> loaded = client.load("llama3.2")
            >>> [model.model for model in (client.ps()).models]
            ['llama3.2:latest']
        """
        return self._fetch(builders.ps(), timeout)

    @suggest_names
    def show(
        self,
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
            >>> "completion" in (client.show("llama3.2")).capabilities
            True
        """
        return self._fetch(builders.show(model, verbose), timeout)

    @overload
    def create(
        self,
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
        self,
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
        self,
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
        self,
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
            >>> (client.create("brief", from_="llama3.2", system="Answer in one sentence.")).status
            'success'
        """
        refuse_unknown("create", params, CreateParams, CreateRequest)
        arguments = with_modelfile(
            {
                "quantize": quantize,
                "from_": from_,
                "files": files,
                "adapters": adapters,
                "template": template,
                "license": license,
                "system": system,
                "parameters": parameters,
                "messages": messages,
                **params,
            },
            string_paths=self._settings.string_paths,
        )
        check_stream(stream)
        reporter = progress_reporter(progress, f"creating {builders.named_model(model)}")
        with closed_on_error(reporter):
            session = self._session(timeout)
            call = self._run(prepare_create(model, arguments, session, reporter), session)
            return self._reply(call, stream, session, reporter)

    @suggest_names
    def copy(
        self,
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
            >>> (client.copy("llama3.2", "my-llama")).status
            'success'
        """
        return self._fetch(builders.copy(source, destination), timeout)

    @suggest_names
    def delete(
        self,
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
            >>> copied = client.copy("llama3.2", "my-llama")
            >>> (client.delete("my-llama")).status
            'success'
        """
        return self._fetch(builders.delete(model), timeout)

    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> Stream[ProgressResponse]: ...
    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]: ...
    @suggest_names
    def pull(
        self,
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
            >>> (client.pull("llama3.2")).status
            'success'
        """
        call = builders.pull(model, insecure)
        return self._reply(call, stream, timeout, progress_reporter(progress, f"pulling {model}"))

    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> Stream[ProgressResponse]: ...
    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: ProgressOption = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]: ...
    @suggest_names
    def push(
        self,
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
            >>> copied = client.copy("llama3.2", "me/llama3.2")
            >>> (client.push("me/llama3.2")).status
            'success'
        """
        call = builders.push(model, insecure)
        return self._reply(call, stream, timeout, progress_reporter(progress, f"pushing {model}"))

    def version(
        self,
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
            >>> (client.version()).version
            '0.34.0'
        """
        return self._fetch(builders.version(), timeout)

    def health(self, *, timeout: Timeout | Default = DEFAULT) -> Health:
        """Check whether an Ollama server answers; a failure is returned, not raised.

        Args:
            timeout: Timeouts of this call, instead of the client's.

        Returns:
            The server's state: true if it answers, with its `version` or an `error`.

        Raises:
            RequestError: The timeout is invalid.

        Example:
            >>> bool(client.health())
            True
        """
        session = self._session(timeout)
        return self._run(check_health(session), session)

    def models(self, *, refresh: bool = False, timeout: Timeout | Default = DEFAULT) -> Sequence[str]:
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
            >>> "llama3.2:latest" in client.models()
            True
        """
        if refresh or self._models is None:
            self._models = [*listed_models(self.list(timeout=timeout))]
        return [*self._models]  # a copy: the caller may change it

    @suggest_names
    def create_blob(self, path: str | os.PathLike[str], *, timeout: Timeout | Default = DEFAULT) -> str:
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
            >>> (client.create_blob("README.md")).startswith("sha256:")
            True
        """
        session = self._session(timeout)
        return self._run(upload(path, session, skip_check_below=SERVER_DRAIN_LIMIT), session)

    @suggest_names
    def web_search(
        self, query: str, max_results: int = 3, *, timeout: Timeout | Default = DEFAULT
    ) -> WebSearchResponse:
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
        call = builders.web_search(query, max_results, self._settings.web_authorization)
        return self._fetch(call, timeout)

    @suggest_names
    def web_fetch(self, url: str, *, timeout: Timeout | Default = DEFAULT) -> WebFetchResponse:
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
        return self._fetch(builders.web_fetch(url, self._settings.web_authorization), timeout)

    @suggest_names
    def systemone(
        self,
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
        call = builders.systemone(model, state, questions, keep_alive)
        session = self._session(timeout)
        try:
            return self._fetch(call, session)
        except ResponseError as error:
            raise self._run(missing_route(error, "systemone", "0.35", session), session) from None

    def _session(self, timeout: Timeout | Default | Session) -> Session:
        """Return what the flows of one call depend on."""
        return self._settings.session(timeout, self._transport.base_url, self._transport.library)

    def _run(self, flow: Flow[T], session: Session) -> T:
        return self._transport.run(flow, session)

    def _fetch(self, call: Call[R], timeout: Timeout | Default | Session) -> R:
        """Send a call; return its whole reply."""
        session = self._session(timeout)
        if takes_any_model(call):
            return cast("R", self._to_default_model(call, partial(self._fetch, timeout=session), session))
        request = call.request
        method, url, json = request["method"].upper(), request["url"], request.get("json")
        return cast("R", self._request(call.reply, method, url, json=json, call=call, timeout=session))

    def _reply(
        self,
        call: Call[R],
        stream: bool,
        timeout: Timeout | Default | Session,
        progress: ProgressReporter | None = None,
    ) -> R | Stream[R]:
        """Send a call; return its whole reply or the stream of its replies. Progress is read from a stream."""
        check_stream(stream)
        if takes_any_model(call):
            session = self._session(timeout)
            return self._to_default_model(call, partial(self._reply, stream=stream, timeout=session), session)
        call = call.with_stream(stream or progress is not None)
        if not stream and progress is None:
            return self._fetch(call, timeout)
        replies = self._request(
            call.reply,
            "POST",
            call.request["url"],
            json=call.request["json"],
            stream=True,
            call=call,
            timeout=timeout,
            progress=progress,
        )
        if stream:
            return cast("Stream[R]", replies)
        last: R | None = None
        for reply in cast("Stream[R]", replies):
            last = reply
        return cast("R", last)  # a stream without a last reply raises

    def _to_default_model(self, call: Call[R], send: Any, session: Session) -> R | Stream[R]:
        """Send a call to the newest model that can do what it asks; look again if that one was deleted."""
        needed = needed_capabilities(call)
        reply: R | Stream[R]
        if model := self._default_models.get(needed):
            try:
                reply = send(call.with_model(model))
            except ResponseError as error:
                if error.status_code != 404:
                    raise
            else:
                return reply
        self._default_models[needed] = model = self._find_model(needed, session)
        reply = send(call.with_model(model))
        return reply

    def _find_model(self, needed: frozenset[str], session: Session) -> str:
        models = listed_models(self._fetch(builders.list_(), session))
        for name, model in models.items():
            # An older server lists no capabilities, and a still older one does not show them: any model may do.
            capabilities = model.get("capabilities")
            if not capabilities:
                capabilities = (self._fetch(builders.show(name, None), session)).get("capabilities")
            if capabilities is None or needed <= {*capabilities}:
                return name
        reason = f"no model of the server has {', '.join(sorted(needed))}" if models else "the server has no models"
        raise RequestError(f"default_model: {reason}; pull one, or name one in the call")

    def _request(
        self,
        cls: type[R],
        method: str,
        url: str,
        *,
        json: dict[str, Any] | None = None,
        stream: bool = False,
        call: Call[R] | None = None,
        timeout: Timeout | Default | Session = DEFAULT,
        progress: ProgressReporter | None = None,
    ) -> R | Stream[R]:
        """Send a request; return its whole reply or the stream of its replies.

        Name and first parameters are the official package's: OpenTelemetry and others wrap this method to see what goes
        in and out, and programs call it with classes of their own.
        """
        if not issubclass(cast("type[object]", cls), ApiModel):
            response = self._request_raw(method, url, json=json, timeout=timeout)
            return cls(**response.json())
        call = call or raw_call(cls, method, url)
        if json is not call.request.get("json"):
            call = call.with_json(json)
        session = self._session(timeout)
        if not stream:
            return self._run(fetch_reply(call, session), session)

        def reader(response: Response) -> ReplyReader[R]:
            return ReplyReader(call, response, session.bounds, progress)

        return self._transport.stream(open_response(call, session), session, reader)

    def _request_raw(
        self,
        method: str,
        url: str,
        *,
        json: dict[str, Any] | None = None,
        timeout: Timeout | Default | Session = DEFAULT,
    ) -> Any:
        """Send a request; return the HTTP library's response. The name is the official package's, as of `_request`."""
        call = raw_call(ProgressResponse, method, url).with_json(json)
        session = self._session(timeout)
        response, content = self._run(fetch_content(call, session), session)
        return self._transport.library.with_content(response, content)
