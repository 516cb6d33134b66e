"""Measure this package beside the official one: python -m benchmarks [--repeats N] [MEASURE...]."""

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
WIDTH, LONGEST = 20, 54  # characters of a bar that says "as good as the official one", and of the longest


def main() -> int:
    """Print a row as soon as its figures are there; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure wrapper beside ollama.")
    parser.add_argument("--repeats", type=int, default=5, help="how often each figure is taken (default: 5)")
    parser.add_argument("measures", nargs="*", help=f"which of: {', '.join(measure.name for measure in MEASURES)}")
    arguments = parser.parse_args()
    if importlib.util.find_spec(THEIRS) is None:
        sys.stderr.write("the official package is missing: see benchmarks/README.md\n")
        return 2
    write("measure", "", OURS, THEIRS, "times better")
    for measure in MEASURES:
        if measure.name in (arguments.measures or [measure.name]):
            ours, theirs = compare(measure, arguments.repeats)
            better = ours / theirs if measure.more_is_better else theirs / ours
            write(measure.name, measure.unit, figure(ours), figure(theirs), f"{better:6.2f} {bar(better)}")
    return 0


def figure(value: float) -> str:
    """Write a number with three digits or more, without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def bar(better: float) -> str:
    """Draw a ratio; one that is too long to draw ends in an arrow."""
    length = round(WIDTH * better)
    return "#" * length if length <= LONGEST else "#" * LONGEST + ">"


def write(*cells: str) -> None:
    """Print a row of the table."""
    name, unit, ours, theirs, better = cells
    sys.stdout.write(f"{name:27}{unit:>5}{ours:>10}{theirs:>10}  {better}\n")
    sys.stdout.flush()


def compare(measure: Measure, repeats: int) -> tuple[float, float]:
    """Take the figures in turns, so that whatever else the machine does meets both; give the medians."""
    figures: dict[str, list[float]] = {OURS: [], THEIRS: []}
    for repeat in range(repeats):
        for package in (OURS, THEIRS) if repeat % 2 else (THEIRS, OURS):
            figures[package].append(take(measure, package))
    return median(figures[OURS]), median(figures[THEIRS])


def take(measure: Measure, package: str) -> float:
    """Run a task in a fresh process, on a fresh server."""
    with server() as url:
        command = [sys.executable, "-m", "benchmarks.measures", measure.name, package, url]
        return float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)  # noqa: S603 - ours


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Serve the stand-in that comes with this package; give its address."""
    command = [sys.executable, "-m", "wrapper.testing", "--port=0", "--pace=0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            first = process.stdout.readline() if process.stdout else ""
            yield next(word for word in first.split() if word.startswith("http://"))
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
