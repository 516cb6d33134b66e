"""A client whose server is a function, called in every way that there is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import anyio
import httpx
import pytest

from wrapper import AsyncClient, Client

Answer = Callable[[httpx.Request], httpx.Response]


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that arrives in pieces; an exception among them is raised in its turn."""

    def __init__(self, pieces: Iterable[bytes | Exception]) -> None:
        self.pieces = list(pieces)
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if self.closed:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def ndjson(*pieces: bytes | Exception) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "application/x-ndjson"}, stream=Pieces(pieces))


def lines(*replies: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(reply).encode() + b"\n" for reply in replies)


@dataclass
class Caller:
    """Calls a verb of a client, whole or as a stream, and gives all replies."""

    way: str
    streamed: bool

    def __call__(self, answer: Answer, verb: str, *arguments: Any, **parameters: Any) -> list[Any]:
        settings = parameters.pop("settings", {})
        if self.streamed:
            parameters["stream"] = True
        if self.way == "sync":
            with Client(transport=httpx.MockTransport(answer), **settings) as client:
                reply = getattr(client, verb)(*arguments, **parameters)
                return list(reply) if self.streamed else [reply]

        async def call() -> list[Any]:
            async with AsyncClient(transport=httpx.MockTransport(answer), **settings) as client:
                reply = await getattr(client, verb)(*arguments, **parameters)
                return [part async for part in reply] if self.streamed else [reply]

        return anyio.run(call, backend=self.way)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment says of a server is the contract tests' business."""
    for name in ("OLLAMA_HOST", "OLLAMA_PORT", "OLLAMA_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def way(request: pytest.FixtureRequest) -> str:
    """How a client is called."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["whole", "streamed"])
def caller(way: str, request: pytest.FixtureRequest) -> Caller:
    """Calls whole and streamed, in every way."""
    return Caller(way, request.param)


@pytest.fixture
def stream_caller(way: str) -> Caller:
    """Calls streamed, in every way."""
    return Caller(way, streamed=True)


@pytest.fixture
def whole_caller(way: str) -> Caller:
    """Calls whole, in every way."""
    return Caller(way, streamed=False)
