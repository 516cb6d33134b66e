"""A server that restarts under load: requests without a response are repeated, truncated responses are errors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore

import anyio
import pytest

from tests.backends import VerbCaller, open_client, run
from tests.load.server import Server
from wrapper import AsyncClient, Client, IncompleteResponseError, OllamaError
from wrapper.testing import Delay, FakeOllama, Gate

SKY = "The sky is blue because of Rayleigh scattering."
MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]
TIMEOUT = 20  # seconds
FOREVER = 3600  # seconds
RETRIES = 7  # the last one is half a minute after the first


@dataclass
class Outcome:
    """The result of a call: the text that arrived, and the error that ended it."""

    text: str = ""
    error: OllamaError | None = None


class Load:
    """Concurrent chat calls on one client, whole or streamed."""

    def __init__(self, backend: str, url: str, streamed_calls: Sequence[bool], concurrency: int) -> None:
        self._backend = backend
        self._url = url
        self._streamed_calls = streamed_calls
        self._concurrency = concurrency
        self._pieces = Semaphore(0)

    def wait_for_pieces(self, count: int) -> None:
        """Wait for further pieces of streams."""
        for _ in range(count):
            assert self._pieces.acquire(timeout=TIMEOUT)

    def run(self) -> list[Outcome]:
        """Make the calls and return their outcomes in order."""
        if self._backend == "sync":
            with Client(self._url, retries=RETRIES) as client, ThreadPoolExecutor(self._concurrency) as threads:
                return [*threads.map(lambda streamed: self._call(client, streamed), self._streamed_calls)]
        return anyio.run(self._run, backend=self._backend)

    async def _run(self) -> list[Outcome]:
        outcomes = [Outcome() for _ in self._streamed_calls]
        limiter = anyio.CapacityLimiter(self._concurrency)
        async with AsyncClient(self._url, retries=RETRIES) as client, anyio.create_task_group() as tasks:
            for streamed, outcome in zip(self._streamed_calls, outcomes, strict=True):
                tasks.start_soon(self._call_async, client, streamed, outcome, limiter)
        return outcomes

    def _call(self, client: Client, streamed: bool) -> Outcome:
        outcome = Outcome()
        try:
            if streamed:
                for piece in client.chat("sky", MESSAGES, stream=True).text:
                    outcome.text += piece
                    self._pieces.release()
            else:
                outcome.text = client.chat("sky", MESSAGES).message.content or ""
        except OllamaError as error:
            outcome.error = error
        return outcome

    async def _call_async(
        self, client: AsyncClient, streamed: bool, outcome: Outcome, limiter: anyio.CapacityLimiter
    ) -> None:
        async with limiter:
            try:
                if streamed:
                    async for piece in (await client.chat("sky", MESSAGES, stream=True)).text:
                        outcome.text += piece
                        self._pieces.release()
                else:
                    outcome.text = (await client.chat("sky", MESSAGES)).message.content or ""
            except OllamaError as error:
                outcome.error = error


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as threads:
        yield threads


def test_restart_repeats_requests_without_response(backend: str, background: ThreadPoolExecutor) -> None:
    calls = [True, False] * 15
    gates = [Gate(after=2) for _ in calls]
    with FakeOllama() as fake:
        for gate in gates:
            fake.fail(gate)
        load = Load(backend, fake.url, calls, len(calls))
        started = background.submit(load.run)
        load.wait_for_pieces(2 * sum(calls))
        for gate in gates:
            assert gate.reached.wait(TIMEOUT)
        fake.fail(Delay(before=FOREVER), times=len(calls))
        not_started = background.submit(Load(backend, fake.url, calls, len(calls)).run)
        fake.wait_for_requests(2 * len(calls), TIMEOUT)
        fake.stop()
        fake.start()
        for outcome in not_started.result(TIMEOUT):
            assert (outcome.text, outcome.error) == (SKY, None)
        for streamed, outcome in zip(calls, started.result(TIMEOUT), strict=True):
            assert isinstance(outcome.error, IncompleteResponseError)
            if streamed:
                assert outcome.text == outcome.error.partial.message.content == "The sky"


@pytest.mark.parametrize("backend", ["sync", "asyncio"])
def test_server_killed_repeatedly(backend: str, background: ThreadPoolExecutor) -> None:
    with Server(pace=0.005) as server:
        load = Load(backend, server.url, [True, False] * 60, concurrency=24)
        running = background.submit(load.run)
        for _ in range(3):
            load.wait_for_pieces(30)
            server.kill()
            server.start()
        for outcome in running.result(TIMEOUT):
            if outcome.error is None:
                assert outcome.text == SKY
            else:
                assert isinstance(outcome.error, IncompleteResponseError)
                assert SKY.startswith(outcome.text)
                if outcome.text:
                    assert outcome.error.partial.message.content == outcome.text


def test_connections_that_die_while_idle(backend: str) -> None:
    with FakeOllama() as fake:

        async def restart_between_calls() -> None:
            async with open_client(backend, fake.url) as client:
                await client.version()
                fake.stop()
                fake.start()
                await client.version()

        run(backend, restart_between_calls)


def test_upload_is_repeated_from_the_start(backend: str, background: ThreadPoolExecutor, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"GGUF" * 1_000_000)
    digest = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"

    def upload() -> str:
        [digest] = VerbCaller(backend)(fake.url, "create_blob", file, settings={"retries": RETRIES})
        return str(digest)

    with FakeOllama() as fake:
        fake.fail()  # the check whether the blob exists
        fake.fail(Delay(before=FOREVER))
        uploading = background.submit(upload)
        fake.wait_for_requests(2, TIMEOUT)
        fake.stop()
        fake.start()
        assert uploading.result(TIMEOUT) == digest
        assert upload() == digest
        assert [seen.method for seen in fake.requests] == ["HEAD", "POST", "POST", "HEAD"]
