"""Clients work across event loops, forks and pickling, and leave no sockets open."""

from __future__ import annotations

import asyncio
import gc
import pickle
import socket
import subprocess
import sys
import threading
from pathlib import Path

import anyio
import anyio.to_thread
import pytest

from tests.faults.scripted_server import ScriptedServer
from wrapper import AsyncClient, Client, IncompleteResponseError, RequestError
from wrapper.testing import FakeOllama

USER = [{"role": "user", "content": "Why?"}]


def run(code: str, url: str) -> str:
    """Return the output of a process in which every warning is an error, including those about open sockets."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"OLLAMA_HOST": url},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_async_client_works_in_several_event_loops(fake_ollama: FakeOllama) -> None:
    code = """
import asyncio, gc, trio
from wrapper import AsyncClient
client = AsyncClient()
async def call():
    return (await client.chat("sky", [{"role": "user", "content": "Why?"}])).done
print(asyncio.run(call()), asyncio.run(call()), trio.run(call), asyncio.run(call()))
del client
gc.collect()
"""
    assert run(code, fake_ollama.url) == "True True True True\n"


def test_closing_in_one_event_loop_leaves_the_streams_of_another(fake_ollama: FakeOllama) -> None:
    client = AsyncClient(fake_ollama.url)
    with asyncio.Runner() as first, asyncio.Runner() as second:

        async def read(count: int) -> int:
            return len([await anext(stream) for _ in range(count)])

        stream = first.run(client.chat("endless", USER, stream=True))
        assert second.run(client.chat("sky", USER)).done
        second.run(client.close())
        assert first.run(read(100)) == 100
        first.run(client.close())
        with pytest.raises(IncompleteResponseError):
            first.run(read(1_000_000))  # more than can have arrived before


def test_unclosed_client_leaves_no_open_socket(fake_ollama: FakeOllama) -> None:
    code = """
import gc
from wrapper import Client, chat
Client().chat("sky", [])
gc.collect()
for _ in chat("sky", [{"role": "user", "content": "Why?"}], stream=True):
    break
print(chat("sky", []).done)
"""
    assert run(code, fake_ollama.url) == "True\n"


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="needs os.fork")
def test_fork_uses_new_connections(fake_ollama: FakeOllama) -> None:
    code = """
import os
from wrapper import Client
with Client() as client:
    client.chat("sky", [])
    child = os.fork()
    if not child:
        os._exit(0 if client.chat("sky", []).done else 1)
    print(os.waitpid(child, 0)[1], client.chat("sky", []).done)
"""
    assert run(code, fake_ollama.url) == "0 True\n"


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="needs os.fork")
def test_forked_child_leaves_the_connections_of_its_parent_alone() -> None:
    code = """
import os
from wrapper import Client
with Client() as client:
    client.version()
    child = os.fork()
    if not child:
        client.version()
        client.version()
        os._exit(0)
    print(os.waitpid(child, 0)[1], client.version().version)
