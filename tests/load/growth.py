"""How much memory a client needs for one large job, measured in a process that does nothing else.

    python -m tests.load.growth stream|upload sync|async URL SIZE

prints by how many KiB the process grew at its peak over what it held after a small job of the same kind, so that what
is imported and connected once does not count. The server is another process, whose memory does not count either.
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

can_be_measured = pytest.mark.skipif(
    not (_STATUS.exists() and _PEAK.exists()), reason="this system does not tell a process its peak of memory"
)


def growth(job: str, way: str, url: str, size: int) -> int:
    """Do a job in a process of its own; give by how many bytes it grew."""
    command = [sys.executable, "-m", __name__, job, way, url, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return 1024 * int(done.stdout)


def tick(size: int) -> dict[str, Any]:
    """Ask for a reply of so many pieces."""
    options = {"num_predict": size, "num_ctx": size}
    return {"model": "endless", "messages": [{"role": "user", "content": "Go"}], "options": options, "stream": True}


def stream(client: Client, size: int) -> None:
    """Read a third of a stream reply by reply, a third as text, and the rest at once."""
    replies = client.chat(**tick(size))
    count = sum(reply.message.content != "" for reply in itertools.islice(replies, size // 3))
    count += sum(1 for _ in itertools.islice(replies.text, size // 3))
    check(replies.final(), size, count)


async def stream_async(client: AsyncClient, size: int) -> None:
    replies = await client.chat(**tick(size))
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
    """Hold a stream to it that all came: the pieces that were counted, and those that were not."""
    text = last.message.content or ""
    assert (last.eval_count, count) == (size, size // 3 * 2)
    assert (text.count("tick tock"), len(text)) == (size // 2, size // 2 * len("tick tock"))


def upload(client: Client, size: int) -> None:
    """Bring a file to the server that takes no room on this side's disk."""
    with tempfile.NamedTemporaryFile() as file:
        write_sparse(Path(file.name), size, b"sync")
        client.create_blob(file.name)


async def upload_async(client: AsyncClient, size: int) -> None:
    with tempfile.NamedTemporaryFile() as file:
        write_sparse(Path(file.name), size, b"async")
        await client.create_blob(file.name)


def write_sparse(path: Path, size: int, beginning: bytes) -> None:
    """Make a file of zeros behind a beginning of its own, so that the server does not have it yet."""
    with path.open("wb") as file:
        file.write(beginning)
        file.truncate(size)


def status(name: str) -> int:
    """Give a figure of this process in KiB: VmRSS is what it holds, VmHWM the most that it held."""
    return next(int(line.split()[1]) for line in _STATUS.read_text().splitlines() if line.startswith(name + ":"))


def measured(job: str, way: str, url: str, size: int) -> int:
    small = size // 100

    async def run() -> int:
        do = {"stream": stream_async, "upload": upload_async}[job]
        async with AsyncClient(url) as client:
            await do(client, small)
            before = begin()
            await do(client, size)
        return status("VmHWM") - before

    if way == "async":
        return asyncio.run(run())
    do = {"stream": stream, "upload": upload}[job]
    with Client(url) as client:
        do(client, small)
        before = begin()
        do(client, size)
    return status("VmHWM") - before


def begin() -> int:
    """Let the peak be what is held now, and give that."""
    _PEAK.write_text("5")
    return status("VmRSS")


if __name__ == "__main__":
    print(measured(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
