"""No connection, task or byte of a call reaches the next call, another process, or the end of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import httpx
import pytest

from tests.backends import is_sync, open_client, run
from tests.faults.calls import IGNORE_DROPPED_GENERATORS, ON_EACH_BACKEND, USER, run_with_deadline
from tests.faults.scripted_server import (
    VERSION_RESPONSE,
    Act,
    Script,
    ScriptedServer,
    chunked,
    chunks,
    head,
    reply,
    sized,
)
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
[backend] = sys.argv[1:]
sleep = asyncio.sleep if backend == "asyncio" else trio.sleep

def sockets():
    links = []
    for name in os.listdir("/proc/self/fd"):
        try:
            links.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            pass
    return sum("socket" in link for link in links)

async def whole():
    await AsyncClient().chat("sky", USER)

async def half_a_stream():
    async for _ in await AsyncClient().chat("endless", USER, stream=True):
        break

async def main(call):
    gc.collect()  # what the previous event loop left
    before = sockets()
    for _ in range(10):
        await call()
    for _ in range(1000):
        if sockets() <= before:
            break
        await sleep(0.01)
    print(call.__name__, gc.isenabled(), max(0, sockets() - before))
    await call()  # the client is dropped as the event loop ends

for collects in (False, True):
    gc.enable() if collects else gc.disable()
    for call in (whole, half_a_stream):
        asyncio.run(main(call)) if backend == "asyncio" else trio.run(main, call)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts the sockets in /proc")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_dropped_async_clients_close_their_sockets(backend: str, fake_ollama: FakeOllama) -> None:
    left = run_script(DROPPED, fake_ollama.url, backend).splitlines()
    assert left == ["whole False 0", "half_a_stream False 0", "whole True 0", "half_a_stream True 0"]


FORKED = """
import asyncio, gc, os
from wrapper import AsyncClient, Client
USER = [{"role": "user", "content": "Why?"}]
[backend] = sys.argv[1:]

def fork(act):
    child = os.fork()
    if not child:
        try:
            act()
        except BaseException as error:
            print(type(error), error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    with Client() as other:
        other.version()  # lets the server send the rest of the stream

def sync(what):
    held = {"client": Client()}
    with held["client"].chat("m", USER, stream=True) as stream:
        parts = [next(stream)]
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
        parts += stream
    held["client"].close()
    return parts

def asynchronous(what):
    loop = asyncio.new_event_loop()
    held = {"client": AsyncClient()}
    held["stream"] = loop.run_until_complete(held["client"].chat("m", USER, stream=True))
    async def close(name):
        await held[name].close()
    async def first():
        return await anext(held["stream"])
    parts = [loop.run_until_complete(first())]
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
    async def rest():
        return [part async for part in held["stream"]]
    parts += loop.run_until_complete(asyncio.wait_for(rest(), 30))
    loop.run_until_complete(close("stream"))
    loop.run_until_complete(close("client"))
    loop.close()
    return parts

for what in ("close the client", "abort", "close the stream", "drop", "exit"):
    parts = sync(what) if backend == "sync" else asynchronous(what)
    print(what, *[part.message.content for part in parts], sep="|")
"""


class HoldingServer(ScriptedServer):
    """Sends the second part of a stream after a request for its version."""

    def script(self, method: str, path: str) -> Script:
        self.resume.set() if path.endswith("/api/version") else self.resume.clear()
        return super().script(method, path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
@pytest.mark.parametrize("backend", ["sync", "asyncio"])
def test_forked_child_leaves_streams_of_its_parent(backend: str) -> None:
    parts: Script = [chunked(HELLO, end=b""), Act.HOLD, chunks(YOU) + b"0\r\n\r\n"]
    with HoldingServer({"api": parts}).serving() as url:
        read = run_script(FORKED, url, backend).splitlines()
    assert read == [f"{what}|Hello| you" for what in ("close the client", "abort", "close the stream", "drop", "exit")]
