"""What only the transport by pyreqwest has: options that it refuses, and systems where it does not work."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import anyio
import httpx
import pytest

from tests.backends import PYREQWEST_BACKENDS, open_client, run
from tests.faults.bad_servers import never_accepted
from tests.faults.calls import DEADLINE, USER, run_with_deadline
from tests.faults.scripted_server import Act, ScriptedServer, chunked, chunks, head, sized
from tests.faults.table.fault import HELLO, WHOLE, YOU
from wrapper import AsyncClient, Client, RequestError, ServerConnectionError, Timeouts
from wrapper.testing import FakeOllama
from wrapper.transport.pyreqwest_library import Exchange

REFUSED: dict[str, dict[str, Any]] = {
    "params": {"params": {"a": "b"}},
    "cookies": {"cookies": {"a": "b"}},
    "event_hooks": {"event_hooks": {"request": []}},
    "mounts": {"mounts": {"http://": None}},
    "auth": {"auth": httpx.BasicAuth("user", "password")},
    "limits": {"limits": httpx.Limits(max_connections=1)},
    "http2": {"http2": True},
    "http1": {"http1": False},
    "verify": {"verify": ssl.create_default_context()},
    "cert": {"cert": "client.pem"},
    "proxy": {"proxy": httpx.Proxy("http://127.0.0.1:1")},
}


@pytest.mark.parametrize("client_class", [Client, AsyncClient])
@pytest.mark.parametrize("name", REFUSED)
def test_unsupported_option_is_refused(name: str, client_class: Any) -> None:
    with pytest.raises(RequestError, match=f"`{name}`.* transport='httpx'"):
        client_class(transport="pyreqwest", **REFUSED[name])


@pytest.mark.parametrize("client_class", [Client, AsyncClient])
@pytest.mark.parametrize(
    ("settings", "variable"),
    [({"proxy": "http://user:secret@host:0"}, "`proxy`"), ({}, "http_proxy|HTTP_PROXY")],
    ids=["argument", "environment"],
)
def test_invalid_proxy_is_reported_without_its_password(
    settings: Any, variable: str, client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "ftp://user:secret@host")
    with pytest.raises(RequestError, match=f"{variable}.* proxy") as raised:
        client_class("http://ollama.example:1234", transport="pyreqwest", **settings)
    assert "secret" not in str(raised.value)


PROXIED = {
    "http://ollama.example:1234/api/chat": True,
    "http://10.1.2.3:1234/api/chat": False,
    "http://other.example/api/chat": True,
    "http://private.example/api/chat": False,
    "https://ollama.example/api/chat": False,
}


@pytest.mark.parametrize("url", PROXIED)
def test_environment_chooses_the_proxy(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    monkeypatch.setenv("no_proxy", "10.0.0.0/8,private.example")
    client: Any = Client("http://ollama.example:1234", transport="pyreqwest")
    assert (client._client.proxy_for(url) is not None) == PROXIED[url]
    without: Any = Client("http://ollama.example:1234", transport="pyreqwest", trust_env=False)
    assert without._client.proxy_for(url) is None


@pytest.mark.parametrize("backend", PYREQWEST_BACKENDS)
def test_proxy_receives_its_password_decoded(backend: str, fake_ollama: FakeOllama) -> None:
    async def call() -> None:
        proxy = fake_ollama.url.replace("//", "//user:p%40ss@")
        async with open_client(backend, "http://host.internal", proxy=proxy, api_key="key") as client:
            assert (await client.version()).version

    run_with_deadline(lambda: run(backend, call))
    headers = fake_ollama.requests[-1].headers
    assert headers["host"] == "host.internal"
    assert headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"
    assert headers["authorization"] == "Bearer key"


@pytest.mark.parametrize("auth", [{"auth": ("user", "secret")}, {"api_key": "secret"}], ids=["basic", "bearer"])
@pytest.mark.parametrize("backend", PYREQWEST_BACKENDS)
def test_redirect_to_another_server_has_no_credentials(
    backend: str, auth: dict[str, Any], fake_ollama: FakeOllama
) -> None:
    async def call(url: str) -> None:
        async with open_client(backend, url, headers={"X-Api-Key": "secret"}, **auth) as client:
            assert (await client.list()).models

    location = f"Location: {fake_ollama.url}/api/tags"
    cookie = "Set-Cookie: id=secret"
    with ScriptedServer({}, response=[head(307, location, cookie, "Content-Length: 0")]).serving() as url:
        run_with_deadline(lambda: run(backend, call, url))
    assert not {"authorization", "x-api-key", "cookie"} & {*fake_ollama.requests[-1].headers}
    run_with_deadline(lambda: run(backend, call, fake_ollama.url))
    assert {"authorization", "x-api-key"} <= {*fake_ollama.requests[-1].headers}


def test_trio_is_refused() -> None:
    async def call() -> None:
        async with AsyncClient("http://127.0.0.1:1", transport="pyreqwest") as client:
            await client.version()

    with pytest.raises(RequestError, match="asyncio"):
        anyio.run(call, backend="trio")


def test_forked_process_is_refused() -> None:
    program = """
