"""The synchronous client: the verbs, and the lines that do I/O."""

from __future__ import annotations

import contextlib
import os
import time
import weakref
from collections import deque
from typing import TYPE_CHECKING, Any, Literal, Self, overload

import httpx

from ..exchange.health import Health, check_health
from ..exchange.load import load_model
from ..exchange.send import Read, Send, Sleep, Step, Steps, Work, fetch_reply, open_reply
from ..replies.decode import ReplyReader
from ..replies.progress import closed_on_error, watch
from ..replies.stream import Stream
from ..requests import builders
from ..requests.modelfile import with_modelfile
from ..requests.params import ChatParams, CreateParams, GenerateParams, expand_signature
from ..requests.uploads import READ_IN_ANY_CASE, upload, upload_parts
from .base import BaseClient, first_of, names_of
from .settings import DEFAULT, Default

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType
    from typing import TypeVar, Unpack

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
    from ollama_rest.models import ProgressResponse as StatusResponse
    from ollama_rest.types import ApiModel

    from ..replies.progress import Report
    from ..replies.text import ChatResponse, GenerateResponse
    from ..requests.call import Call
    from ..requests.params import Files, Messages
    from .settings import Timeout

    R = TypeVar("R", bound=ApiModel)
    T = TypeVar("T")


