"""The measures: tasks that run unchanged with both packages, each in a new process.

    python -m benchmarks.measures MEASURE PACKAGE URL

prints one figure. Time is the CPU time of the client's process, so it includes neither the server nor other load.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS, CHUNKS, STREAMS, UPLOAD = 300, 20_000, 1000, 200_000_000
SKY: dict[str, Any] = {"model": "sky", "messages": [{"role": "user", "content": "Why is the sky blue?"}]}
ENDLESS: dict[str, Any] = {**SKY, "model": "endless", "options": {"num_predict": CHUNKS}, "stream": True}


@dataclass(frozen=True)
class Measure:
    """A task; `run` takes a package's name and a server's URL, and returns a figure in this unit."""

    name: str
    unit: str
    more_is_better: bool
    run: Callable[[str, str], float]


def import_time(package: str, _: str) -> float:
    """Measure the time of importing the package."""
    begin = time.process_time()
    importlib.import_module(package)
    return 1000 * (time.process_time() - begin)


def first_call(package: str, url: str) -> float:
    """Measure the time from the import to the first response, including lazy imports."""
    begin = time.process_time()
    importlib.import_module(package).Client(url).chat(**SKY)
    return 1000 * (time.process_time() - begin)


def memory_of_a_call(package: str, url: str) -> float:
    """Measure the peak memory of a process that makes one call."""
    importlib.import_module(package).Client(url).chat(**SKY)
    return _peak()


def memory_of_a_stream(package: str, url: str) -> float:
    """Measure the peak memory of a process that reads one long stream and discards it."""
    for _ in importlib.import_module(package).Client(url).chat(**ENDLESS):
        pass
    return _peak()


def calls(package: str, url: str) -> float:
    """Measure the rate of consecutive calls with whole replies."""
    client = importlib.import_module(package).Client(url)
    client.chat(**SKY)
    begin = time.process_time()
    for _ in range(CALLS):
        client.chat(**SKY)
    return CALLS / (time.process_time() - begin)


def chunks(package: str, url: str) -> float:
    """Measure the rate of chunks in one long stream."""
    client = importlib.import_module(package).Client(url)
    client.chat(**SKY)
    begin = time.process_time()
    count = sum(1 for _ in client.chat(**ENDLESS))
    return count / (time.process_time() - begin)


def upload(package: str, url: str) -> float:
    """Measure the rate of hashing and uploading a file of zeros."""
    client = importlib.import_module(package).Client(url)
    client.chat(**SKY)
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(UPLOAD)
        begin = time.process_time()
        client.create_blob(file.name)
        return UPLOAD / 1e6 / (time.process_time() - begin)


def calls_async(package: str, url: str) -> float:
    """Measure the rate of calls by ten tasks that share a client."""

    async def run() -> float:
        client = importlib.import_module(package).AsyncClient(url)

        async def work() -> None:
            for _ in range(CALLS // 10):
                await client.chat(**SKY)

        await client.chat(**SKY)
        begin = time.process_time()
        await asyncio.gather(*(work() for _ in range(10)))
        return CALLS / (time.process_time() - begin)

    return asyncio.run(run())


def chunks_async(package: str, url: str) -> float:
    """Measure the rate of chunks in one long stream."""

    async def run() -> float:
        client = importlib.import_module(package).AsyncClient(url)
        await client.chat(**SKY)
        begin, count = time.process_time(), 0
        async for _ in await client.chat(**ENDLESS):
            count += 1
        return count / (time.process_time() - begin)

    return asyncio.run(run())


def streams(package: str, url: str) -> float:
    """Measure the time of a thousand concurrent short streams on one client."""

    async def run() -> float:
        client = importlib.import_module(package).AsyncClient(url)

        async def read() -> None:
            async for _ in await client.chat(**SKY, stream=True):
                pass

        await client.chat(**SKY)
        begin = time.process_time()
        await asyncio.gather(*(read() for _ in range(STREAMS)))
        return time.process_time() - begin

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return asyncio.run(run())


def _peak() -> float:
    """Return the peak memory of this process in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


MEASURES = [
    Measure("import", "ms", more_is_better=False, run=import_time),
    Measure("import and first call", "ms", more_is_better=False, run=first_call),
    Measure("calls", "/s", more_is_better=True, run=calls),
    Measure("calls, async", "/s", more_is_better=True, run=calls_async),
    Measure("chunks of a stream", "/s", more_is_better=True, run=chunks),
    Measure("chunks of a stream, async", "/s", more_is_better=True, run=chunks_async),
    Measure("1,000 streams at once", "s", more_is_better=False, run=streams),
    Measure("upload", "MB/s", more_is_better=True, run=upload),
    Measure("memory, one call", "MiB", more_is_better=False, run=memory_of_a_call),
    Measure("memory, 20,000 chunks", "MiB", more_is_better=False, run=memory_of_a_stream),
]


if __name__ == "__main__":
    measure_name, package_name, server_url = sys.argv[1:]
    figure = next(measure for measure in MEASURES if measure.name == measure_name).run(package_name, server_url)
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()
    os._exit(0)  # without either package's cleanup and warnings at exit
