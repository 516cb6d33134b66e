"""Compare this package on each transport with the official one: python -m benchmarks [--help]."""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import report
from benchmarks.clients import FLOORS, OFFICIAL, TRANSPORTS
from benchmarks.measures import GROWTHS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
LIBRARIES = (OFFICIAL, "httpx", "httpx2", "pyreqwest", "orjson")


class TaskError(Exception):
    """A task that failed in its process."""


def main() -> int:
    """Measure, print the tables, and with --write renew the files that show the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Compare wrapper with ollama.")
    parser.add_argument("--repeats", type=int, default=5, help="how often each client does each task (default: 5)")
    parser.add_argument("--write", action="store_true", help="renew results.json, the charts and the README")
    parser.add_argument("names", nargs="*", help="measures to run, by the start of their names (default: all)")
    arguments = parser.parse_args()
    if arguments.write and arguments.names:
        parser.error("--write needs all measures, not only those named")
    with server() as url:
        results = measure(url, arguments.repeats, tuple(arguments.names) or ("",))
    sys.stdout.write(report.text(results))
    if arguments.write:
        report.write(results, ROOT)
    return 0


def measure(url: str, repeats: int, names: tuple[str, ...]) -> dict[str, Any]:
    """Run the measures whose names start with one of these, and return all figures."""
    unavailable = {}
    for client in (OFFICIAL, *TRANSPORTS, *FLOORS):  # once without being measured: this compiles modules
        try:
            run("memory", client, url)
        except TaskError as error:
            if client not in TRANSPORTS:
                raise
            unavailable[client] = str(error)
    transports = [transport for transport in TRANSPORTS if transport not in unavailable]
    figures = {
        one.name: take_turns(
            one.task, [OFFICIAL, *(name for name in transports if name in one.bounds), *FLOORS], url, one.sizes, repeats
        )
        for one in MEASURES
        if one.name.startswith(names)
    }
    growth = {
        axis.name: {
            size: take_turns(axis.task, [OFFICIAL, *transports], url, sizes, repeats)
            for size, sizes in axis.sizes.items()
        }
        for axis in GROWTHS
        if axis.name.startswith(names)
    }
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "libraries": {found.name: found.version for found in distributions() if found.name in LIBRARIES},
        "repeats": repeats,
        "unavailable": unavailable,
        "measures": figures,
        "growth": growth,
    }


def take_turns(
    task: str, clients: Sequence[str], url: str, sizes: Sequence[int], repeats: int
) -> dict[str, list[float]]:
    """Return the figures of each client; in each round all run once, so that other load affects all."""
    sys.stderr.write(f"{task} {' '.join(map(str, sizes))}\n")
    figures: dict[str, list[float]] = {client: [] for client in clients}
    for number in range(repeats):
        for client in clients if number % 2 else reversed(clients):
            figures[client].append(run(task, client, url, *sizes))
    return figures


def run(task: str, client: str, url: str, *sizes: int) -> float:
    """Run a task in a new process.

    Raises:
        TaskError: The task failed; the message is the last line of its traceback.
    """
    command = [sys.executable, "-m", "benchmarks.tasks", task, client, url, *map(str, sizes)]
    environment = {"PYTHONPATH": str(ROOT / "generated")}  # nothing else: no proxy, no setting of a client
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)  # noqa: S603 - our own module
    if done.returncode:
        raise TaskError(done.stderr.strip().rpartition("\n")[2])
    return float(done.stdout)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run the server, and return its URL."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own module
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