class Client(BaseClient):
    """A client of one Ollama server; see `BaseClient` for its arguments."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; whoever reads a stream gets an IncompleteResponseError."""
        self.abort()  # closing a socket does not wake a thread that reads from it
        self._client.close()

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
        """Let a model answer a conversation; without messages, load it."""
        call = builders.chat(self._named(model), messages, stream, timeout, **params)
        return self._stream(call) if stream else self._fetch(call)

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
        """Let a model go on from a prompt, or fill in between a prompt and a suffix; without a prompt, load it."""
        call = builders.generate(self._named(model), prompt, suffix, stream, timeout, **params)
        return self._stream(call) if stream else self._fetch(call)

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
        """Make an embedding of each input: vectors of unit length, in the order of the inputs."""
        return self._fetch(
            builders.embed(self._named(model), input, truncate, options, keep_alive, dimensions, timeout)
        )

    def embeddings(
        self,
        model: str = "",
        prompt: str | None = None,
        options: Options | Mapping[str, Any] | None = None,
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> EmbeddingsResponse:
        """Make an embedding of one prompt, not brought to unit length; `embed` is the newer way."""
        return self._fetch(builders.embeddings(self._named(model), prompt, options, keep_alive, timeout))

    def load(
        self,
        model: str,
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> GenerateResponse:
        """Bring a model into memory, for as long as `keep_alive` says."""
        return self._run(lambda http: load_model(model, keep_alive, http, self._settings.retries, timeout))

    def unload(
        self,
        model: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> GenerateResponse:
        """Take a model out of memory."""
        return self._fetch(builders.load(model, 0, timeout))

    def list(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ListResponse:
        """Tell which models the server has."""
        return self._fetch(builders.list_(timeout))

    def ps(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProcessResponse:
        """Tell which models are in memory, and until when."""
        return self._fetch(builders.ps(timeout))

    def show(
        self,
        model: str,
        verbose: bool | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ShowResponse:
        """Tell all about a model; `verbose` adds its tokens and tensors."""
        return self._fetch(builders.show(model, verbose, timeout))

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
        progress: Report = False,
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
        progress: Report = False,
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
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[CreateParams],
    ) -> ProgressResponse | Stream[ProgressResponse]: ...
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
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[CreateParams],
    ) -> ProgressResponse | Stream[ProgressResponse]:
        """Make a model: from another one, from local files, or as a Modelfile says.

        Args:
            model: the new model's name.
            quantize: the precision to bring the weights to, such as "q4_K_M".
            from_: the model to start from.
            files: the weights: the path of a GGUF or of a folder of safetensors, or paths and digests by names.
            adapters: LoRA adapters, in the same ways.
            template: the prompt template.
            license: the license, or several.
            system: the system message.
            parameters: the options that the model runs with.
            messages: a conversation that comes before every other.
            stream: whether to give the steps one by one.
            progress: show a bar on a terminal, or call a function with the `Progress`.
            timeout: of each request, in place of the client's.
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
        """
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
            }
        )
        # Made before anything is uploaded, so that wrong arguments cost nothing.
        call = builders.create(model, arguments, stream, timeout, watch(progress, f"creating {model}"))
        with closed_on_error(call.watch):
            self._run(lambda http: upload_parts(call, arguments, http, self._settings.retries))
            return self._follow(call, stream)

    def copy(
        self,
        source: str,
        destination: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> StatusResponse:
        """Give a model a second name."""
        return self._fetch(builders.copy(source, destination, timeout))

    def delete(
        self,
        model: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> StatusResponse:
        """Remove a model."""
        return self._fetch(builders.delete(model, timeout))

    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> Stream[ProgressResponse]: ...
    @overload
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]: ...
    def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]:
        """Fetch a model from a registry; `progress` shows a bar on a terminal, or is called with the `Progress`."""
        call = builders.pull(model, insecure, stream, timeout, watch(progress, f"pulling {model}"))
        return self._follow(call, stream)

    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> Stream[ProgressResponse]: ...
    @overload
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]: ...
    def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | Stream[ProgressResponse]:
        """Send a model to a registry; `progress` shows a bar on a terminal, or is called with the `Progress`."""
        call = builders.push(model, insecure, stream, timeout, watch(progress, f"pushing {model}"))
        return self._follow(call, stream)

    def version(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> VersionResponse:
        """Tell which version the server is."""
        return self._fetch(builders.version(timeout))

    def health(self, *, timeout: Timeout | Default = DEFAULT) -> Health:
        """Tell whether an Ollama server is there, and which version; a failure is in the answer, and not raised."""
        return self._run(lambda http: check_health(http, timeout))

    def models(self, *, refresh: bool = False, timeout: Timeout | Default = DEFAULT) -> Sequence[str]:
        """Name the server's models, the latest first; asked once, and again where `refresh` says so."""
        if refresh or self._models is None:
            self._models = names_of(self.list(timeout=timeout))
        return [*self._models]  # what the caller does with it is not remembered

    def create_blob(self, path: str | os.PathLike[str], *, timeout: Timeout | Default = DEFAULT) -> str:
        """Bring a file to the server, if it does not have it; give its digest, as `create` takes it in `files`."""
        return self._run(lambda http: upload(path, http, self._settings.retries, timeout, unasked=READ_IN_ANY_CASE))

    def web_search(
        self, query: str, max_results: int = 3, *, timeout: Timeout | Default = DEFAULT
    ) -> WebSearchResponse:
        """Search the web.

        Args:
            query: what to search for.
            max_results: how many results to give at most.
            timeout: of the request, in place of the client's.

        Raises:
            RequestError: there is no key of ollama.com, which does it.
        """
        call = builders.web_search(query, max_results, self._settings.web_authorization, timeout)
        return self._fetch(call)

    def web_fetch(self, url: str, *, timeout: Timeout | Default = DEFAULT) -> WebFetchResponse:
        """Read a page of the web.

        Args:
            url: the address of the page.
            timeout: of the request, in place of the client's.

        Raises:
            RequestError: there is no key of ollama.com, which does it.
        """
        return self._fetch(builders.web_fetch(url, self._settings.web_authorization, timeout))

    def systemone(
        self,
        model: str,
        state: str | Sequence[Any] | Mapping[str, Any],
        questions: Mapping[str, Any],
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> SystemOneResponse:
        """Answer questions about a state by probabilities; servers from version 0.35 on."""
        return self._fetch(builders.systemone(model, state, questions, keep_alive, timeout))

    def _named(self, model: str) -> str:
        """Give the model of a call: the default where it names none and the client has one."""
        default = self._settings.default_model
        if model or default is False:
            return model
        return default if isinstance(default, str) else first_of(self.models())

    def _fetch(self, call: Call[R]) -> R:
        return self._run(lambda http: fetch_reply(call, http, self._settings.retries))

    def _follow(self, call: Call[ProgressResponse], stream: bool) -> ProgressResponse | Stream[ProgressResponse]:
        if call.watch is None:
            return self._stream(call) if stream else self._fetch(call)
        replies = self._stream(call)
        return replies if stream else deque(replies, maxlen=1).pop()

    def _stream(self, call: Call[R]) -> Stream[R]:
        response = self._run(lambda http: open_reply(call, http, self._settings.retries))
        stream = Stream(response, ReplyReader(call, response), self)
        self._streams.add(stream)
        return stream.open()

    def _run(self, begin: Callable[[httpx.Client], Steps[T]]) -> T:
        http = self._connect()
        steps = begin(http)
        try:
            step = next(steps)
            while True:
                try:
                    outcome = _perform(step, http)
                except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError) as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    def _connect(self) -> httpx.Client:
        """Give the connections of this process: those that a fork brought along belong to the other one."""
        if self._process != os.getpid():
            self._prepare()
        return self._client

    def _prepare(self) -> None:
        self._process = os.getpid()
        self._client = self._settings.connect(httpx.Client)
        # A client that is dropped, as the one behind the module's functions is, leaves no open socket behind.
        weakref.finalize(self, self._client.close)


def _perform(step: Step, http: httpx.Client) -> Any:
    match step:
        case Send(request, trusted):
            auth = httpx.USE_CLIENT_DEFAULT if trusted else None
            return http.send(request, stream=True, auth=auth, follow_redirects=False)
        case Read(response):
            with contextlib.closing(response):  # httpx closes it by itself, but not where a body cannot be unpacked
                return response.read()
        case Sleep(seconds):
            return time.sleep(seconds)
        case Work(function):
            return function()
