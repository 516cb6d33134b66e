"""The results as tables, and the files that show them: results.json, the charts, and a section of the README."""

from __future__ import annotations

import json
import math
import re
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import charts
from benchmarks.clients import FLOORS, OFFICIAL, TRANSPORTS
from benchmarks.measures import GROWTHS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.measures import Measure

    Figures = Mapping[str, Sequence[float]]

_BEGIN, _END = "<!-- scripts/benchmark --write -->\n", "<!-- end of the benchmarks -->"


def text(results: Mapping[str, Any]) -> str:
    """Return all results as Markdown that is aligned to be read in a terminal, too."""
    return f"{measures_table(results)}\n{growth_table(results)}\n{conditions(results)}"


def measures_table(results: Mapping[str, Any]) -> str:
    """Return the ratios of each transport and of the floors to the official package, and the bounds."""
    rows = [["measure", OFFICIAL, *TRANSPORTS, "at most", *FLOORS]]
    for measure in MEASURES:
        if figures := results["measures"].get(measure.name):
            official = f"{measure.scale * median(figures[OFFICIAL]):,.1f} {measure.unit}"
            cells = [_cell(figures, client, measure) for client in (*TRANSPORTS, *FLOORS)]
            at_most = " / ".join(f"{bound:g}" for bound in dict.fromkeys(measure.bounds.values()))
            rows.append([measure.name, official, *cells[: len(TRANSPORTS)], at_most, *cells[len(TRANSPORTS) :]])
    return _table(rows) if len(rows) > 1 else ""


def growth_table(results: Mapping[str, Any]) -> str:
    """Return the cost for each unit of the size, and the exponent of its growth: 1 is linear."""
    rows = [["cost against size", "client", "ms for each unit, at each size", "grows with size to the power of"]]
    for axis in GROWTHS:
        for client, costs in growth(results, axis.name).items():
            each = ", ".join(f"{1000 * cost / size:.3g} at {size:g}" for size, cost in costs.items())
            (first, low), *_, (last, high) = costs.items()
            rows.append([f"{axis.name} ({axis.unit})", client, each, f"{math.log(high / low, last / first):.2f}"])
    return _table(rows) if len(rows) > 1 else ""


def conditions(results: Mapping[str, Any]) -> str:
    """Return how to read the results, and what they depend on."""
    libraries = ", ".join(f"{name} {number}" for name, number in results["libraries"].items())
    missing = [
        f"Not measured, because this installation does not run it: {name} ({reason})."
        for name, reason in results["unavailable"].items()
    ]
    return "\n".join(
        [
            f"Median of {results['repeats']} rounds and, in brackets, the range; ! is above the bound `at most`.",
            f"Python {results['python']}, {results['system']}; {libraries}.",
            *missing,
            "",
        ]
    )


def growth(results: Mapping[str, Any], name: str) -> dict[str, dict[float, float]]:
    """Return the median cost of each client at each size."""
    sizes: Mapping[str, Figures] = results["growth"].get(name, {})
    clients = dict.fromkeys(client for figures in sizes.values() for client in figures)
    return {client: {float(size): median(figures[client]) for size, figures in sizes.items()} for client in clients}


def ratios(figures: Figures, client: str) -> list[float]:
    """Return the ratio of a client to the official package in each round."""
    return [ours / theirs for ours, theirs in zip(figures[client], figures[OFFICIAL], strict=True)]


def write(results: Mapping[str, Any], root: Path) -> None:
    """Renew benchmarks/results.json, the charts beside it, and the section of the README."""
    drawn = {
        measure: {client: median(ratios(figures, client)) for client in figures if client != OFFICIAL}
        for measure in MEASURES
        for figures in [results["measures"][measure.name]]
    }
    grown = {axis: growth(results, axis.name) for axis in GROWTHS}
    for name, content in {
        "results.json": json.dumps(results, indent=1, ensure_ascii=False) + "\n",
        "ratios.svg": charts.ratios(drawn),
        "growth.svg": charts.growth(grown),
    }.items():
        (root / "benchmarks" / name).write_text(content)
    chart = "![The cost of this package as a ratio to that of the official one](benchmarks/ratios.svg)"
    section = f"{_BEGIN}{chart}\n\n{measures_table(results)}\n{conditions(results)}{_END}"
    readme = (root / "README.md").read_text()
    (root / "README.md").write_text(re.sub(f"{_BEGIN}.*?{_END}", lambda _: section, readme, flags=re.DOTALL))


def _cell(figures: Figures, client: str, measure: Measure) -> str:
    if client not in figures:
        return "–"
    values = ratios(figures, client)
    over = "!" if median(values) > measure.bounds.get(client, math.inf) else ""
    return f"{median(values):.2f}{over} ({min(values):.2f}–{max(values):.2f})"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |\n" for row in rows]
    return "".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|\n", *lines[1:]])
