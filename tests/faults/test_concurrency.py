"""One client for many calls at once, most of which fail: they stay independent and leave no connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from threading import Lock

import anyio
import httpx
import pytest

from tests.backends import loop_of
from tests.faults.calls import (
    DEADLINE,
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_ASYNC_BACKEND,
    TLS,
    USER,
    busy_connections,
    run_with_deadline,
    transport_for,
)
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunked, sized
from tests.faults.table import FAULTS
from tests.faults.table.fault import HELLO, WHOLE
from wrapper import AsyncClient, Client, OllamaError, ServerTimeoutError

# The faults after which a call ends by itself, and leaves no bytes for the next one.
SCRIPTS = [fault.script for fault in FAULTS if Act.STALL not in fault.script and not fault.surplus]
CALLS = 2 * len(SCRIPTS)
CONCURRENCY = 16
pytestmark = IGNORE_DROPPED_GENERATORS


class FaultCycle(ScriptedServer):
    """Responds to each request with the next fault."""

    def __init__(self) -> None:
        super().__init__({})
        self.cycle = cycle(SCRIPTS)
        self.lock = Lock()

    def script(self, method: str, path: str) -> Script:
        if path.endswith("/api/version"):
            return super().script(method, path)
        with self.lock:
            return next(self.cycle)


def test_threads_share_failing_client() -> None:
    transport = httpx.HTTPTransport(verify=TLS)

    def call(number: int) -> None:
        try:
            reply = client.chat("m", USER, stream=True) if number % 2 else client.chat("m", USER)
            list(reply)
        except OllamaError:
            pass

    with FaultCycle().serving() as url, Client(url, transport=transport, timeout=DEADLINE) as client:
        with ThreadPoolExecutor(CONCURRENCY) as threads:
            list(threads.map(call, range(CALLS)))
        assert busy_connections(transport) == []
        assert client.version().version


@ON_EACH_ASYNC_BACKEND
def test_tasks_share_failing_client(backend: str) -> None:
    async def run() -> None:
        transport = transport_for(backend)
        async with AsyncClient(url, transport=transport, timeout=DEADLINE) as client:
            numbers = iter(range(CALLS))

            async def call() -> None:
                for number in numbers:
                    try:
                        if number % 2:
                            async for _ in await client.chat("m", USER, stream=True):
                                pass
                        else:
                            await client.chat("m", USER)
                    except OllamaError:
                        pass

            async with anyio.create_task_group() as tasks:
                for _ in range(CONCURRENCY):
                    tasks.start_soon(call)
            assert busy_connections(transport) == []
            assert (await client.version()).version

    with FaultCycle().serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))


ONE_CONNECTION = httpx.Limits(max_connections=1)


def test_call_times_out_without_free_connection() -> None:
    with ScriptedServer({"api": [chunked(HELLO, end=b""), Act.STALL]}).serving() as url:
        transport = httpx.HTTPTransport(verify=TLS, limits=ONE_CONNECTION)
        with Client(url, transport=transport) as client:
            with client.chat("m", USER, stream=True), pytest.raises(ServerTimeoutError):
                client.version(timeout=0.05)
            assert client.version().version


@ON_EACH_ASYNC_BACKEND
def test_async_call_times_out_without_free_connection(backend: str) -> None:
    async def run() -> None:
        transport = httpx.AsyncHTTPTransport(verify=TLS, limits=ONE_CONNECTION)
        async with AsyncClient(url, transport=transport) as client:
            async with await client.chat("m", USER, stream=True):
                with pytest.raises(ServerTimeoutError):
                    await client.version(timeout=0.05)
            assert (await client.version()).version

    with ScriptedServer({"api": [chunked(HELLO, end=b""), Act.STALL]}).serving() as url:
        run_with_deadline(lambda: anyio.run(run, backend=loop_of(backend)))


def test_call_after_failure_gets_its_own_response() -> None:
    """No response is taken for that of another call."""
    server = ScriptedServer({})
    with server.serving() as url:
        for script in SCRIPTS:
            with Client(url, transport=httpx.HTTPTransport(verify=TLS), timeout=DEADLINE) as client:
                server.scripts = {"api": script}
                for stream in (False, True):
                    with suppress(OllamaError):
                        list(client.chat("m", USER, stream=stream))
                server.scripts = {"api": [sized(200, WHOLE)]}
                assert client.chat("m", USER).message.content == "Hello you", script
