"""Serve the stand-in until Ctrl-C: python -m wrapper.testing [--port N].

Requests that it has no route for are told on stderr; where the extra `testing` is installed, those that openapi.yaml
does not allow, too.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from . import FakeOllama, InvalidRequest, UnknownRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDINGS_ARE_SEEN_WITHIN = 0.1  # seconds


def main() -> int:
    """Serve until a signal ends it; give the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m wrapper.testing", description="Serve a stand-in for Ollama on loopback."
    )
    parser.add_argument(
        "--port", type=_port, default=11434, help="where to serve; 0 takes a free port (default: 11434)"
    )
    parser.add_argument(
        "--pace", type=_pace, default=0.02, help="seconds between two pieces of a reply (default: 0.02)"
    )
    arguments = parser.parse_args()
    fake = FakeOllama(port=arguments.port, pace=arguments.pace)
    endings: list[int] = []
    for ending in (signal.SIGINT, signal.SIGTERM):
        # noted, not raised: Python may lose an exception of a handler, or end by the signal though it was caught
        signal.signal(ending, lambda number, _frame: endings.append(number))
    try:
        fake.start()
    except OSError as error:
        sys.stderr.write(f"port {arguments.port} cannot be used: {os.strerror(error.errno or 0)}\n")
        return 1
    try:
        sys.stdout.write(f"This is a stand-in, not a real Ollama: {fake.url} (Ctrl-C ends it)\n")
        sys.stdout.write(f"Models: {', '.join(fake.models)}\n")
        sys.stdout.flush()
        _complain(fake, endings)
    finally:
        fake.stop()
        _tell(fake)
    return 0


def _complain(fake: FakeOllama, endings: Sequence[int]) -> None:
    """Tell which requests are unknown or not allowed, as they come, until there is an ending."""
    arrived = 0
    while not endings:
        with suppress(TimeoutError):
            arrived = len(fake.wait_for_requests(arrived + 1, timeout=_ENDINGS_ARE_SEEN_WITHIN))
        _tell(fake)


def _tell(fake: FakeOllama) -> None:
    for _ in range(2):  # a check raises one kind
        try:
            fake.check()
        except (UnknownRequest, InvalidRequest) as wrong:
            sys.stderr.write(f"{wrong}\n")


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: use 0 to 65535")
    return port


def _pace(text: str) -> float:
    pace = float(text)
    if not pace >= 0:
        raise argparse.ArgumentTypeError(f"{text} is no pause: use 0 or more seconds")
    return pace


if __name__ == "__main__":
    sys.exit(main())
