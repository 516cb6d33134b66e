"""Serve the embedded server until Ctrl-C: python -m wrapper.testing [--port N].

Requests without a route are reported on stderr. If the extra `testing` is installed, so are requests that openapi.yaml
does not allow.
"""

import argparse
import os
import signal
import sys
from contextlib import suppress

from . import FakeOllama, InvalidRequest, UnknownRequest
from .script.recorded import NOT_VALIDATED

_POLL_INTERVAL = 0.1  # seconds


def main() -> int:
    """Serve until a signal arrives; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m wrapper.testing", description="Serve a stand-in for Ollama on loopback."
    )
    parser.add_argument("--port", type=_port, default=11434, help="the port; 0 takes a free one (default: 11434)")
    parser.add_argument(
        "--pace", type=_pace, default=0.02, help="seconds between two pieces of a reply (default: 0.02)"
    )
    arguments = parser.parse_args()
    fake = FakeOllama(port=arguments.port, pace=arguments.pace)
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        # recorded, not raised: Python may lose an exception in a handler, or die of the signal though it was caught
        signal.signal(number, lambda number, _frame: signals.append(number))
    try:
        fake.start()
    except OSError as error:
        sys.stderr.write(f"cannot use port {arguments.port}: {os.strerror(error.errno or 0)}\n")
        return 1
    try:
        sys.stdout.write(f"This is a stand-in, not a real Ollama: {fake.url} (Ctrl-C ends it)\n")
        sys.stdout.write(f"Models: {', '.join(fake.models)}\n")
        sys.stdout.flush()
        if not fake.validate:
            sys.stderr.write(f"{NOT_VALIDATED}\n")
        arrived = 0
        while not signals:
            with suppress(TimeoutError):
                arrived = len(fake.wait_for_requests(arrived + 1, timeout=_POLL_INTERVAL))
            _report(fake)
    finally:
        fake.stop()
        _report(fake)
    return 0


def _report(fake: FakeOllama) -> None:
    """Write the wrong requests since the last report to stderr."""
    for _ in range(2):  # a check raises one of the two errors
        try:
            fake.check()
        except (UnknownRequest, InvalidRequest) as error:
            sys.stderr.write(f"{error}\n")


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"invalid port {text}: use 0 to 65535")
    return port


def _pace(text: str) -> float:
    pace = float(text)
    if not pace >= 0:
        raise argparse.ArgumentTypeError(f"invalid pause {text}: use 0 or more seconds")
    return pace


if __name__ == "__main__":
    sys.exit(main())
