"""Measure the memory that a client needs for one large job, in a process of its own.

    python -m tests.load.growth stream|upload sync|async URL SIZE

prints the growth of the process in KiB: its peak minus the memory it held after a small job of the same kind. So
imports and connections do not count. The server is another process, whose memory does not count either.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.load.server import ROOT
from wrapper import AsyncClient, ChatResponse, Client

_STATUS = Path("/proc/self/status")
_PEAK = Path("/proc/self/clear_refs")

needs_peak_memory = pytest.mark.skipif(
    not (_STATUS.exists() and _PEAK.exists()), reason="this system does not report the peak memory of a process"
)


def growth(job: str, color: str, url: str, size: int) -> int:
    """Run a job in a new process and return its growth in bytes."""
    command = [sys.executable, "-m", __name__, job, color, url, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return 1024 * int(done.stdout)


def endless_request(size: int) -> dict[str, Any]:
    """Build a request for a reply of `size` pieces."""
    options = {"num_predict": size, "num_ctx": size}
    return {"model": "endless", "messages": [{"role": "user", "content": "Go"}], "options": options, "stream": True}


def stream(client: Client, size: int) -> None:
    """Read a third of a stream as replies, a third as text, and the rest with `final()`."""
    replies = client.chat(**endless_request(size))
    count = sum(reply.message.content != "" for reply in itertools.islice(replies, size // 3))
    count += sum(1 for _ in itertools.islice(replies.text, size // 3))
    check(replies.final(), size, count)


async def stream_async(client: AsyncClient, size: int) -> None:
    replies = await client.chat(**endless_request(size))
    count = 0
    async for reply in replies:
        count += reply.message.content != ""
        if count == size // 3:
            break
    async for _ in replies.text:
        count += 1
        if count == size // 3 * 2:
            break
    check(await replies.final(), size, count)


def check(last: ChatResponse, size: int, count: int) -> None:
    """Check that the whole stream arrived: the pieces that were counted, and the rest."""
    text = last.message.content or ""
    assert (last.eval_count, count) == (size, size // 3 * 2)
    assert (text.count("tick tock"), len(text)) == (size // 2, size // 2 * len("tick tock"))


def upload(client: Client, size: int) -> None:
    """Upload a sparse file, which uses no disk space here."""
    with tempfile.NamedTemporaryFile() as file:
        write_sparse(Path(file.name), size, b"sync")
        client.create_blob(file.name)


async def upload_async(client: AsyncClient, size: int) -> None:
    with tempfile.NamedTemporaryFile() as file:
        write_sparse(Path(file.name), size, b"async")
        await client.create_blob(file.name)


def write_sparse(path: Path, size: int, beginning: bytes) -> None:
    """Write a file of zeros after a distinct beginning, so that the server does not have it yet."""
    with path.open("wb") as file:
        file.write(beginning)
        file.truncate(size)


def status(name: str) -> int:
    """Return a memory figure of this process in KiB: VmRSS is the current value, VmHWM the peak."""
    return next(int(line.split()[1]) for line in _STATUS.read_text().splitlines() if line.startswith(name + ":"))


def measure(job: str, color: str, url: str, size: int) -> int:
    """Return the growth of this process in KiB during a job."""
    small = size // 100

    async def run() -> int:
        perform = {"stream": stream_async, "upload": upload_async}[job]
        async with AsyncClient(url) as client:
            await perform(client, small)
            before = reset_peak()
            await perform(client, size)
        return status("VmHWM") - before

    if color == "async":
        return asyncio.run(run())
    perform = {"stream": stream, "upload": upload}[job]
    with Client(url) as client:
        perform(client, small)
        before = reset_peak()
        perform(client, size)
    return status("VmHWM") - before


def reset_peak() -> int:
    """Set the peak to the current memory, and return that in KiB."""
    _PEAK.write_text("5")
    return status("VmRSS")


if __name__ == "__main__":
    print(measure(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
