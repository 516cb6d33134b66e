"""The asynchronous client: the same verbs in the same order, awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self, overload

import httpx

from . import _requests
from ._exchange import Read, Send, Step, Steps, fetch_reply, open_reply
from ._params import ChatParams, GenerateParams, spelled_out
from ._replies import ReplyReader
from ._settings import DEFAULT, Default, Settings
from ._stream import AsyncStream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import TypeVar, Unpack

    from generated.models import ChatResponse, EmbedResponse, GenerateResponse, ListResponse, Options, VersionResponse
    from generated.types import ApiModel

    from ._params import Messages
    from ._requests import Call
    from ._settings import Timeout

    R = TypeVar("R", bound=ApiModel)
    T = TypeVar("T")


class AsyncClient:
    """A client of one Ollama server, for asyncio and trio.

    Args:
        host: the server's address by the rules of OLLAMA_HOST, which it overrides.
        headers: further headers of every request.
        timeout: seconds, an `httpx.Timeout`, or None to wait for ever; by default 10 s to connect and 600 s to read.
        api_key: sent as a bearer token; for ollama.com the default is OLLAMA_API_KEY.
        retries: how often a call is tried again that failed before its answer began.
        transport: further keyword arguments of `httpx.AsyncClient`, such as `verify` and `proxy`.

    Raises:
        RequestError: an argument makes no sense.
    """

    def __init__(
        self,
        host: str | None = None,
        *,
        headers: Mapping[str, str | None] | None = None,
        timeout: Timeout | Default = DEFAULT,
        api_key: str | None = None,
        retries: int = 0,
        **transport: Any,
    ) -> None:
        self._settings = Settings.resolve(host, headers, timeout, api_key, retries, transport)
        self._http = httpx.AsyncClient(**self._settings.http_options())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.host.url!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

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
    @spelled_out(ChatParams)
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
        call = _requests.chat(model, messages, stream, timeout, **params)
        return await (self._stream(call) if stream else self._run(fetch_reply(call, self._http)))

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
    @spelled_out(GenerateParams)
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
        call = _requests.generate(model, prompt, suffix, stream, timeout, **params)
        return await (self._stream(call) if stream else self._run(fetch_reply(call, self._http)))

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
        call = _requests.embed(model, input, truncate, options, keep_alive, dimensions, timeout)
        return await self._run(fetch_reply(call, self._http))

    async def list(self, *, timeout: Timeout | Default = DEFAULT) -> ListResponse:
        """Tell which models the server has."""
        return await self._run(fetch_reply(_requests.list_(timeout), self._http))

    async def version(self, *, timeout: Timeout | Default = DEFAULT) -> VersionResponse:
        """Tell which version the server is."""
        return await self._run(fetch_reply(_requests.version(timeout), self._http))

    async def _stream(self, call: Call[R]) -> AsyncStream[R]:
        response = await self._run(open_reply(call, self._http))
        return await AsyncStream(response, ReplyReader(call, response)).open()

    async def _run(self, steps: Steps[T]) -> T:
        try:
            step = next(steps)
            while True:
                try:
                    outcome = await self._perform(step)
                except (httpx.HTTPError, httpx.StreamError) as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _perform(self, step: Step) -> httpx.Response | bytes:
        match step:
            case Send(request, trusted):
                auth = httpx.USE_CLIENT_DEFAULT if trusted else None
                return await self._http.send(request, stream=True, auth=auth)
            case Read(response):
                return await response.aread()
