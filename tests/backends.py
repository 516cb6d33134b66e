"""Call a client in the same way on every backend: the sync client, and the async one on asyncio and on trio."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Self

import anyio
import httpx
import pytest

from wrapper import AsyncClient, Client, Stream

ASYNC_BACKENDS = ("asyncio", "trio")
BACKENDS = ("sync", *ASYNC_BACKENDS)
ASYNC_PYREQWEST = "asyncio pyreqwest"
PYREQWEST_BACKENDS = ("sync pyreqwest", ASYNC_PYREQWEST)
"""The clients with `transport="pyreqwest"`, where it matters how requests are sent."""

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


def is_sync(backend: str) -> bool:
    """Whether a backend is that of the sync client."""
    return backend.startswith("sync")


def loop_of(backend: str) -> str:
    """Return the event loop of a backend; the tests of the sync client run in asyncio."""
    return "asyncio" if is_sync(backend) else backend.split()[0]


def open_client(backend: str, *arguments: Any, **settings: Any) -> Any:
    """Return a client for a backend, used with `async with` and `await` whichever it is."""
    if backend in PYREQWEST_BACKENDS:
        if isinstance(settings.get("verify"), ssl.SSLContext):  # the usual one, which a test passes to save time
            del settings["verify"]
        if not isinstance(settings.get("transport", "pyreqwest"), str):
            pytest.skip("a transport object of httpx answers in the place of a server")
        settings = {"transport": "pyreqwest", **settings}
    return AsyncFacade(Client(*arguments, **settings)) if is_sync(backend) else AsyncClient(*arguments, **settings)


def run(backend: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a coroutine function to its end on a backend."""
    return anyio.run(function, *arguments, backend=loop_of(backend))


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
