"""abort() and close() end every call under way, wherever it waits, and a total timeout ends it by itself."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import anyio
import anyio.to_thread
import httpcore
import httpx
import pytest

from tests.backends import is_sync, open_client, run
from tests.faults.bad_servers import never_accepted
from tests.faults.calls import (
    DEADLINE,
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_BACKEND,
    USER,
    WHOLE_AND_STREAMED,
    logged,
    run_with_deadline,
)
from tests.faults.expected import kind_of
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunked, head, sized
from tests.faults.table.fault import HELLO, YOU
from wrapper import (
    Client,
    IncompleteResponseError,
    OllamaError,
    ServerConnectionError,
    ServerTimeoutError,
    Timeouts,
)

pytestmark = IGNORE_DROPPED_GENERATORS

PROMPT = 5
"""Seconds in which an ended call returns, far less than any other timeout; a slow machine needs some."""
TOTAL = 0.1
"""Seconds after which a total timeout ends a call, in whichever phase that is on a slow machine."""
WAYS = ("abort", "close", "abort from another thread")


def acquire(event: threading.Semaphore) -> None:
    assert event.acquire(timeout=DEADLINE), f"no event within {DEADLINE} s"


def poll(condition: Callable[[], object]) -> None:
    """Wait for a state of the client that nothing signals."""
    end = monotonic() + DEADLINE
    while not condition():
        assert monotonic() < end, f"not so within {DEADLINE} s"
        threading.Event().wait(0.002)


async def chat(client: Any, streamed: bool = False) -> None:
    reply = await client.chat("m", USER, stream=streamed)
    if streamed:
        async for _ in reply:
            pass


@dataclass
class Ended:
    """Calls that a client has ended: what they raised, and in how many seconds."""

    errors: list[OllamaError] = field(default_factory=list)
    seconds: float = 0.0


def end_calls(
    backend: str,
    client: Any,
    way: str,
    *calls: tuple[Callable[[Any], Any], Callable[[], object]],
    afterwards: Callable[[Any], Any] | None = None,
) -> Ended:
    """Start calls, wait with each function until the call waits, and end them all."""
    ended = Ended()

    async def perform(call: Callable[[Any], Any]) -> None:
        try:
            await call(client)
        except OllamaError as error:
            ended.errors.append(error)

    async def start(call: Callable[[Any], Any]) -> None:
        if is_sync(backend):
            await anyio.to_thread.run_sync(lambda: run("sync", perform, call))
        else:
            await perform(call)

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            for call, waits in calls:
                tasks.start_soon(start, call)
                await anyio.to_thread.run_sync(waits)
            begin = monotonic()
            if way == "close":
                await client.close()
            elif way == "abort":
                await client.abort() if is_sync(backend) else client.abort()
            else:
                await anyio.to_thread.run_sync(
                    lambda: run("sync", client.abort) if is_sync(backend) else client.abort()
                )
        ended.seconds = monotonic() - begin
        if way == "close":
            return
        if afterwards is not None:
            await afterwards(client)
        await client.close()

    run_with_deadline(lambda: run(backend, main))
    return ended


def assert_aborted(ended: Ended, calls: int = 1) -> None:
    assert [kind_of(error) for error in ended.errors] == [ServerConnectionError] * calls
    for error in ended.errors:
        assert "abort() or close() of the client" in str(error)
        assert isinstance(error, ServerConnectionError)
        assert error.is_aborted
    assert ended.seconds < PROMPT


async def version(client: Any) -> None:
    assert (await client.version()).version


WAITING: dict[str, Script] = {
    "before the head": [Act.STALL],
    "in the head": [head(200)[:9], Act.STALL],
    "after an interim response": [head("100 Continue"), Act.STALL],
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", WAITING)
def test_call_before_its_response_is_ended(where: str, way: str, streamed: bool, backend: str) -> None:
    server = ScriptedServer({"api": WAITING[where]})
    with server.serving() as url:
        client = open_client(backend, url, retries=3)
        call = (partial(chat, streamed=streamed), partial(acquire, server.stalled))
        assert_aborted(end_calls(backend, client, way, call, afterwards=version))
        assert server.connections == (1 if way == "close" else 2)


BODIES: dict[str, Script] = {
    "reply": [head(200, "Content-Length: 9"), b"{", Act.STALL],
    "reply up to the end of the connection": [head(200), b"{", Act.STALL],
    "compressed reply": [head(200, "Content-Encoding: gzip"), gzip.compress(b"{")[:-9], Act.STALL],
    "error": [head(404, "Content-Length: 9"), b"{", Act.STALL],
    "error up to the end of the connection": [head(404), b"{", Act.STALL],
    "error that is retried": [head(503, "Content-Length: 9"), Act.STALL],
    "redirect": [head(307, "Location: /api/chat", "Content-Length: 9"), Act.STALL],
    "redirect up to the end of the connection": [head(307, "Location: /api/chat"), b"{", Act.STALL],
}


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", BODIES)
def test_body_of_a_whole_response_is_ended(what: str, way: str, backend: str) -> None:
    server = ScriptedServer({"api": BODIES[what]})
    with server.serving() as url:
        client = open_client(backend, url, retries=2)
        call = (chat, partial(acquire, server.stalled))
        assert_aborted(end_calls(backend, client, way, call, afterwards=version))


@ON_EACH_BACKEND
@pytest.mark.parametrize("what", BODIES)
def test_total_timeout_ends_the_body_of_a_response(what: str, backend: str) -> None:
    errors: list[OllamaError] = []

    async def call() -> None:
        async with open_client(backend, url, retries=2, timeout=Timeouts(total=TOTAL)) as client:
            try:
                await chat(client)
            except OllamaError as error:
                errors.append(error)

    with ScriptedServer({"api": BODIES[what]}).serving() as url:
        run_with_deadline(lambda: run(backend, call))
    assert [kind_of(error) for error in errors] == [ServerTimeoutError]
    assert "total timeout" in str(errors[0])


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_connecting_call_is_ended(scheme: str, way: str, backend: str) -> None:
    with ScriptedServer({}, [Act.STALL]).serving() if scheme == "https" else never_accepted() as url:
        client = open_client(backend, url.replace("http:", f"{scheme}:"), timeout=60, retries=1, trust_env=False)
        event = "start_tls.started" if scheme == "https" else "connect_tcp.started"
        with logged(f"{httpcore.__name__}.connection", event) as begun:
            assert_aborted(end_calls(backend, client, way, (chat, partial(acquire, begun))))


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
def test_call_between_retries_is_ended(way: str, backend: str) -> None:
    server = ScriptedServer({"api": [sized(503, b"", "Retry-After: 60")]})
    with server.serving() as url, logged("wrapper", "retrying") as retrying:
        client = open_client(backend, url, retries=3)
        assert_aborted(end_calls(backend, client, way, (chat, partial(acquire, retrying)), afterwards=version))


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
def test_call_without_a_free_connection_is_ended(way: str, backend: str) -> None:
    server = ScriptedServer({"api": [chunked(HELLO, end=b""), Act.STALL]})
    with server.serving() as url:
        client = open_client(backend, url, limits=httpx.Limits(max_connections=1))
        pool: Any = getattr(client, "_wrapped", client)

        streams: list[Any] = []

        async def hold_and_chat(client: Any) -> None:
            streams.append(await client.chat("m", USER, stream=True))
            await chat(client)

        def waits() -> None:
            poll(lambda: len(pools) == 1 and any(each.is_queued() for each in pools[0]._requests))

        pools: list[Any] = []

        async def call(client: Any) -> None:
            pools.append(pool._client._transport._pool)
            await hold_and_chat(client)

        ended = end_calls(backend, client, way, (call, waits))
        assert_aborted(ended)


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
def test_hashing_call_is_ended(way: str, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Semaphore(0)

    class Hash:
        def __init__(self) -> None:
            self.update = sha256().update
            begun.release()

    monkeypatch.setattr("wrapper.exchange.upload.hashlib.sha256", Hash)
    file = tmp_path / "sparse.gguf"
    with file.open("wb") as opened:
        opened.truncate(1 << 42)  # hashing it takes an hour

    async def upload(client: Any) -> None:
        await client.create_blob(file)

    with ScriptedServer({}).serving() as url:
        client = open_client(backend, url)
        assert_aborted(end_calls(backend, client, way, (upload, partial(acquire, begun)), afterwards=version))


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
def test_upload_is_ended(way: str, backend: str, tmp_path: Path) -> None:
    file = tmp_path / "sparse.gguf"
    with file.open("wb") as opened:
        opened.truncate(1 << 26)
    uploading = threading.Semaphore(0)

    def respond() -> None:
        with listener.accept()[0] as connection:
            while not connection.recv(1 << 16).endswith(b"\r\n\r\n"):
                pass
            connection.sendall(sized(404))
            connection.recv(1 << 16)  # no more, so that the rest of the upload waits
            uploading.release()
            assert over.wait(DEADLINE)

    async def upload(client: Any) -> None:
        await client.create_blob(file)

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=respond)
        thread.start()
        client = open_client(backend, f"http://127.0.0.1:{listener.getsockname()[1]}")
        assert_aborted(end_calls(backend, client, way, (upload, partial(acquire, uploading))))
        over.set()
        thread.join()


@ON_EACH_BACKEND
@pytest.mark.parametrize("way", WAYS)
def test_all_calls_are_ended(way: str, backend: str) -> None:
    server = ScriptedServer({"api": [Act.STALL]})
    with server.serving() as url:
        calls = [(partial(chat, streamed=bool(number % 2)), partial(acquire, server.stalled)) for number in range(20)]
        client = open_client(backend, url)
        assert_aborted(end_calls(backend, client, way, *calls, afterwards=version), len(calls))


def test_abort_while_threads_open_streams_never_fails() -> None:
    server = ScriptedServer({"api": [chunked(HELLO, YOU)]})
    errors: list[BaseException] = []
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            try:
                client.chat("m", USER, stream=True).final()
            except (ServerConnectionError, IncompleteResponseError):
                pass
            except BaseException as error:
                errors.append(error)

    with server.serving() as url, Client(url, timeout=DEADLINE) as client:
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for _ in range(300):
            client.abort()
        over.set()
        for thread in threads:
            thread.join()
    assert errors == []


def drip(first: bytes, piece: bytes) -> Callable[[], AbstractContextManager[str]]:
    """Open a server that sends pieces of a response for as long as the client listens."""

    @contextmanager
    def serving() -> Iterator[str]:
        def respond() -> None:
            while not over.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.recv(1 << 16)
                        connection.sendall(first)
                        while not over.wait(0.01):
                            connection.sendall(piece)
                    except OSError:  # the client disconnected
                        pass

        over = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=respond)
            thread.start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()

    return serving


DRIPPING = {
    "interim responses": drip(b"", head("102 Processing")),
    "headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
    "one header": drip(b"HTTP/1.1 200 OK\r\nX-More: ", b"1"),
}
SLOW = {
    **DRIPPING,
    "chunks": drip(chunked(HELLO, end=b""), b"1\r\n \r\n"),
    "lines": drip(chunked(HELLO, end=b""), b"%x\r\n%b\r\n" % (len(HELLO), HELLO)),
    "silence": ScriptedServer({"api": [Act.STALL]}).serving,
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("what", DRIPPING)
def test_headers_end_within_the_read_timeout(what: str, streamed: bool, backend: str) -> None:
    with DRIPPING[what]() as url:

        async def call() -> None:
            async with open_client(backend, url, timeout=0.2) as client:
                with pytest.raises(ServerTimeoutError, match="in time"):
                    await chat(client, streamed)

        run_with_deadline(lambda: run(backend, call))


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("what", SLOW)
@pytest.mark.parametrize("of", ["client", "call"])
def test_total_timeout_ends_a_call(
    of: str, what: str, streamed: bool, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_part = streamed and what in ("chunks", "lines")
    seconds = 2 * DEADLINE if has_part else TOTAL  # the first part arrives in time on any machine, and then time passes
    limit = {"timeout": Timeouts(total=seconds)}
    errors: list[OllamaError] = []
    skipped: list[float] = []
    for module in ("wrapper.clients.timeouts", "wrapper.transport.control"):
        monkeypatch.setattr(f"{module}.monotonic", lambda: monotonic() + sum(skipped))

    async def call() -> None:
        async with open_client(backend, url, **limit if of == "client" else {}) as client:
            try:
                reply = await client.chat("m", USER, stream=streamed, **limit if of == "call" else {})
                async for _ in reply:
                    skipped[:] = [seconds]
            except OllamaError as error:
                errors.append(error)

    server: Any = ScriptedServer({"api": [Act.STALL]}).serving() if what == "silence" else SLOW[what]()
    with server as url:
        run_with_deadline(lambda: run(backend, call))
    [error] = errors
    assert kind_of(error) is ServerTimeoutError
    assert f"total timeout of {seconds:g} s" in str(error)
    if has_part:
        assert error.partial.message.content.startswith("Hello")


class Dripping(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body without an end."""

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield b" "
            threading.Event().wait(0.01)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await anyio.sleep(0.01)


class UserTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport whose connections the client does not control; it sends each request, or has a status for all."""

    def __init__(self, status: int | None) -> None:
        self._status = status
        self._pool = object()  # not one of httpcore
        self._transport = httpx.HTTPTransport()
        self._async_transport = httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._status is not None:
            return httpx.Response(self._status, stream=Dripping())
        return self._transport.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._status is not None:
            return httpx.Response(self._status, stream=Dripping())
        return await self._async_transport.handle_async_request(request)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("status", [200, 404, None])
def test_total_timeout_ends_a_call_of_a_user_transport(status: int | None, streamed: bool, backend: str) -> None:
    async def call() -> None:
        client = open_client(backend, url, transport=UserTransport(status), timeout=Timeouts(total=TOTAL))
        with pytest.raises(ServerTimeoutError, match=f"total timeout of {TOTAL:g} s"):
            await chat(client, streamed)

    with ScriptedServer({"api": [Act.STALL]}).serving() as url:
        run_with_deadline(lambda: run(backend, call))


@ON_EACH_BACKEND
@pytest.mark.parametrize("what", ["connect", "retries", "redirects", "pool"])
def test_total_timeout_covers_the_whole_call(what: str, backend: str) -> None:
    scripts: dict[str, Script] = {
        "connect": [],
        "retries": [sized(503, b"", "Retry-After: 60")],
        "redirects": [head(307, "Location: /api/chat", "Content-Length: 9"), Act.STALL],
        "pool": [chunked(HELLO, end=b""), Act.STALL],
    }
    settings: dict[str, Any] = {"limits": httpx.Limits(max_connections=1)} if what == "pool" else {}
    serving = never_accepted() if what == "connect" else ScriptedServer({"api": scripts[what]}).serving()
    errors: list[OllamaError] = []

    async def call() -> None:
        async with open_client(backend, url, retries=9, **settings) as client:
            held = await client.chat("m", USER, stream=True) if what == "pool" else None
            try:
                await client.chat("m", USER, timeout=Timeouts(total=TOTAL))
            except OllamaError as error:
                errors.append(error)
            if held is not None:
                await held.close()

    with serving as url:
        run_with_deadline(lambda: run(backend, call))
    assert [kind_of(error) for error in errors] == [ServerTimeoutError]
    assert "total timeout" in str(errors[0])


@ON_EACH_BACKEND
def test_calls_within_their_total_timeout_succeed(backend: str) -> None:
    async def call() -> None:
        async with open_client(backend, url, timeout=Timeouts(total=DEADLINE)) as client:
            assert (await client.version()).version
            async for _ in await client.chat("m", USER, stream=True):
                pass

    with ScriptedServer({"api": [chunked(HELLO, YOU)]}).serving() as url:
        run_with_deadline(lambda: run(backend, call))
