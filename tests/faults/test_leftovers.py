"""No connection, task or byte of a call reaches the next call, another process, or the end of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import httpx
import pytest

from tests.backends import is_sync, open_client, run
from tests.faults.calls import (
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_BACKEND,
    USER,
    run_with_deadline,
)
from tests.faults.scripted_server import VERSION_RESPONSE, Script, ScriptedServer, chunked, head, reply, sized
from tests.faults.table.fault import HELLO, YOU
from wrapper import OllamaError
from wrapper.testing import FakeOllama
from wrapper.transport import network, pools

pytestmark = IGNORE_DROPPED_GENERATORS

FORGED = sized("200 OK", {"version": "forged"}, "Content-Type: application/json")
WHOLE = reply("Hi", done=True)
FOLLOWED: dict[str, Script] = {
    "a length": [sized(200, WHOLE) + FORGED],
    "the last chunk": [chunked(HELLO, YOU) + FORGED],
    "an error": [sized(500, {"error": "no"}) + FORGED],
    "no content": [head(204) + FORGED],
    "a length, by garbage": [sized(200, WHOLE) + b"garbage"],
    "a length, by the start of a response": [sized(200, WHOLE) + b"HTTP/1.1 200 OK\r\n"],
}


@ON_EACH_BACKEND
@pytest.mark.parametrize("what", FOLLOWED)
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_bytes_after_a_response_are_dropped(what: str, streamed: bool, backend: str) -> None:
    server = ScriptedServer({"api": FOLLOWED[what]})

    async def call() -> str:
        async with open_client(backend, url) as client:
            try:
                answer = await client.chat("m", USER, stream=streamed)
                if streamed:
                    async for _ in answer:
                        pass
            except OllamaError:
                pass
            return str((await client.version()).version)

    with server.serving() as url:
        assert run_with_deadline(lambda: run(backend, call)) == "0.34.0"
    assert server.connections == 2


@ON_EACH_BACKEND
def test_bytes_after_a_head_response_are_dropped(backend: str, tmp_path: Any) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"x" * (300 << 10))

    async def call() -> str:
        async with open_client(backend, url) as client:
            await client.create_blob(file)
            return str((await client.version()).version)

    with ScriptedServer({"api": [head(200, "Content-Length: 0") + FORGED]}).serving() as url:
        assert run_with_deadline(lambda: run(backend, call)) == "0.34.0"


def test_connection_is_kept_without_leftover_bytes() -> None:
    server = ScriptedServer({"api": [VERSION_RESPONSE]})

    async def call() -> None:
        async with open_client("sync", url) as client:
            for _ in range(3):
                await client.version()

    with server.serving() as url:
        run("sync", call)
    assert server.connections == 1


@ON_EACH_BACKEND
def test_private_names_of_httpx_are_where_pools_looks(backend: str) -> None:
    """A release of httpx or httpcore that renames them fails here."""

    async def call() -> None:
        async with open_client(backend, url, proxy=None) as client:
            http: Any = getattr(client, "_wrapped", client)._client
            [pool] = {id(each): each for each in pools._pools(http)}.values()
            assert isinstance(pool._network_backend, (network.Backend, network.AsyncBackend))
            assert pool._requests == []
            request = http.build_request("GET", url + "/api/version")
            response = http.send(request, stream=True)
            response = response if isinstance(response, httpx.Response) else await response
            assert isinstance(pools.parser(response).trailing_data[0], bytes)
            assert isinstance(response.extensions["network_stream"], (network.Connection, network.AsyncConnection))
            [waiting] = pool._requests
            assert not waiting.is_queued()
            assert waiting.request.extensions is request.extensions
            assert waiting._connection_acquired.set
            response.close() if is_sync(backend) else await response.aclose()

    with ScriptedServer({}).serving() as url:
        run_with_deadline(lambda: run(backend, call))


def run_script(code: str, url: str, *arguments: str) -> str:
    """Run a program in which every warning is an error, also one that cannot be raised; return its output."""
    prelude = "import sys\nsys.unraisablehook = lambda each: print('UNRAISABLE', each.exc_value, each.object)\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", prelude + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OLLAMA_HOST": url},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


DROPPED = """
import asyncio, gc, os, trio
from wrapper import AsyncClient
USER = [{"role": "user", "content": "Why?"}]
backend, what, collects = sys.argv[1:]
if collects == "no gc":
    gc.disable()

def sockets():
    links = []
    for name in os.listdir("/proc/self/fd"):
        try:
            links.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            pass
    return sum("socket" in link for link in links)

async def call():
    if what == "whole":
        await AsyncClient().chat("sky", USER)
        return
    async for _ in await AsyncClient().chat("endless", USER, stream=True):
        break

async def main():
    sleep = asyncio.sleep if backend == "asyncio" else trio.sleep
    await call()
    for _ in range(100):
        await sleep(0.01)
    before = sockets()
    for _ in range(10):
        await call()
    for _ in range(1000):
        if sockets() <= before:
            break
        await sleep(0.01)
    print(sockets() - before)
    await call()  # the client is dropped as the event loop ends

asyncio.run(main()) if backend == "asyncio" else trio.run(main)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts the sockets in /proc")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("what", ["whole", "half a stream"])
@pytest.mark.parametrize("collects", ["gc", "no gc"])
def test_dropped_async_clients_close_their_sockets(
    collects: str, what: str, backend: str, fake_ollama: FakeOllama
) -> None:
    left = run_script(DROPPED, fake_ollama.url, backend, what, collects)
    assert not left.startswith("UNRAISABLE")
    assert int(left) <= 0


FORKED = """
import asyncio, gc, os
from wrapper import AsyncClient, Client
USER = [{"role": "user", "content": "Why?"}]
backend, what = sys.argv[1:]

def fork(act):
    child = os.fork()
    if not child:
        try:
            act()
        except BaseException as error:
            print(type(error), error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)

def sync():
    held = {"client": Client()}
    with held["client"].chat("endless", USER, stream=True) as stream:
        next(stream)
        held["stream"] = stream
        def act():
            nonlocal stream
            if what == "close the client":
                held["client"].close()
            elif what == "abort":
                held["client"].abort()
            elif what == "close the stream":
                held["stream"].close()
            elif what == "drop":
                held.clear()
                stream = None
                gc.collect()
        fork(act)
        print(len([next(stream) for _ in range(5000)]))
    held["client"].close()

def asynchronous():
    loop = asyncio.new_event_loop()
    held = {"client": AsyncClient()}
    held["stream"] = loop.run_until_complete(held["client"].chat("endless", USER, stream=True))
    async def close(name):
        await held[name].close()
    def act():
        if what == "close the client":
            loop.run_until_complete(close("client"))
        elif what == "abort":
            held["client"].abort()
        elif what == "close the stream":
            loop.run_until_complete(close("stream"))
        elif what == "drop":
            held.clear()
            gc.collect()
            loop.run_until_complete(asyncio.sleep(0.01))
    fork(act)
    async def read():
        return len([await anext(held["stream"]) for _ in range(5000)])
    print(loop.run_until_complete(asyncio.wait_for(read(), 30)))
    loop.run_until_complete(close("stream"))
    loop.run_until_complete(close("client"))
    loop.close()

sync() if is_sync(backend) else asynchronous()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
@pytest.mark.parametrize("backend", ["sync", "asyncio"])
@pytest.mark.parametrize("what", ["close the client", "abort", "close the stream", "drop", "exit"])
def test_forked_child_leaves_streams_of_its_parent(what: str, backend: str, fake_ollama: FakeOllama) -> None:
    assert run_script(FORKED, fake_ollama.url, backend, what) == "5000\n"
