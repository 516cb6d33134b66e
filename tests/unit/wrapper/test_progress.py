"""The progress of a job: summed up, reported to a function, and drawn only on a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Self

import anyio
import httpx
import pytest

from tests.backends import ASYNC_BACKENDS, VerbCaller
from wrapper import (
    AsyncClient,
    Client,
    IncompleteResponseError,
    Progress,
    ProgressResponse,
    RequestError,
    ResponseError,
)
from wrapper.testing import FakeOllama

from .conftest import Pieces, lines, ndjson

REPLIES: list[dict[str, Any]] = [
    {"status": "pulling manifest"},
    {"status": "pulling aa", "digest": "sha256:aa", "total": 100},
    {"status": "pulling aa", "digest": "sha256:aa", "total": 100, "completed": 60},
    {"status": "pulling aa", "digest": "sha256:aa", "total": 100, "completed": 100},
    {"status": "pulling bb", "digest": "sha256:bb", "total": 300, "completed": 30},
    {"status": "success"},
]
TOTALS = [(0, 0), (0, 100), (60, 100), (100, 100), (130, 400), (130, 400)]


class Terminal:
    """Replaces standard error with a terminal; `shown` has its output at the end."""

    shown = ""

    def __enter__(self) -> Self:
        self._screen, side = pty.openpty()
        self._patch = pytest.MonkeyPatch()
        self._file = os.fdopen(side, "w")
        self._patch.setattr(sys, "stderr", self._file)
        return self

    def __exit__(self, *error: object) -> None:
        self._patch.undo()
        self._file.close()
        with contextlib.suppress(OSError):  # the other side is closed and everything is read
            while piece := os.read(self._screen, 65536):
                self.shown += piece.decode()
        os.close(self._screen)


def pull_response(request: httpx.Request) -> httpx.Response:
    assert json.loads(request.content)["stream"] is True
    return ndjson(lines(*REPLIES))


def test_totals_are_summed_over_digests(caller: VerbCaller) -> None:
    seen: list[tuple[int, int]] = []
    states: list[str] = []

    def report(progress: Progress) -> None:
        seen.append((progress.completed, progress.total))
        states.append(progress.status)

    replies = caller(pull_response, "pull", "m", progress=report)
    assert seen == TOTALS
    assert states == [reply["status"] for reply in REPLIES]
    assert [reply.to_dict() for reply in replies] == (REPLIES if caller.streamed else [{"status": "success"}])


def test_progress_can_be_updated_from_a_stream(stream_caller: VerbCaller) -> None:
    progress = Progress()
    fractions: list[float] = []
    for reply in stream_caller(pull_response, "pull", "m"):
        progress.add(reply)
        fractions.append(round(progress.fraction, 3))
    assert fractions == [0.0, 0.0, 0.6, 1.0, 0.325, 1.0]
    assert progress.parts == {"sha256:aa": (100, 100), "sha256:bb": (30, 300)}


def test_invalid_figures_are_ignored() -> None:
    progress = Progress()
    invalid: list[dict[str, Any]] = [{}, {"digest": 5, "total": "many"}, {"digest": "x", "completed": None}]
    for fields in invalid:
        progress.add(ProgressResponse.from_dict(fields))
    assert (progress.completed, progress.total, progress.fraction) == (0, 0, 0.0)


def test_status_stays_until_the_next_one() -> None:
    progress = Progress()
    assert (progress.status, repr(progress)) == ("", "Progress('', 0 of 0 bytes)")
    steps: list[tuple[dict[str, Any], str]] = [
        ({"status": "a"}, "a"),
        ({"digest": "x", "total": 3}, "a"),
        ({"status": "success"}, "success"),
    ]
    for fields, status in steps:
        progress.add(ProgressResponse.from_dict(fields))
        assert progress.status == status
    assert (progress.completed, progress.total, progress.fraction) == (0, 3, 1.0)


def test_bar_counts_in_binary_units() -> None:
    part = {"status": "pulling aa", "digest": "sha256:aa", "total": 3 << 20, "completed": 3 << 19}
    with Terminal() as terminal, Client(transport=httpx.MockTransport(lambda _: ndjson(lines(part, REPLIES[-1])))) as c:
        c.pull("sky", progress=True)
    assert "1.50M/3.00M" in terminal.shown


def test_one_bar_is_drawn_on_a_terminal(caller: VerbCaller) -> None:
    with Terminal() as terminal:
        caller(pull_response, "pull", "sky", progress=True)
    assert "pulling sky" in terminal.shown
    assert "130/400" in terminal.shown
    assert "\n" not in terminal.shown.strip()


def test_nothing_is_drawn_without_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with FakeOllama() as server, server.client() as client:
        server.add_to_registry("big", size=10_000_000)
        assert client.pull("big", progress=True).status == "success"
        assert server.requests[0].json["stream"] is True  # as on a terminal
    assert capfd.readouterr() == ("", "")


def test_missing_extra_raises_before_a_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with FakeOllama() as server, server.client() as client, Terminal() as terminal:
        with pytest.raises(RequestError, match=r"ollama-wrapper\[progress\]"):
            client.pull("sky", progress=True)
        assert server.requests == []
    assert terminal.shown == ""


def test_progress_without_the_extra_is_the_same_error_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with FakeOllama() as server, server.client() as client:
        with pytest.raises(RequestError, match=r"ollama-wrapper\[progress\]"):
            client.pull("sky", progress=True)
        assert server.requests == []


def test_failed_pull_has_the_same_status_with_and_without_a_terminal(caller: VerbCaller) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if json.loads(request.content)["stream"]:
            return ndjson(lines({"status": "pulling manifest"}, {"error": "no such model"}))
        return httpx.Response(500, json={"error": "no such model"})

    def status() -> int:
        with pytest.raises(ResponseError) as caught:
            caller(answer, "pull", "m", progress=True)
        return caught.value.status_code

    with Terminal():
        on_a_terminal = status()
    assert status() == on_a_terminal == 200


def test_bar_ends_when_job_fails(caller: VerbCaller) -> None:
    with Terminal() as terminal, pytest.raises(IncompleteResponseError):
        caller(lambda _: ndjson(lines(*REPLIES[:3])), "pull", "m", progress=True)
    assert terminal.shown.endswith("\n")


class Interrupted(Pieces):
    """A body in which the user presses Ctrl-C after the first replies."""

    def __iter__(self) -> Iterator[bytes]:
        yield from super().__iter__()
        raise KeyboardInterrupt


def test_bar_ends_with_ctrl_c() -> None:
    def interrupted(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Interrupted([lines(*REPLIES[:3])]))

    with Client(transport=httpx.MockTransport(interrupted)) as client:
        for call in (
            lambda: client.pull("m", progress=True),
            lambda: list(client.pull("m", progress=True, stream=True)),
        ):
            with Terminal() as terminal, pytest.raises(KeyboardInterrupt):
                call()
            assert "60.0/100" in terminal.shown
            assert terminal.shown.endswith("\n")


@pytest.mark.parametrize("stream", [False, True])
def test_bar_of_an_upload_ends_with_ctrl_c(tmp_path: Path, stream: bool) -> None:
    weights = tmp_path / "weights.gguf"
    weights.write_bytes(b"x" * 2_500_000)

    def respond(request: httpx.Request) -> httpx.Response:
        request.read()
        if request.method == "POST":
            raise KeyboardInterrupt
        return httpx.Response(404)

    client = Client(transport=httpx.MockTransport(respond))
    with client, Terminal() as terminal, pytest.raises(KeyboardInterrupt):
        client.create("m", files=weights, progress=True, stream=stream)
    assert "uploading weights.gguf" in terminal.shown
    assert terminal.shown.endswith("\n")


class Endless(httpx.AsyncByteStream):
    """A body that stops arriving after the first replies."""

    stopped: anyio.Event

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield lines(*REPLIES[:3])
        self.stopped.set()
        await anyio.sleep_forever()


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("backend", ASYNC_BACKENDS)
def test_bar_ends_with_cancellation(backend: str, stream: bool) -> None:
    async def main() -> None:
        body = Endless()
        body.stopped = anyio.Event()

        async def call() -> None:
            transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=body))
            async with AsyncClient(transport=transport) as client:
                if stream:
                    async for _ in await client.pull("m", progress=True, stream=True):
                        pass
                else:
                    await client.pull("m", progress=True)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(call)
            await body.stopped.wait()
            tasks.cancel_scope.cancel()

    with Terminal() as terminal:
        anyio.run(main, backend=backend)
    assert "60.0/100" in terminal.shown
    assert terminal.shown.endswith("\n")


def test_bar_ends_when_create_fails_after_upload(caller: VerbCaller, tmp_path: Path) -> None:
    weights = tmp_path / "weights.gguf"
    weights.write_bytes(b"x" * 2_500_000)

    def respond(request: httpx.Request) -> httpx.Response:
        request.read()
        return httpx.Response({"HEAD": 404, "POST": 201}[request.method] if "blobs" in request.url.path else 400)

    with Terminal() as terminal, pytest.raises(ResponseError):
        caller(respond, "create", "m", files=weights, progress=True)
    assert "uploading weights.gguf" in terminal.shown
    assert terminal.shown.endswith("\n")


@pytest.mark.parametrize(("verb", "arguments"), [("pull", {"model": "m"}), ("create", {"model": "m", "from_": 3})])
def test_no_bar_when_call_fails_at_once(caller: VerbCaller, verb: str, arguments: dict[str, Any]) -> None:
    with Terminal() as terminal, pytest.raises((RequestError, ResponseError)):
        caller(lambda _: httpx.Response(503), verb, **arguments, progress=True)
    assert terminal.shown == ""


@pytest.mark.parametrize("kind", [KeyError, OSError, RuntimeError, ValueError, httpx.ConnectError])
def test_error_of_function_is_raised_unchanged(caller: VerbCaller, tmp_path: Path, kind: type[Exception]) -> None:
    weights = tmp_path / "weights.gguf"
    weights.write_bytes(b"x")

    calls: list[Progress] = []

    def report(progress: Progress) -> None:
        calls.append(progress)
        raise kind("stop")

    def respond(request: httpx.Request) -> httpx.Response:
        request.read()
        return httpx.Response(404 if request.method == "HEAD" else 201)

    with pytest.raises(kind, match="stop"):
        caller(respond, "create", "m", files=weights, progress=report, settings={"retries": 2})
    with pytest.raises(kind, match="stop"):
        caller(pull_response, "pull", "m", progress=report)
    assert len(calls) == 2


@pytest.mark.parametrize("stream", [False, True])
def test_create_reports_uploads(tmp_path: Path, stream: bool) -> None:
    weights = tmp_path / "weights.gguf"
    weights.write_bytes(b"x" * 2_500_000)
    states: list[tuple[str, int, int]] = []

    def report(progress: Progress) -> None:
        states.append((progress.status, progress.completed, progress.total))

    def respond(request: httpx.Request) -> httpx.Response:
        request.read()
        if request.url.path != "/api/create":
            return httpx.Response(404 if request.method == "HEAD" else 201)
        return ndjson(lines({"status": "parsing GGUF"}, {"status": "success"}))

    with Client(transport=httpx.MockTransport(respond)) as client:
        reply: Any = client.create("m", files=weights, progress=report, stream=stream)
        if stream:
            assert [part.status for part in reply] == ["parsing GGUF", "success"]
    assert states == [
        ("uploading weights.gguf", 1 << 20, 2_500_000),
        ("uploading weights.gguf", 2 << 20, 2_500_000),
        ("uploading weights.gguf", 2_500_000, 2_500_000),
        ("parsing GGUF", 2_500_000, 2_500_000),
        ("success", 2_500_000, 2_500_000),
    ]
