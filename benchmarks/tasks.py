"""The tasks, the same for all clients; each runs in a new process.

    python -m benchmarks.tasks TASK CLIENT URL [SIZE...]

prints one figure: seconds of CPU time of this process, without the server and without other load, or MiB of memory.
Modules that not every client needs are imported in the functions, because the memory is measured.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from typing import Any

from benchmarks.clients import import_statement, load

MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]


def import_chat(client: str, _: str) -> float:
    """Measure a process that imports `chat` and does nothing else."""
    subprocess.run([sys.executable, "-c", import_statement(client)], check=True)  # noqa: S603 - our own statement
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def memory(client: str, url: str) -> float:
    """Measure the peak memory of a process that makes one call."""
    _connect(client, url)
    try:
        # ru_maxrss on Linux is at least the memory of the process that started this one.
        with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib would add to the memory
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / (1 << 10)
    except FileNotFoundError:  # macOS
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def chat(client: str, url: str, calls: int) -> float:
    """Measure whole replies, one call after the other."""
    connected = _connect(client, url)
    begin = time.process_time()
    for _ in range(calls):
        connected.chat(model="chat", messages=MESSAGES)
    return time.process_time() - begin


def embed(client: str, url: str, inputs: int, dimensions: int, calls: int) -> float:
    """Measure embeddings of a batch of short strings."""
    connected = _connect(client, url)
    texts = [f"sentence number {number}" for number in range(inputs)]
    begin = time.process_time()
    for _ in range(calls):
        connected.embed(model=f"embed-{inputs}-{dimensions}", input=texts)
    return time.process_time() - begin


def burst(client: str, url: str, chunks: int, letters: int) -> float:
    """Measure one stream as fast as it can be read."""
    connected = _connect(client, url)
    begin = time.process_time()
    _read(connected, f"stream-{chunks}-{letters}", chunks)
    return time.process_time() - begin


def burst_async(client: str, url: str, chunks: int, letters: int) -> float:
    """Measure the same with the async client."""
    return live_async(client, url, 1, chunks, letters, kind="stream")


def live_async(client: str, url: str, streams: int, chunks: int, argument: int, kind: str = "live") -> float:
    """Measure concurrent streams of paced chunks."""
    import asyncio

    async def read(connected: Any, model: str, expected: int) -> None:
        count = 0
        async for _ in await connected.chat(model=model, messages=MESSAGES, stream=True):
            count += 1
        _check(count, expected)

    async def run() -> float:
        connected = load(client).AsyncClient(url)
        await read(connected, "stream-2-5", 2)
        begin = time.process_time()
        await asyncio.gather(*(read(connected, f"{kind}-{chunks}-{argument}", chunks) for _ in range(streams)))
        return time.process_time() - begin

    return asyncio.run(run())


def live_threads(client: str, url: str, threads: int, chunks: int, milliseconds: int) -> float:
    """Measure streams of paced chunks, one in each thread."""
    from concurrent.futures import ThreadPoolExecutor

    connected = _connect(client, url)
    begin = time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        streams = [pool.submit(_read, connected, f"live-{chunks}-{milliseconds}", chunks) for _ in range(threads)]
    for stream in streams:
        stream.result()
    return time.process_time() - begin


def _connect(client: str, url: str) -> Any:
    """Return a client that has made a call, so that imports and the first connection do not count."""
    connected = load(client).Client(url)
    connected.chat(model="chat", messages=MESSAGES)
    return connected


def _read(connected: Any, model: str, chunks: int) -> None:
    _check(sum(1 for _ in connected.chat(model=model, messages=MESSAGES, stream=True)), chunks)


def _check(count: int, expected: int) -> None:
    if count < expected:  # httpx alone yields two pieces where a read ends within a chunk
        raise SystemExit(f"{count} chunks arrived instead of {expected}")


if __name__ == "__main__":
    task, measured, server, *sizes = sys.argv[1:]
    figure = globals()[task](measured, server, *map(int, sizes))
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()
    os._exit(0)  # without any client's cleanup and warnings at exit
