"""Count the bytecode instructions of the hot paths: for each chunk, call or vector.

    python -m tests.load.instructions

prints the recorded and the current counts, and records the current ones in instructions.json. Unlike times, counts are
the same on every machine and under any load. They depend on the versions of Python and of the pinned dependencies.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import trio  # noqa: F401 - other tests import it, and where it is imported the client asks which loop runs

from tests.load.server import ROOT
from wrapper import AsyncClient, Client
from wrapper.transport.network import Connection

FILE = Path(__file__).with_suffix(".json")
VERSION = (3, 11)
"""The version of Python that the recorded counts belong to."""
HIGHEST, LOWEST = 1.002, 0.9
"""The range of ratios to the recorded count: a copy of a line takes three instructions, and a gain must be recorded."""

_REPLY = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": {"role": "assistant", "content": "word "}}
_MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]


class _Chunks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a stream, with this number of lines in each read."""

    def __init__(self, lines: int, lines_per_read: int) -> None:
        line = json.dumps({**_REPLY, "done": False}).encode() + b"\n"
        end = json.dumps({**_REPLY, "done": True, "done_reason": "stop"}).encode() + b"\n"
        self._reads = [line * lines_per_read] * (lines // lines_per_read) + [end]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._reads)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for read in self._reads:
            yield read


class _Unconnected:
    """What the connection of a response wraps, without a socket."""

    def get_extra_info(self, info: str) -> None:
        """Return nothing: it has no socket, and no TLS."""


def _server(**response: Any) -> httpx.MockTransport:
    # Each response has a connection, as over a network: the client itself watches bodies that have none.
    extensions = {"network_stream": Connection(_Unconnected(), errors=httpx)}
    return httpx.MockTransport(lambda _: httpx.Response(200, extensions=extensions, **response))


def _stream(lines_per_read: int, size: int) -> None:
    with Client(transport=_server(stream=_Chunks(size, lines_per_read))) as client:
        for _ in client.chat("m", _MESSAGES, stream=True):
            pass


def _stream_async(lines_per_read: int, size: int) -> None:
    async def run() -> None:
        async with AsyncClient(transport=_server(stream=_Chunks(size, lines_per_read))) as client:
            async for _ in await client.chat("m", _MESSAGES, stream=True):
                pass

    asyncio.run(run())


def _chat(size: int) -> None:
    with Client(transport=_server(json={**_REPLY, "done": True})) as client:
        for _ in range(size):
            client.chat("m", _MESSAGES)


def _chat_async(size: int) -> None:
    async def run() -> None:
        async with AsyncClient(transport=_server(json={**_REPLY, "done": True})) as client:
            for _ in range(size):
                await client.chat("m", _MESSAGES)

    asyncio.run(run())


def _embed(size: int) -> None:
    with Client(transport=_server(json={"model": "m", "embeddings": [[0.015625] * 768] * size})) as client:
        client.embed("m", ["word"] * size)


def each(job: Callable[[int], None], size: int) -> int:
    """Return the instructions of a job for each unit of its size, without those executed once for the whole job."""
    job(size)  # fills caches
    return round((count(job, 2 * size) - count(job, size)) / size)


def count(job: Callable[[int], None], size: int) -> int:
    """Return the number of bytecode instructions that this thread executes for a job."""
    executed = 0

    def in_frame(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal executed
        executed += event == "opcode"
        return in_frame

    def enter(frame: FrameType, event: str, argument: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return in_frame

    before = sys.gettrace()
    gc.disable()  # it would run finalizers of other tests
    sys.settrace(enter)
    try:
        job(size)
    finally:
        sys.settrace(before)
        gc.enable()
    return executed


def modules() -> int:
    """Return the number of modules that an import of `chat` loads."""
    code = "import sys; before = {*sys.modules}; from wrapper import chat; print(len(sys.modules.keys() - before))"
    return int(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout)


PATHS: dict[str, Callable[[], int]] = {
    "chunk, one a read": lambda: each(lambda size: _stream(1, size), 128),
    "chunk, one a read, async": lambda: each(lambda size: _stream_async(1, size), 128),
    "chunk, 64 a read": lambda: each(lambda size: _stream(64, size), 128),
    "chunk, 64 a read, async": lambda: each(lambda size: _stream_async(64, size), 128),
    "whole chat": lambda: each(_chat, 8),
    "whole chat, async": lambda: each(_chat_async, 8),
    "vector of an embedding": lambda: each(_embed, 16),
    "modules loaded for chat": modules,
}


def is_allowed(count: int, recorded: int) -> bool:
    """Return whether a count is close enough to the recorded one."""
    return LOWEST * recorded <= count <= HIGHEST * recorded


def main() -> None:
    if sys.version_info[:2] != VERSION:
        raise SystemExit(f"the recorded counts belong to Python {'.'.join(map(str, VERSION))}")
    before = json.loads(FILE.read_text()) if FILE.exists() else {}
    now = {name: path() for name, path in PATHS.items()}
    print(f"{'':27}{'recorded':>10}{'now':>10}")
    for name, number in now.items():
        print(f"{name:27}{before.get(name, '-'):>10}{number:>10}")
    FILE.write_text(json.dumps(now, indent=2) + "\n")


if __name__ == "__main__":
    main()
