"""The results as tables, and the files that show them: results.json, the charts, and a section of the README."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import charts
from benchmarks.clients import FLOORS, OFFICIAL, TRANSPORTS
from benchmarks.measures import GROWTHS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.measures import Measure

    Figures = Mapping[str, Sequence[float]]

_FOLDER = Path(__file__).parent
_RESULTS = _FOLDER / "results.json"
_README = _FOLDER.parent / "README.md"
_SECTION = re.compile(r"(<!-- python -m benchmarks --write -->\n).*?(<!-- end -->)", re.DOTALL)


def text(results: Mapping[str, Any]) -> str:
    """Return all results as Markdown that is aligned to be read in a terminal, too."""
    parts = [measures_table(results), growth_table(results), *_unavailable(results), _conditions(results)]
    return "\n".join(part for part in parts if part)


def measures_table(results: Mapping[str, Any]) -> str:
    """Return the ratios of each transport and of the floors to the official package, and the bounds."""
    rows = [["measure", OFFICIAL, *TRANSPORTS, "at most", *FLOORS]]
    for measure in MEASURES:
        if figures := results["measures"].get(measure.name):
            official = f"{figure(measure.scale * median(figures[OFFICIAL]))} {measure.unit}"
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


def growth(results: Mapping[str, Any], name: str) -> dict[str, dict[float, float]]:
    """Return the median cost of each client at each size."""
    sizes: Mapping[str, Figures] = results["growth"].get(name, {})
    clients = dict.fromkeys(client for figures in sizes.values() for client in figures)
    return {client: {float(size): median(figures[client]) for size, figures in sizes.items()} for client in clients}


def ratios(figures: Figures, client: str) -> list[float]:
    """Return the ratio of a client to the official package in each round."""
    return [ours / theirs for ours, theirs in zip(figures[client], figures[OFFICIAL], strict=True)]


def figure(value: float) -> str:
    """Format a number with at least three digits, without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def write(results: Mapping[str, Any]) -> None:
    """Renew results.json, the charts and the README's section."""
    _RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    drawn = {
        measure: {client: median(ratios(results["measures"][measure.name], client)) for client in clients}
        for measure in MEASURES
        if (clients := [client for client in results["measures"][measure.name] if client != OFFICIAL])
    }
    (_FOLDER / "ratios.svg").write_text(charts.ratios(drawn))
    (_FOLDER / "growth.svg").write_text(charts.growth({axis: growth(results, axis.name) for axis in GROWTHS}))
    readme = _README.read_text()
    if not _SECTION.search(readme):
        raise SystemExit(f"{_README.name} has no line `<!-- python -m benchmarks --write -->` before a `<!-- end -->`")
    _README.write_text(_SECTION.sub(lambda found: f"{found[1]}{section(results)}{found[2]}", readme))


def read() -> dict[str, Any]:
    """Return the results that were written last."""
    results: dict[str, Any] = json.loads(_RESULTS.read_text())
    return results


def section(results: Mapping[str, Any]) -> str:
    """Return the README's section."""
    chart = "![CPU time and memory as a ratio to the official package](benchmarks/ratios.svg)"
    return f"{chart}\n\n{measures_table(results)}\n{_conditions(results)}"


def _cell(figures: Figures, client: str, measure: Measure) -> str:
    if client not in figures:
        return "–"
    values = ratios(figures, client)
    over = "!" if median(values) > measure.bounds.get(client, math.inf) else ""
    return f"{median(values):.2f}{over} ({min(values):.2f}–{max(values):.2f})"


def _unavailable(results: Mapping[str, Any]) -> Iterable[str]:
    for transport, reason in results["unavailable"].items():
        yield f"Not measured: {transport}. This installation does not run it: {reason}\n"


def _conditions(results: Mapping[str, Any]) -> str:
    libraries = ", ".join(f"{name} {number}" for name, number in results["libraries"].items())
    return (
        f"Median of {results['repeats']} rounds and, in brackets, the range; ! is above the bound `at most`. "
        f"Python {results['python']}, {results['system']}; {libraries}.\n"
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |\n" for row in rows]
    return "".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|\n", *lines[1:]])
