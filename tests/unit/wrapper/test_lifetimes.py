"""Clients outlive event loops, forks and pickling, and leave nothing open behind."""

from __future__ import annotations

import gc
import pickle
import socket
import subprocess
import sys
import threading

import anyio
import anyio.to_thread
import pytest

from wrapper import AsyncClient, Client, IncompleteResponseError, RequestError
from wrapper.testing import FakeOllama

USER = [{"role": "user", "content": "Why?"}]


def run(code: str, url: str) -> str:
    """What a process prints that turns every warning, one of an open socket too, into an error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"OLLAMA_HOST": url},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_async_client_works_over_several_event_loops_and_libraries(fake_ollama: FakeOllama) -> None:
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


def test_a_client_that_is_never_closed_leaves_no_socket_open(fake_ollama: FakeOllama) -> None:
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


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="the system cannot fork")
def test_a_fork_takes_connections_of_its_own(fake_ollama: FakeOllama) -> None:
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


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_clients_are_pickled_as_their_settings(fake_ollama: FakeOllama, protocol: int) -> None:
    with Client(fake_ollama.url, timeout=5) as client:
        copy = pickle.loads(pickle.dumps(client, protocol))  # noqa: S301 - what we pickled ourselves
    with copy:
        assert copy.chat("sky", USER).done
    again = pickle.loads(pickle.dumps(AsyncClient(fake_ollama.url), protocol))  # noqa: S301 - as above

    async def call() -> bool:
        async with again:
            return bool((await again.chat("sky", USER)).done)

    assert anyio.run(call)


def test_many_threads_share_a_client(fake_ollama: FakeOllama) -> None:
    said: list[str | None] = []
    with Client(fake_ollama.url) as client:
        threads = [
            threading.Thread(target=lambda: said.append(client.chat("sky", USER).message.content)) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert said == ["The sky is blue because of Rayleigh scattering."] * 20


def test_abort_ends_a_stream_that_another_thread_reads(fake_ollama: FakeOllama) -> None:
    with Client(fake_ollama.url) as client:
        stream = client.chat("endless", USER, stream=True)
        caught: list[BaseException] = []
        begun = threading.Event()

        def read() -> None:
            try:
                for _ in stream:
                    begun.set()
            except IncompleteResponseError as error:
                caught.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        begun.wait()
        client.abort()
        thread.join()
        [error] = caught
        assert isinstance(error, IncompleteResponseError)
        assert error.partial.message.content.startswith("tick")
        assert client.chat("sky", USER).done


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_abort_ends_a_stream_that_another_task_reads(fake_ollama: FakeOllama, backend: str) -> None:
    async def call() -> None:
        async with AsyncClient(fake_ollama.url) as client, anyio.create_task_group() as tasks:
            stream = await client.chat("endless", USER, stream=True)
            begun = anyio.Event()
            caught: list[BaseException] = []

            async def read() -> None:
                try:
                    async for _ in stream:
                        begun.set()
                except IncompleteResponseError as error:
                    caught.append(error)

            tasks.start_soon(read)
            await begun.wait()
            client.abort()
        assert len(caught) == 1

    anyio.run(call, backend=backend)


def test_a_stream_gives_its_text_and_its_whole(fake_ollama: FakeOllama) -> None:
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


def test_a_closed_client_says_so(fake_ollama: FakeOllama) -> None:
    client = Client(fake_ollama.url)
    client.close()
    with pytest.raises(RequestError, match="closed"):
        client.chat("sky", USER)
    assert fake_ollama.requests == []


def test_an_async_stream_that_is_dropped_hangs_up(fake_ollama: FakeOllama) -> None:
    async def call() -> None:
        async with AsyncClient(fake_ollama.url) as client:
            async for _ in await client.chat("endless", USER, stream=True):
                break
            [seen] = fake_ollama.requests
            await anyio.to_thread.run_sync(seen.wait)
            assert seen.hung_up

    anyio.run(call)


def test_a_stream_that_is_left_with_more_received_leaves_nothing_behind_for_trio() -> None:
    """Many replies may come at once; those that nobody asked for must not keep httpx's generators suspended."""
    line = b'{"model": "m", "message": {"role": "assistant", "content": "x"}, "done": false}\n'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"

    def answer() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(head + (b"%x\r\n%s\r\n" % (len(line), line)) * 100)
            connection.recv(1)  # until the client hangs up

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
        thread = threading.Thread(target=answer)
        thread.start()
        assert run(code, f"http://127.0.0.1:{server.getsockname()[1]}") == ""
        thread.join()


def test_a_stream_outlives_the_name_of_its_client(fake_ollama: FakeOllama) -> None:
    text = "".join(Client(fake_ollama.url).chat("sky", USER, stream=True).text)
    assert text == "The sky is blue because of Rayleigh scattering."


def test_an_async_stream_outlives_the_name_of_its_client(fake_ollama: FakeOllama) -> None:
    async def call() -> int:
        stream = await AsyncClient(fake_ollama.url).chat("endless", USER, stream=True)
        gc.collect()
        async with stream:
            return len([await anext(stream) for _ in range(1000)])

    assert anyio.run(call) == 1000  # asyncio: trio warns of a client that is never closed
