"""Serve the stand-in until Ctrl-C: python -m wrapper.testing [--port N].

Requests that it has no route for are told on stderr; where the extra `testing` is installed, those that openapi.yaml
does not allow, too.
"""

import argparse
import os
import signal
import sys
from typing import Never

from wrapper.testing import FakeOllama, InvalidRequest, UnknownRequest


def main() -> int:
    """Serve until a signal ends it; give the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m wrapper.testing", description="Serve a stand-in for Ollama on loopback."
    )
    parser.add_argument(
        "--port", type=_port, default=11434, help="where to serve; 0 takes a free port (default: 11434)"
    )
    parser.add_argument(
        "--pace", type=float, default=0.02, help="seconds between two pieces of a reply (default: 0.02)"
    )
    arguments = parser.parse_args()
    fake = FakeOllama(port=arguments.port, pace=arguments.pace)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        fake.start()
        sys.stdout.write(f"This is a stand-in, not a real Ollama: {fake.url} (Ctrl-C ends it)\n")
        sys.stdout.write(f"Models: {', '.join(fake.models)}\n")
        sys.stdout.flush()
        _complain(fake)  # until a signal's handler raises
    except OSError as error:
        sys.stderr.write(f"port {arguments.port} cannot be used: {os.strerror(error.errno or 0)}\n")
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        fake.stop()
    return 0


def _complain(fake: FakeOllama) -> Never:
    """Tell which requests openapi.yaml does not allow, as they come."""
    arrived = 0
    while True:
        arrived = len(fake.wait_for_requests(arrived + 1, timeout=None))
        try:
            fake.check()
        except (UnknownRequest, InvalidRequest) as wrong:
            sys.stderr.write(f"{wrong}\n")


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: use 0 to 65535")
    return port


if __name__ == "__main__":
    sys.exit(main())
