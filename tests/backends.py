"""Call a client in the same way on every backend: the sync client, and the async one on asyncio and on trio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Self

import anyio
import httpx

from wrapper import AsyncClient, Client, Stream

ASYNC_BACKENDS = ("asyncio", "trio")
BACKENDS = ("sync", *ASYNC_BACKENDS)

Handler = Callable[[httpx.Request], httpx.Response]


class AsyncFacade:
    """The async interface of a sync client or stream, so that a test harness is written once for all backends."""

    def __init__(self, wrapped: Any) -> None:
        self._wrapped = wrapped

    def __getattr__(self, name: str) -> Any:
        async def call(*arguments: Any, **parameters: Any) -> Any:
            result = getattr(self._wrapped, name)(*arguments, **parameters)
            return AsyncFacade(result) if isinstance(result, Stream) else result

        return call

    async def __aenter__(self) -> Self:
        self._wrapped.__enter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._wrapped.__exit__(*error)

    async def __aiter__(self) -> AsyncIterator[Any]:
        for part in self._wrapped:
            yield part


def open_client(backend: str, *arguments: Any, **settings: Any) -> Any:
    """Return a client for a backend, used with `async with` and `await` whichever it is."""
    return AsyncFacade(Client(*arguments, **settings)) if backend == "sync" else AsyncClient(*arguments, **settings)


def run(backend: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a coroutine function to its end on a backend."""
    return anyio.run(function, *arguments, backend="asyncio" if backend == "sync" else backend)


@dataclass(frozen=True)
class VerbCaller:
    """Calls a verb of a new client on one backend, whole or streamed."""

    backend: str
    streamed: bool = False

    def __call__(
        self,
        server: str | Handler,
        verb: str,
        *arguments: Any,
        settings: dict[str, Any] | None = None,
        **parameters: Any,
    ) -> list[Any]:
        """Return the reply, or all parts of a stream, from the server at a URL or from a function in its place."""
        target = {"host": server} if isinstance(server, str) else {"transport": httpx.MockTransport(server)}

        async def call() -> list[Any]:
            async with open_client(self.backend, **target, **settings or {}) as client:
                return [part async for part in self.replies(client, verb, *arguments, **parameters)]

        return list(run(self.backend, call))

    async def replies(self, client: Any, verb: str, *arguments: Any, **parameters: Any) -> AsyncIterator[Any]:
        """Call a verb and yield its reply, or each part of a stream."""
        if self.streamed:
            parameters["stream"] = True
        reply = await getattr(client, verb)(*arguments, **parameters)
        if not parameters.get("stream"):
            yield reply
            return
        async for part in reply:
            yield part