import os, sys
from wrapper import Client, RequestError
client = Client(sys.argv[1], transport="pyreqwest")
client.version()
child = os.fork()
if child == 0:
    try:
        client.version()
    except RequestError as error:
        os._exit("fork" in str(error))
    os._exit(2)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 1 or not client.version().version)
"""
    with ScriptedServer({}).serving() as url:
        subprocess.run([sys.executable, "-W", "ignore", "-c", program, f"{url}/api"], check=True, timeout=DEADLINE)


@pytest.mark.parametrize("backend", PYREQWEST_BACKENDS)
def test_stream_is_live(backend: str) -> None:
    server = ScriptedServer({"api": [chunked(HELLO, end=b""), Act.HOLD, chunks(YOU), b"0\r\n\r\n"]})

    async def call() -> None:
        async with open_client(backend, url, timeout=DEADLINE) as client:
            parts = aiter(await client.chat("m", USER, stream=True))
            assert (await anext(parts)).message.content == "Hello"  # while the server waits
            server.resume.set()
            assert [part.message.content async for part in parts] == [" you"]

    with server.serving() as url:
        run_with_deadline(lambda: run(backend, call))


@pytest.mark.parametrize("is_tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("backend", PYREQWEST_BACKENDS)
def test_connecting_call_is_aborted(backend: str, is_tls: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    begin = Exchange.begin

    def begin_noticed(exchange: Exchange) -> Any:
        begun.set()
        return begin(exchange)

    monkeypatch.setattr(Exchange, "begin", begin_noticed)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)

    async def call() -> None:
        with pytest.raises(ServerConnectionError, match="abort"):
            await opened.chat("m", USER)

    with ScriptedServer({}, [Act.STALL]).serving() if is_tls else never_accepted() as url:
        opened = open_client(backend, url.replace("http:", "https:") if is_tls else url, timeout=DEADLINE)
        aborting = threading.Thread(target=abort_after, args=(begun, opened))
        aborting.start()
        run_with_deadline(lambda: run(backend, call))
        aborting.join()


def abort_after(begun: threading.Event, client: Any) -> None:
    """End the calls of a client, from another thread, once one has begun."""
    assert begun.wait(DEADLINE)
    getattr(client, "_wrapped", client).abort()


@pytest.mark.parametrize("script", [[Act.STALL], [chunked(HELLO, end=b""), Act.STALL]], ids=["head", "body"])
def test_interrupt_disconnects(script: list[Any]) -> None:
    server = ScriptedServer({"api": script})

    def interrupt() -> None:
        assert server.stalled.acquire(timeout=DEADLINE)
        os.kill(os.getpid(), signal.SIGINT)

    with server.serving() as url, Client(url, transport="pyreqwest", timeout=DEADLINE) as client:
        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            client.chat("m", USER)
        assert server.ended.acquire(timeout=DEADLINE)
        assert client.version().version


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="descriptors are counted as Linux lists them")
def test_cancelled_calls_leak_no_descriptors() -> None:
    server = ScriptedServer({"api": [Act.STALL]})

    def count() -> int:
        return len([*Path("/proc/self/fd").iterdir()])

    with server.serving() as url, Client(url, transport="pyreqwest") as client:
        before = 0
        for number in range(10):
            if number == 1:
                before = count()
            with pytest.raises(TimeoutError):
                client.chat("m", USER, timeout=Timeouts(connect=DEADLINE, read=0.02))
            assert server.ended.acquire(timeout=DEADLINE)
        deadline = monotonic() + DEADLINE
        while count() > before + 3:  # the server and pyreqwest close their ends a little later
            assert monotonic() < deadline
            sleep(0.01)


def test_calls_of_many_threads() -> None:
    with ScriptedServer({"api": [sized(200, WHOLE)]}).serving() as url, Client(url, transport="pyreqwest") as client:
        texts: list[str | None] = []
        threads = [
            threading.Thread(target=lambda: texts.append(client.chat("m", USER).message.content)) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(DEADLINE)
        assert texts == ["Hello you"] * 20