"""
    server = ScriptedServer({})
    with server.serving() as url:
        assert run(code, url) == "0 0.34.0\n"
    assert server.connections == 2  # one of each process


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_clients_can_be_pickled(fake_ollama: FakeOllama, protocol: int) -> None:
    with Client(fake_ollama.url, timeout=5) as client:
        copy = pickle.loads(pickle.dumps(client, protocol))  # noqa: S301 - pickled on the line itself
    with copy:
        assert copy.chat("sky", USER).done
    again = pickle.loads(pickle.dumps(AsyncClient(fake_ollama.url), protocol))  # noqa: S301 - as above

    async def call() -> bool:
        async with again:
            return bool((await again.chat("sky", USER)).done)

    assert anyio.run(call)


def test_threads_share_a_client(fake_ollama: FakeOllama) -> None:
    replies: list[str | None] = []
    with Client(fake_ollama.url) as client:
        threads = [
            threading.Thread(target=lambda: replies.append(client.chat("sky", USER).message.content)) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert replies == ["The sky is blue because of Rayleigh scattering."] * 20


def test_abort_ends_stream_of_another_thread(fake_ollama: FakeOllama) -> None:
    with Client(fake_ollama.url) as client:
        stream = client.chat("endless", USER, stream=True)
        caught: list[BaseException] = []
        started = threading.Event()

        def read() -> None:
            try:
                for _ in stream:
                    started.set()
            except IncompleteResponseError as error:
                caught.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        started.wait()
        client.abort()
        thread.join()
        [error] = caught
        assert isinstance(error, IncompleteResponseError)
        assert error.partial.message.content.startswith("tick")
        assert client.chat("sky", USER).done


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_abort_ends_stream_of_another_task(fake_ollama: FakeOllama, backend: str) -> None:
    async def call() -> None:
        async with AsyncClient(fake_ollama.url) as client, anyio.create_task_group() as tasks:
            stream = await client.chat("endless", USER, stream=True)
            started = anyio.Event()
            caught: list[BaseException] = []

            async def read() -> None:
                try:
                    async for _ in stream:
                        started.set()
                except IncompleteResponseError as error:
                    caught.append(error)

            tasks.start_soon(read)
            await started.wait()
            client.abort()
        assert len(caught) == 1

    anyio.run(call, backend=backend)


def test_stream_has_text_and_final_reply(fake_ollama: FakeOllama) -> None:
    with Client(fake_ollama.url) as client:
        pieces = list(client.chat("sky", USER, stream=True).text)
        assert "".join(pieces) == "The sky is blue because of Rayleigh scattering."
        final = client.chat("thinker", USER, stream=True).final()
    assert (final.message.thinking, final.done_reason) == ("Let me recall Rayleigh.", "stop")
    assert final.eval_count

    async def call() -> None:
        async with AsyncClient(fake_ollama.url) as client:
            stream = await client.chat("sky", USER, stream=True)
            assert [piece async for piece in stream.text] == pieces
            assert (await (await client.chat("sky", USER, stream=True)).final()).message.content == "".join(pieces)

    anyio.run(call)


def test_closed_client_raises(fake_ollama: FakeOllama) -> None:
    client = Client(fake_ollama.url)
    client.close()
    with pytest.raises(RequestError, match="closed"):
        client.chat("sky", USER)
    assert fake_ollama.requests == []


@pytest.mark.parametrize("used", [False, True], ids=["unused", "used"])
def test_closed_async_client_raises(fake_ollama: FakeOllama, used: bool) -> None:
    async def call() -> None:
        client = AsyncClient(fake_ollama.url)
        if used:
            await client.chat("sky", USER)
        await client.close()
        assert client._client.is_closed
        with pytest.raises(RequestError, match="closed"):
            await client.chat("sky", USER)

    anyio.run(call)
    assert len(fake_ollama.requests) == used


def test_dropped_async_stream_disconnects(fake_ollama: FakeOllama) -> None:
    async def call() -> None:
        async with AsyncClient(fake_ollama.url) as client:
            async for _ in await client.chat("endless", USER, stream=True):
                break
            [seen] = fake_ollama.requests
            await anyio.to_thread.run_sync(seen.wait)
            assert seen.client_disconnected

    anyio.run(call)


def test_unread_replies_leave_no_generators_on_trio() -> None:
    """Replies that arrived but were not read must not keep httpx's generators suspended."""
    line = b'{"model": "m", "message": {"role": "assistant", "content": "x"}, "done": false}\n'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"

    def respond() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(head + (b"%x\r\n%s\r\n" % (len(line), line)) * 100)
            connection.recv(1)  # until the client disconnects

    code = """
import gc, trio
from wrapper import AsyncClient
async def call():
    async with AsyncClient() as client, await client.chat("m", [], stream=True) as stream:
        async for _ in stream:
            break
    gc.collect()
trio.run(call)
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=respond)
        thread.start()
        assert run(code, f"http://127.0.0.1:{server.getsockname()[1]}") == ""
        thread.join()


def test_stream_keeps_its_client_alive(fake_ollama: FakeOllama) -> None:
    text = "".join(Client(fake_ollama.url).chat("sky", USER, stream=True).text)
    assert text == "The sky is blue because of Rayleigh scattering."


def test_an_async_stream_outlives_the_name_of_its_client(fake_ollama: FakeOllama) -> None:
    async def call() -> int:
        stream = await AsyncClient(fake_ollama.url).chat("endless", USER, stream=True)
        gc.collect()
        async with stream:
            return len([await anext(stream) for _ in range(1000)])

    assert anyio.run(call) == 1000  # asyncio: trio warns of a client that is never closed


def test_async_client_dropped_at_the_end_of_its_loop_leaves_no_socket(tmp_path: Path) -> None:
    code = """
import asyncio, gc, sys
from wrapper import AsyncClient
from wrapper.testing import FakeOllama

sys.unraisablehook = lambda unraisable: print(unraisable.exc_value)

async def call(url):
    client = AsyncClient(url)
    await asyncio.gather(*[client.chat("sky", [{"role": "user", "content": "Why?"}]) for _ in range(3)])

with FakeOllama() as fake:
    for _ in range(3):
        asyncio.run(call(fake.url))
        gc.collect()
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
