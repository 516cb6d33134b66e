"""A server that restarts under load: what it had not begun to answer is asked again, the rest fails with its part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore

import anyio
import pytest

from tests.load.server import Server
from wrapper import AsyncClient, Client, IncompleteResponseError, OllamaError
from wrapper.testing import Delay, FakeOllama, Gate

SKY = "The sky is blue because of Rayleigh scattering."
MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]
PATIENCE = 20  # seconds, for what a test waits for
NEVER = 3600  # seconds
RETRIES = 7  # the last one is half a minute after the first


@dataclass
class Outcome:
    """What became of a call: the text that came, and the error that ended it."""

    text: str = ""
    error: OllamaError | None = None


class Load:
    """Calls of chat on one client, whole or streamed, so many of them at once."""

    def __init__(self, way: str, url: str, calls: Sequence[bool], at_once: int) -> None:
        self._way = way
        self._url = url
        self._calls = calls
        self._at_once = at_once
        self._pieces = Semaphore(0)

    def wait_for_pieces(self, count: int) -> None:
        """Wait until so many more pieces of streams have come."""
        for _ in range(count):
            assert self._pieces.acquire(timeout=PATIENCE)

    def run(self) -> list[Outcome]:
        """Make the calls, and give what became of them in their order."""
        if self._way == "sync":
            with Client(self._url, retries=RETRIES) as client, ThreadPoolExecutor(self._at_once) as threads:
                return [*threads.map(lambda streamed: self._call(client, streamed), self._calls)]
        return anyio.run(self._run, backend=self._way)

    async def _run(self) -> list[Outcome]:
        outcomes = [Outcome() for _ in self._calls]
        turn = anyio.CapacityLimiter(self._at_once)
        async with AsyncClient(self._url, retries=RETRIES) as client, anyio.create_task_group() as tasks:
            for streamed, outcome in zip(self._calls, outcomes, strict=True):
                tasks.start_soon(self._call_async, client, streamed, outcome, turn)
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
        self, client: AsyncClient, streamed: bool, outcome: Outcome, turn: anyio.CapacityLimiter
    ) -> None:
        async with turn:
            try:
                if streamed:
                    async for piece in (await client.chat("sky", MESSAGES, stream=True)).text:
                        outcome.text += piece
                        self._pieces.release()
                else:
                    outcome.text = (await client.chat("sky", MESSAGES)).message.content or ""
            except OllamaError as error:
                outcome.error = error


@pytest.fixture(params=["sync", "asyncio", "trio"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as threads:
        yield threads


def test_what_had_not_begun_succeeds_and_what_had_fails_with_its_part(way: str, background: ThreadPoolExecutor) -> None:
    calls = [True, False] * 15
    gates = [Gate(after=2) for _ in calls]
    with FakeOllama() as fake:
        for gate in gates:
            fake.fail(gate)
        load = Load(way, fake.url, calls, len(calls))
        begun = background.submit(load.run)
        load.wait_for_pieces(2 * sum(calls))
        for gate in gates:
            assert gate.reached.wait(PATIENCE)
        fake.fail(Delay(before=NEVER), times=len(calls))
        not_begun = background.submit(Load(way, fake.url, calls, len(calls)).run)
        fake.wait_for_requests(2 * len(calls), PATIENCE)
        fake.stop()
        fake.start()
        for outcome in not_begun.result(PATIENCE):
            assert (outcome.text, outcome.error) == (SKY, None)
        for streamed, outcome in zip(calls, begun.result(PATIENCE), strict=True):
            assert isinstance(outcome.error, IncompleteResponseError)
            if streamed:
                assert outcome.text == outcome.error.partial.message.content == "The sky"


@pytest.mark.parametrize("way", ["sync", "asyncio"])
def test_a_server_that_is_killed_again_and_again(way: str, background: ThreadPoolExecutor) -> None:
    with Server(pace=0.005) as server:
        load = Load(way, server.url, [True, False] * 60, at_once=24)
        running = background.submit(load.run)
        for _ in range(3):
            load.wait_for_pieces(30)
            server.kill()
            server.start()
        for outcome in running.result(PATIENCE):
            if outcome.error is None:
                assert outcome.text == SKY
            else:
                assert isinstance(outcome.error, IncompleteResponseError)
                assert SKY.startswith(outcome.text)
                if outcome.text:
                    assert outcome.error.partial.message.content == outcome.text


def test_connections_that_died_while_idle_cost_no_call(way: str) -> None:
    with FakeOllama() as fake:
        if way == "sync":
            with fake.client() as client:
                client.version()
                fake.stop()
                fake.start()
                client.version()
            return

        async def ask() -> None:
            async with fake.async_client() as client:
                await client.version()
                fake.stop()
                fake.start()
                await client.version()

        anyio.run(ask, backend=way)


def test_an_upload_begins_anew(way: str, background: ThreadPoolExecutor, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"GGUF" * 1_000_000)
    digest = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"

    def upload() -> str:
        if way == "sync":
            with fake.client(retries=RETRIES) as client:
                return client.create_blob(file)

        async def upload_async() -> str:
            async with fake.async_client(retries=RETRIES) as client:
                return await client.create_blob(file)

        return anyio.run(upload_async, backend=way)

    with FakeOllama() as fake:
        fake.fail()  # whether it is there is asked first
        fake.fail(Delay(before=NEVER))
        uploading = background.submit(upload)
        fake.wait_for_requests(2, PATIENCE)
        fake.stop()
        fake.start()
        assert uploading.result(PATIENCE) == digest
        assert upload() == digest
        assert [seen.method for seen in fake.requests] == ["HEAD", "POST", "POST", "HEAD"]
