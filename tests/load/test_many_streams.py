"""A thousand concurrent streams on one client: each complete and in order, with no socket left over."""

from __future__ import annotations

import contextlib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

from tests.load.sockets import connections_to, needs_open_files
from wrapper import AsyncClient, IncompleteResponseError
from wrapper.testing import FakeOllama, Gate

PIECES = 20
TIMEOUT = 120  # seconds, also for connecting: a thousand at once may take a slow machine that long
pytestmark = pytest.mark.usefixtures("many_files")


def pieces_of(name: str) -> list[str]:
    return [f"{name}:{number} " for number in range(PIECES)]


def chat_request(name: str) -> dict[str, Any]:
    return {"model": "sky", "messages": [{"role": "user", "content": name}], "stream": True}


def echo(fake: FakeOllama) -> Gate:
    """Make each reply from its request, and hold it after the first piece until the gate opens."""
    gate = Gate(after=1)
    fake.reply(lambda request: pieces_of(request["messages"][0]["content"]))
    fake.fail(gate, times=None)
    return gate


def check_complete(fake: FakeOllama) -> None:
    """Check that the server sent every response completely."""
    for seen in fake.requests:
        seen.wait(60)
        assert (seen.chunks, seen.client_disconnected) == (PIECES + 1, False)


@needs_open_files
def test_thousand_streams_on_one_async_client(async_backend: str) -> None:
    count = 1000
    pieces: dict[str, list[str]] = {}

    async def run() -> None:
        async with fake.async_client(timeout=TIMEOUT) as client, anyio.create_task_group() as readers:
            for number in range(count):
                readers.start_soon(read, client, str(number))
        assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str) -> None:
        stream = await client.chat(**chat_request(name))
        pieces[name] = [(await anext(stream)).message.content]
        if len(pieces) == count:  # all are open; only now may the first one end
            assert connections_to(fake.url) == count
            gate.open()
        pieces[name] += [piece async for piece in stream.text]

    with FakeOllama() as fake:
        gate = echo(fake)
        anyio.run(run, backend=async_backend)
        assert len(fake.requests) == count
        check_complete(fake)
    assert pieces == {str(number): pieces_of(str(number)) for number in range(count)}


@needs_open_files
def test_async_client_reuses_connections(async_backend: str) -> None:
    """In each round, idle connections are used first and surplus ones are closed."""
    opened: list[int] = []

    async def run() -> None:
        async with fake.async_client(timeout=TIMEOUT) as client:
            for _ in range(3):
                async with anyio.create_task_group() as readers:
                    for number in range(60):
                        readers.start_soon(read, client, str(number))
                opened.append(connections_to(fake.url))
        assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str) -> None:
        assert [piece async for piece in (await client.chat(**chat_request(name))).text] == pieces_of(name)

    with FakeOllama() as fake:
        echo(fake).open()
        anyio.run(run, backend=async_backend)
        check_complete(fake)
    assert min(opened) > 0
    assert max(opened) <= 60


@needs_open_files
def test_hundred_threads_share_one_client() -> None:
    count = 100

    def read(name: str) -> list[str]:
        stream = client.chat(**chat_request(name))
        pieces = [next(stream).message.content]
        all_open.wait(60)
        return [*pieces, *stream.text]

    with FakeOllama() as fake, ThreadPoolExecutor(count) as threads:
        gate = echo(fake)
        all_open = threading.Barrier(count, action=gate.open)
        with fake.client(timeout=TIMEOUT) as client:
            names = [str(number) for number in range(count)]
            assert [*threads.map(read, names)] == [pieces_of(name) for name in names]
        assert connections_to(fake.url) == 0
        check_complete(fake)


@needs_open_files
def test_leaving_thousand_streams_disconnects_each(async_backend: str) -> None:
    count = 1000

    async def run() -> None:
        async with fake.async_client(timeout=TIMEOUT) as client:
            async with anyio.create_task_group() as readers:
                for number in range(count):
                    readers.start_soon(read_one, client, str(number))
            assert connections_to(fake.url) == 0

    async def read_one(client: AsyncClient, name: str) -> None:
        async with await client.chat(**chat_request(name)) as stream:
            await anext(stream)

    with FakeOllama() as fake:
        echo(fake)
        anyio.run(run, backend=async_backend)
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected
        assert len(fake.requests) == count


def has_first_piece(error: IncompleteResponseError, name: str) -> bool:
    return bool(error.partial.message.content == pieces_of(name)[0])


@needs_open_files
def test_abort_ends_all_streams_of_an_async_client(async_backend: str) -> None:
    count = 300
    ended: list[str] = []

    async def run() -> None:
        async with fake.async_client(timeout=TIMEOUT) as client:
            started: list[str] = []
            async with anyio.create_task_group() as readers:
                for number in range(count):
                    readers.start_soon(read, client, str(number), started)
            assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str, started: list[str]) -> None:
        stream = await client.chat(**chat_request(name))
        await anext(stream)
        started.append(name)
        if len(started) == count:
            client.abort()
        with pytest.raises(IncompleteResponseError) as caught:
            await anext(stream)
        assert has_first_piece(caught.value, name)
        ended.append(name)

    with FakeOllama() as fake:
        echo(fake)
        anyio.run(run, backend=async_backend)
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected
    assert len(ended) == count


@needs_open_files
def test_abort_ends_all_streams_of_shared_client() -> None:
    count = 100

    def read(name: str) -> None:
        stream = client.chat(**chat_request(name))
        next(stream)
        all_open.wait(60)
        with pytest.raises(IncompleteResponseError) as caught:
            next(stream)
        assert has_first_piece(caught.value, name)

    with FakeOllama() as fake, ThreadPoolExecutor(count) as threads:
        echo(fake)
        with fake.client(timeout=TIMEOUT) as client:
            all_open = threading.Barrier(count, action=client.abort)
            list(threads.map(read, map(str, range(count))))
            assert connections_to(fake.url) == 0
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected


def test_busy_server_accepts_thousand_connections() -> None:
    """Otherwise the system would refuse or queue the clients above, and those tests would not test the clients."""
    busy, resume = threading.Event(), threading.Event()
    longest = Path("/proc/sys/net/core/somaxconn")
    count = min(1000, (int(longest.read_text()) if longest.exists() else socket.SOMAXCONN) - 8)

    def block(_: dict[str, Any]) -> str:
        busy.set()
        assert resume.wait(60)
        return "Done."

    with FakeOllama() as fake, ThreadPoolExecutor(1) as threads, contextlib.ExitStack() as opened:
        fake.reply(block)
        with fake.client(timeout=TIMEOUT) as client:
            reply = threads.submit(client.chat, "sky", [{"role": "user", "content": "Go on."}])
            assert busy.wait(60)
            address = ("127.0.0.1", int(fake.url.rpartition(":")[2]))
            try:
                for _ in range(count):
                    opened.enter_context(socket.create_connection(address, timeout=60))
            finally:
                resume.set()
            assert reply.result(60).message.content == "Done."
