"""Compare this package with the official one: python -m benchmarks [--repeats N] [MEASURE...]."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measures import MEASURES, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS, THEIRS = "wrapper", "ollama"
WIDTH, LONGEST = 20, 54  # characters of the bar for the ratio 1, and of the longest bar


def main() -> int:
    """Print each row as soon as it is measured, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Compare wrapper with ollama.")
    parser.add_argument("--repeats", type=int, default=5, help="how often each measure is repeated (default: 5)")
    parser.add_argument(
        "measures", nargs="*", help=f"measures to run (default: all): {', '.join(measure.name for measure in MEASURES)}"
    )
    arguments = parser.parse_args()
    if importlib.util.find_spec(THEIRS) is None:
        sys.stderr.write("the official package is not installed: see benchmarks/README.md\n")
        return 2
    write("measure", "", OURS, THEIRS, "times better")
    for measure in MEASURES:
        if measure.name in (arguments.measures or [measure.name]):
            ours, theirs = compare(measure, arguments.repeats)
            better = ours / theirs if measure.more_is_better else theirs / ours
            write(measure.name, measure.unit, figure(ours), figure(theirs), f"{better:6.2f} {bar(better)}")
    return 0


def figure(value: float) -> str:
    """Format a number with at least three digits, without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def bar(better: float) -> str:
    """Draw a ratio as a bar; a bar beyond the maximum length ends in an arrow."""
    length = round(WIDTH * better)
    return "#" * length if length <= LONGEST else "#" * LONGEST + ">"


def write(*cells: str) -> None:
    """Print a row of the table."""
    name, unit, ours, theirs, better = cells
    sys.stdout.write(f"{name:27}{unit:>5}{ours:>10}{theirs:>10}  {better}\n")
    sys.stdout.flush()


def compare(measure: Measure, repeats: int) -> tuple[float, float]:
    """Measure both packages in turns, so that other load affects both, and return the medians."""
    figures: dict[str, list[float]] = {OURS: [], THEIRS: []}
    for repeat in range(repeats):
        for package in (OURS, THEIRS) if repeat % 2 else (THEIRS, OURS):
            figures[package].append(run_once(measure, package))
    return median(figures[OURS]), median(figures[THEIRS])


def run_once(measure: Measure, package: str) -> float:
    """Run a measure in a new process with a new server."""
    with server() as url:
        command = [sys.executable, "-m", "benchmarks.measures", measure.name, package, url]
        return float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)  # noqa: S603 - our own module


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run this package's embedded server, and return its URL."""
    command = [sys.executable, "-m", "wrapper.testing", "--port=0", "--pace=0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            first = process.stdout.readline() if process.stdout else ""
            yield next(word for word in first.split() if word.startswith("http://"))
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
