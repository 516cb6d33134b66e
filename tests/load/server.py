"""The embedded server in another process than the client, to measure their memory separately and to kill it.

As a program it serves until it is killed or its standard input ends:

    python -m tests.load.server [--port N] [--line SIZE --piece SIZE] [--pace SECONDS]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from wrapper.testing import FakeOllama, Split

ROOT = Path(__file__).parents[2]
"""The working directory in which `python -m` finds the tests."""


class Server:
    """Context manager: runs the program below, on the same loopback port after each restart."""

    def __init__(self, **options: float) -> None:
        self._options = options
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> Self:
        options = [f"--{name}={value}" for name, value in self._options.items()]
        command = [sys.executable, "-m", __name__, *options]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self._process.stdout
        self.url = self._process.stdout.readline().strip()
        assert self.url, "the server did not start"
        self._options["port"] = int(self.url.rpartition(":")[2])
        return self

    def kill(self) -> None:
        """Kill the server at once, in the middle of its work."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--pace", type=float, default=0.0, help="seconds between two pieces of a reply")
    parser.add_argument("--line", type=int, default=0, help="make every reply one string of this many letters")
    parser.add_argument("--piece", type=int, default=0, help="send every response in chunks of this many bytes")
    arguments = parser.parse_args()
    with FakeOllama(port=arguments.port, pace=arguments.pace) as fake:
        if arguments.line:
            fake.reply(["x" * arguments.line])
        if arguments.piece:
            fake.fail(Split(arguments.piece), times=None)
        print(fake.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
