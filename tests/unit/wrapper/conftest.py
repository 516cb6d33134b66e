"""Clients on each backend whose server is a function."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import httpx
import pytest

from tests.backends import BACKENDS, VerbCaller
from tests.environment import without_settings as without_settings


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that arrives in pieces; an exception among them is raised at its position."""

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


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Return the name of each backend."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["whole", "streamed"])
def caller(backend: str, request: pytest.FixtureRequest) -> VerbCaller:
    """Return a caller for each backend, whole and streamed."""
    return VerbCaller(backend, request.param)


@pytest.fixture
def stream_caller(backend: str) -> VerbCaller:
    """Return a caller of streams for each backend."""
    return VerbCaller(backend, streamed=True)


@pytest.fixture
def whole_caller(backend: str) -> VerbCaller:
    """Return a caller of whole replies for each backend."""
    return VerbCaller(backend)
