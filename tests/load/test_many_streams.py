"""A thousand streams at once on one client: each whole and in order, and no socket left."""

from __future__ import annotations

import contextlib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

from tests.load.sockets import can_be_counted, connections_to
from wrapper import AsyncClient, IncompleteResponseError
from wrapper.testing import FakeOllama, Gate

PIECES = 20
PATIENCE = 120  # seconds, to connect too: a thousand at once may take a slow machine longer than people would wait
pytestmark = pytest.mark.usefixtures("many_files")


def pieces_of(name: str) -> list[str]:
    return [f"{name}:{number} " for number in range(PIECES)]


def question(name: str) -> dict[str, Any]:
    return {"model": "sky", "messages": [{"role": "user", "content": name}], "stream": True}


def echo(fake: FakeOllama) -> Gate:
    """Let each reply be made of its request, and stop after its first piece until the gate opens."""
    gate = Gate(after=1)
    fake.reply(lambda request: pieces_of(request["messages"][0]["content"]))
    fake.fail(gate, times=None)
    return gate


def held(fake: FakeOllama) -> None:
    """Hold the server to it that every answer went out whole."""
    for seen in fake.requests:
        seen.wait(60)
        assert (seen.chunks, seen.client_disconnected) == (PIECES + 1, False)


@can_be_counted
def test_a_thousand_streams_on_one_async_client(library: str) -> None:
    count = 1000
    texts: dict[str, list[str]] = {}

    async def run() -> None:
        async with fake.async_client(timeout=PATIENCE) as client, anyio.create_task_group() as readers:
            for number in range(count):
                readers.start_soon(read, client, str(number))
        assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str) -> None:
        stream = await client.chat(**question(name))
        texts[name] = [(await anext(stream)).message.content]
        if len(texts) == count:  # all are open; only now may the first one end
            assert connections_to(fake.url) == count
            gate.open()
        texts[name] += [piece async for piece in stream.text]

    with FakeOllama() as fake:
        gate = echo(fake)
        anyio.run(run, backend=library)
        assert len(fake.requests) == count
        held(fake)
    assert texts == {str(number): pieces_of(str(number)) for number in range(count)}


@can_be_counted
def test_a_client_uses_its_connections_again(library: str) -> None:
    """Round after round: what is idle is taken first, and what is too many is closed."""
    opened: list[int] = []

    async def run() -> None:
        async with fake.async_client(timeout=PATIENCE) as client:
            for _ in range(3):
                async with anyio.create_task_group() as readers:
                    for number in range(60):
                        readers.start_soon(read, client, str(number))
                opened.append(connections_to(fake.url))
        assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str) -> None:
        assert [piece async for piece in (await client.chat(**question(name))).text] == pieces_of(name)

    with FakeOllama() as fake:
        echo(fake).open()
        anyio.run(run, backend=library)
        held(fake)
    assert min(opened) > 0
    assert max(opened) <= 60


@can_be_counted
def test_a_hundred_threads_share_one_client() -> None:
    count = 100

    def read(name: str) -> list[str]:
        stream = client.chat(**question(name))
        pieces = [next(stream).message.content]
        all_open.wait(60)
        return [*pieces, *stream.text]

    with FakeOllama() as fake, ThreadPoolExecutor(count) as threads:
        gate = echo(fake)
        all_open = threading.Barrier(count, action=gate.open)
        with fake.client(timeout=PATIENCE) as client:
            names = [str(number) for number in range(count)]
            assert [*threads.map(read, names)] == [pieces_of(name) for name in names]
        assert connections_to(fake.url) == 0
        held(fake)


@can_be_counted
def test_leaving_a_thousand_streams_in_the_middle_hangs_up_on_each(library: str) -> None:
    count = 1000

    async def run() -> None:
        async with fake.async_client(timeout=PATIENCE) as client:
            async with anyio.create_task_group() as readers:
                for number in range(count):
                    readers.start_soon(leave, client, str(number))
            assert connections_to(fake.url) == 0

    async def leave(client: AsyncClient, name: str) -> None:
        async with await client.chat(**question(name)) as stream:
            await anext(stream)

    with FakeOllama() as fake:
        echo(fake)
        anyio.run(run, backend=library)
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected
        assert len(fake.requests) == count


def partial_after_abort(error: IncompleteResponseError, name: str) -> bool:
    return bool(error.partial.message.content == pieces_of(name)[0])


@can_be_counted
def test_abort_ends_all_streams_of_an_async_client(library: str) -> None:
    count = 300
    ended: list[str] = []

    async def run() -> None:
        async with fake.async_client(timeout=PATIENCE) as client:
            begun: list[str] = []
            async with anyio.create_task_group() as readers:
                for number in range(count):
                    readers.start_soon(read, client, str(number), begun)
            assert connections_to(fake.url) == 0

    async def read(client: AsyncClient, name: str, begun: list[str]) -> None:
        stream = await client.chat(**question(name))
        await anext(stream)
        begun.append(name)
        if len(begun) == count:
            client.abort()
        with pytest.raises(IncompleteResponseError) as caught:
            await anext(stream)
        assert partial_after_abort(caught.value, name)
        ended.append(name)

    with FakeOllama() as fake:
        echo(fake)
        anyio.run(run, backend=library)
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected
    assert len(ended) == count


@can_be_counted
def test_abort_ends_all_streams_of_a_client_that_threads_share() -> None:
    count = 100

    def read(name: str) -> None:
        stream = client.chat(**question(name))
        next(stream)
        all_open.wait(60)
        with pytest.raises(IncompleteResponseError) as caught:
            next(stream)
        assert partial_after_abort(caught.value, name)

    with FakeOllama() as fake, ThreadPoolExecutor(count) as threads:
        echo(fake)
        with fake.client(timeout=PATIENCE) as client:
            all_open = threading.Barrier(count, action=client.abort)
            list(threads.map(read, map(str, range(count))))
            assert connections_to(fake.url) == 0
        for seen in fake.requests:
            seen.wait(60)
            assert seen.client_disconnected


def test_the_server_takes_a_thousand_connections_while_it_is_busy() -> None:
    """Else the clients above would be refused, or wait for their turn, and not the server be put to the test."""
    busy, through = threading.Event(), threading.Event()
    longest = Path("/proc/sys/net/core/somaxconn")
    count = min(1000, (int(longest.read_text()) if longest.exists() else socket.SOMAXCONN) - 8)

    def block(_: dict[str, Any]) -> str:
        busy.set()
        assert through.wait(60)
        return "Done."

    with FakeOllama() as fake, ThreadPoolExecutor(1) as threads, contextlib.ExitStack() as opened:
        fake.reply(block)
        with fake.client(timeout=PATIENCE) as client:
            reply = threads.submit(client.chat, "sky", [{"role": "user", "content": "Go on."}])
            assert busy.wait(60)
            address = ("127.0.0.1", int(fake.url.rpartition(":")[2]))
            try:
                for _ in range(count):
                    opened.enter_context(socket.create_connection(address, timeout=60))
            finally:
                through.set()
            assert reply.result(60).message.content == "Done."
