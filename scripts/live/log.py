"""Progress messages of `scripts/live-ollama`, and excerpts of other programs' logs."""

import sys
from pathlib import Path

TAIL_LINES = 20


def note(message: str) -> None:
    """Print a progress message to standard error, because standard output belongs to the command."""
    print(f"live-ollama: {message}", file=sys.stderr, flush=True)


def tail(log: Path) -> str:
    """Return the last lines of a log, indented, or a placeholder if it is empty."""
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join(f"    {line}" for line in lines) or "    (the log is empty)"
