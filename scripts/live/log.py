"""What `scripts/live-ollama` says about itself, and what it shows of other programs' logs."""

import sys
from pathlib import Path

LINES = 20


def note(text: str) -> None:
    """Print a line of progress to standard error; standard output belongs to the command that is run."""
    print(f"live-ollama: {text}", file=sys.stderr, flush=True)


def tail(log: Path) -> str:
    """Give the last lines of a log, indented; a word where there are none."""
    lines = log.read_text(errors="replace").splitlines()[-LINES:]
    return "\n".join(f"    {line}" for line in lines) or "    (nothing was printed)"
