"""One client for many calls at once, most of which fail: none harms another, and nothing is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from threading import Lock

import anyio
import httpx
import pytest

from tests.faults.calls import DROPPED, GUARD, TLS, USER, busy, guarded
from tests.faults.table import FAULTS, HELLO, WHOLE
from tests.faults.wire import Act, Script, Wire, chunked, sized
from wrapper import AsyncClient, Client, OllamaError, ServerTimeoutError

# Those after which a call ends by itself, and its connection too, or in good order.
SCRIPTS = [fault.script for fault in FAULTS if Act.STALL not in fault.script and not fault.surplus]
CALLS = 2 * len(SCRIPTS)
AT_ONCE = 16
BACKEND = pytest.mark.parametrize("backend", ["asyncio", "trio"])
pytestmark = DROPPED


class Medley(Wire):
    """Answers each request by another fault."""

    def __init__(self) -> None:
        super().__init__({})
        self.turns = cycle(SCRIPTS)
        self.turning = Lock()

    def script(self, method: str, path: str) -> Script:
        if path.endswith("/api/version"):
            return super().script(method, path)
        with self.turning:
            return next(self.turns)


def test_threads_share_a_client_whose_calls_fail() -> None:
    transport = httpx.HTTPTransport(verify=TLS)

    def call(number: int) -> None:
        try:
            reply = client.chat("m", USER, stream=True) if number % 2 else client.chat("m", USER)
            list(reply)
        except OllamaError:
            pass

    with Medley().serving() as url, Client(url, transport=transport, timeout=GUARD) as client:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(call, range(CALLS)))
        assert busy(transport) == []
        assert client.version().version


@BACKEND
def test_tasks_share_a_client_whose_calls_fail(backend: str) -> None:
    async def run() -> None:
        transport = httpx.AsyncHTTPTransport(verify=TLS)
        async with AsyncClient(url, transport=transport, timeout=GUARD) as client:
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
                for _ in range(AT_ONCE):
                    tasks.start_soon(call)
            assert busy(transport) == []
            assert (await client.version()).version

    with Medley().serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))


FEW = httpx.Limits(max_connections=1)


def test_a_call_that_gets_no_connection_is_out_of_time() -> None:
    with Wire({"api": [chunked(HELLO, end=b""), Act.STALL]}).serving() as url:
        transport = httpx.HTTPTransport(verify=TLS, limits=FEW)
        with Client(url, transport=transport) as client:
            with client.chat("m", USER, stream=True), pytest.raises(ServerTimeoutError):
                client.version(timeout=0.05)
            assert client.version().version


@BACKEND
def test_an_async_call_that_gets_no_connection_is_out_of_time(backend: str) -> None:
    async def run() -> None:
        transport = httpx.AsyncHTTPTransport(verify=TLS, limits=FEW)
        async with AsyncClient(url, transport=transport) as client:
            async with await client.chat("m", USER, stream=True):
                with pytest.raises(ServerTimeoutError):
                    await client.version(timeout=0.05)
            assert (await client.version()).version

    with Wire({"api": [chunked(HELLO, end=b""), Act.STALL]}).serving() as url:
        guarded(lambda: anyio.run(run, backend=backend))


def test_a_call_after_a_failed_one_is_answered_in_its_own_words() -> None:
    """No answer is taken for that to another call, whatever became of the first."""
    wire = Wire({})
    with wire.serving() as url:
        for script in SCRIPTS:
            with Client(url, transport=httpx.HTTPTransport(verify=TLS), timeout=GUARD) as client:
                wire.scripts = {"api": script}
                for stream in (False, True):
                    with suppress(OllamaError):
                        list(client.chat("m", USER, stream=stream))
                wire.scripts = {"api": [sized(200, WHOLE)]}
                assert client.chat("m", USER).message.content == "Hello you", script
