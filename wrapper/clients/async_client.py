"""The asynchronous client: the same verbs in the same order, awaited."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, overload

import anyio
import anyio.to_thread
import httpx
from anyio.lowlevel import RunVar

from ..exchange.health import Health, check_health
from ..exchange.load import load_model
from ..exchange.send import Read, Send, Sleep, Step, Steps, Work, fetch_reply, open_reply
from ..replies.decode import ReplyReader
from ..replies.progress import closed_on_error, watch
from ..replies.stream import AsyncStream
from ..requests import builders
from ..requests.modelfile import with_modelfile
from ..requests.params import ChatParams, CreateParams, GenerateParams, expand_signature
from ..requests.uploads import READ_IN_ANY_CASE, upload, upload_parts
from .base import BaseClient, first_of, names_of
from .settings import DEFAULT, Default

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
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


class AsyncClient(BaseClient):
    """A client of one Ollama server, for asyncio and trio; see `BaseClient` for its arguments."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __enter__(self) -> NoReturn:
        raise TypeError("an AsyncClient is closed by `async with`; `with` is for a Client")

    def __exit__(self, *error: object) -> None: ...

    async def close(self) -> None:
        """Close the connections; whoever reads a stream gets an IncompleteResponseError."""
        opened = self._opened.get(None)
        if opened is not None:
            await opened[1].aclose()

    def _prepare(self) -> None:
        self._opened: RunVar[tuple[httpx.AsyncClient, AsyncGenerator[None, None]] | None] = RunVar(
            "wrapper connections"
        )

    @overload
    async def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: Literal[False] = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> ChatResponse: ...
    @overload
    async def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: Literal[True],
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> AsyncStream[ChatResponse]: ...
    @overload
    async def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: bool,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> ChatResponse | AsyncStream[ChatResponse]: ...
    @expand_signature(ChatParams)
    async def chat(
        self,
        model: str = "",
        messages: Messages | None = None,
        *,
        stream: bool = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[ChatParams],
    ) -> ChatResponse | AsyncStream[ChatResponse]:
        """Let a model answer a conversation; without messages, load it."""
        call = builders.chat(await self._named(model), messages, stream, timeout, **params)
        return await (self._stream(call) if stream else self._fetch(call))

    @overload
    async def generate(
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
    async def generate(
        self,
        model: str = "",
        prompt: str | None = None,
        suffix: str | None = None,
        *,
        stream: Literal[True],
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[GenerateParams],
    ) -> AsyncStream[GenerateResponse]: ...
    @overload
    async def generate(
        self,
        model: str = "",
        prompt: str | None = None,
        suffix: str | None = None,
        *,
        stream: bool,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[GenerateParams],
    ) -> GenerateResponse | AsyncStream[GenerateResponse]: ...
    @expand_signature(GenerateParams)
    async def generate(
        self,
        model: str = "",
        prompt: str | None = None,
        suffix: str | None = None,
        *,
        stream: bool = False,
        timeout: Timeout | Default = DEFAULT,
        **params: Unpack[GenerateParams],
    ) -> GenerateResponse | AsyncStream[GenerateResponse]:
        """Let a model go on from a prompt, or fill in between a prompt and a suffix; without a prompt, load it."""
        call = builders.generate(await self._named(model), prompt, suffix, stream, timeout, **params)
        return await (self._stream(call) if stream else self._fetch(call))

    async def embed(
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
        return await self._fetch(
            builders.embed(await self._named(model), input, truncate, options, keep_alive, dimensions, timeout)
        )

    async def embeddings(
        self,
        model: str = "",
        prompt: str | None = None,
        options: Options | Mapping[str, Any] | None = None,
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> EmbeddingsResponse:
        """Make an embedding of one prompt, not brought to unit length; `embed` is the newer way."""
        return await self._fetch(builders.embeddings(await self._named(model), prompt, options, keep_alive, timeout))

    async def load(
        self,
        model: str,
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> GenerateResponse:
        """Bring a model into memory, for as long as `keep_alive` says."""
        return await self._run(lambda http: load_model(model, keep_alive, http, self._settings.retries, timeout))

    async def unload(
        self,
        model: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> GenerateResponse:
        """Take a model out of memory."""
        return await self._fetch(builders.load(model, 0, timeout))

    async def list(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ListResponse:
        """Tell which models the server has."""
        return await self._fetch(builders.list_(timeout))

    async def ps(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProcessResponse:
        """Tell which models are in memory, and until when."""
        return await self._fetch(builders.ps(timeout))

    async def show(
        self,
        model: str,
        verbose: bool | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> ShowResponse:
        """Tell all about a model; `verbose` adds its tokens and tensors."""
        return await self._fetch(builders.show(model, verbose, timeout))

    @overload
    async def create(
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
    async def create(
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
    ) -> AsyncStream[ProgressResponse]: ...
    @overload
    async def create(
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
    ) -> ProgressResponse | AsyncStream[ProgressResponse]: ...
    @expand_signature(CreateParams)
    async def create(
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
    ) -> ProgressResponse | AsyncStream[ProgressResponse]:
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
            await self._run(lambda http: upload_parts(call, arguments, http, self._settings.retries))
            return await self._follow(call, stream)

    async def copy(
        self,
        source: str,
        destination: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> StatusResponse:
        """Give a model a second name."""
        return await self._fetch(builders.copy(source, destination, timeout))

    async def delete(
        self,
        model: str,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> StatusResponse:
        """Remove a model."""
        return await self._fetch(builders.delete(model, timeout))

    @overload
    async def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    async def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> AsyncStream[ProgressResponse]: ...
    @overload
    async def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | AsyncStream[ProgressResponse]: ...
    async def pull(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | AsyncStream[ProgressResponse]:
        """Fetch a model from a registry; `progress` shows a bar on a terminal, or is called with the `Progress`."""
        call = builders.pull(model, insecure, stream, timeout, watch(progress, f"pulling {model}"))
        return await self._follow(call, stream)

    @overload
    async def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[False] = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse: ...
    @overload
    async def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: Literal[True],
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> AsyncStream[ProgressResponse]: ...
    @overload
    async def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | AsyncStream[ProgressResponse]: ...
    async def push(
        self,
        model: str,
        *,
        insecure: bool = False,
        stream: bool = False,
        progress: Report = False,
        timeout: Timeout | Default = DEFAULT,
    ) -> ProgressResponse | AsyncStream[ProgressResponse]:
        """Send a model to a registry; `progress` shows a bar on a terminal, or is called with the `Progress`."""
        call = builders.push(model, insecure, stream, timeout, watch(progress, f"pushing {model}"))
        return await self._follow(call, stream)

    async def version(
        self,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> VersionResponse:
        """Tell which version the server is."""
        return await self._fetch(builders.version(timeout))

    async def health(self, *, timeout: Timeout | Default = DEFAULT) -> Health:
        """Tell whether an Ollama server is there, and which version; a failure is in the answer, and not raised."""
        return await self._run(lambda http: check_health(http, timeout))

    async def models(self, *, refresh: bool = False, timeout: Timeout | Default = DEFAULT) -> Sequence[str]:
        """Name the server's models, the latest first; asked once, and again where `refresh` says so."""
        if refresh or self._models is None:
            self._models = names_of(await self.list(timeout=timeout))
        return [*self._models]  # what the caller does with it is not remembered

    async def create_blob(self, path: str | os.PathLike[str], *, timeout: Timeout | Default = DEFAULT) -> str:
        """Bring a file to the server, if it does not have it; give its digest, as `create` takes it in `files`."""
        return await self._run(
            lambda http: upload(path, http, self._settings.retries, timeout, unasked=READ_IN_ANY_CASE)
        )

    async def web_search(
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
        return await self._fetch(call)

    async def web_fetch(self, url: str, *, timeout: Timeout | Default = DEFAULT) -> WebFetchResponse:
        """Read a page of the web.

        Args:
            url: the address of the page.
            timeout: of the request, in place of the client's.

        Raises:
            RequestError: there is no key of ollama.com, which does it.
        """
        return await self._fetch(builders.web_fetch(url, self._settings.web_authorization, timeout))

    async def systemone(
        self,
        model: str,
        state: str | Sequence[Any] | Mapping[str, Any],
        questions: Mapping[str, Any],
        keep_alive: float | str | None = None,
        *,
        timeout: Timeout | Default = DEFAULT,
    ) -> SystemOneResponse:
        """Answer questions about a state by probabilities; servers from version 0.35 on."""
        return await self._fetch(builders.systemone(model, state, questions, keep_alive, timeout))

    async def _named(self, model: str) -> str:
        """Give the model of a call: the default where it names none and the client has one."""
        default = self._settings.default_model
        if model or default is False:
            return model
        return default if isinstance(default, str) else first_of(await self.models())

    async def _fetch(self, call: Call[R]) -> R:
        return await self._run(lambda http: fetch_reply(call, http, self._settings.retries))

    async def _follow(
        self, call: Call[ProgressResponse], stream: bool
    ) -> ProgressResponse | AsyncStream[ProgressResponse]:
        if call.watch is None:
            return await (self._stream(call) if stream else self._fetch(call))
        replies = await self._stream(call)
        return replies if stream else [reply async for reply in replies][-1]

    async def _stream(self, call: Call[R]) -> AsyncStream[R]:
        response = await self._run(lambda http: open_reply(call, http, self._settings.retries))
        stream = AsyncStream(response, ReplyReader(call, response))
        self._streams.add(stream)
        return await stream.open()

    async def _run(self, begin: Callable[[httpx.AsyncClient], Steps[T]]) -> T:
        http = await self._connect()
        steps = begin(http)
        try:
            step = next(steps)
            while True:
                try:
                    outcome = await _perform(step, http)
                except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError) as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _connect(self) -> httpx.AsyncClient:
        """Give the connections of the event loop that is running: those of another one are of no use in it."""
        opened = self._opened.get(None)
        if opened is None:
            http = self._settings.connect(httpx.AsyncClient)
            # An event loop closes its asynchronous generators when it ends, and with this one the connections.
            closing = _close_at_the_end(http)
            await anext(closing)
            opened = (http, closing)
            self._opened.set(opened)
        return opened[0]


async def _close_at_the_end(http: httpx.AsyncClient) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await http.aclose()


async def _perform(step: Step, http: httpx.AsyncClient) -> Any:
    match step:
        case Send(request, trusted):
            auth = httpx.USE_CLIENT_DEFAULT if trusted else None
            return await http.send(request, stream=True, auth=auth, follow_redirects=False)
        case Read(response):
            async with contextlib.aclosing(response):  # as in the other client
                return await response.aread()
        case Sleep(seconds):
            return await anyio.sleep(seconds)
        case Work(function):
            return await anyio.to_thread.run_sync(function)
