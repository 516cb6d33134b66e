"""The benchmarks run and report; what they measure is not tested."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import report
from benchmarks.__main__ import ROOT, run, server
from benchmarks.clients import FLOORS, OFFICIAL
from benchmarks.measures import GROWTHS, MEASURES

SMALL_SIZES = {
    "import_chat": (),
    "memory": (),
    "chat": (2,),
    "burst": (4, 5),
    "burst_async": (4, 5),
    "live_async": (2, 3, 1),
    "live_threads": (2, 3, 1),
    "embed": (2, 3, 1),
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.mark.parametrize("task", dict.fromkeys(measure.task for measure in MEASURES))
def test_task_runs(task: str, url: str) -> None:
    assert run(task, "httpx", url, *SMALL_SIZES[task]) > 0


def results(ratio: float) -> dict[str, Any]:
    """Return results in which this package costs a ratio of the official one."""
    figures = {OFFICIAL: [1.0, 2.0], "httpx": [ratio, 2 * ratio], **{floor: [0.1, 0.2] for floor in FLOORS}}
    grown = {axis.name: {size: {OFFICIAL: [size], "httpx": [size]} for size in axis.sizes} for axis in GROWTHS}
    return {
        "python": "3.11",
        "system": "Linux",
        "libraries": {"ollama": "0.6.3"},
        "repeats": 2,
        "unavailable": {"httpx2": "TypeError: unknown transport"},
        "measures": {measure.name: figures for measure in MEASURES},
        "growth": grown,
    }


def test_report_marks_ratios_above_bound() -> None:
    assert "| 0.30 (0.30–0.30) " in report.text(results(0.3))
    assert "| 1.30! (1.30–1.30) " in report.text(results(1.3))


def test_report_names_missing_transports() -> None:
    assert "httpx2 (TypeError: unknown transport)" in report.text(results(1))


def test_linear_growth_has_exponent_one() -> None:
    assert report.growth_table(results(1)).count("| 1.00 ") == 2 * len(GROWTHS)


def test_files_are_renewed(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "README.md", tmp_path)
    for ratio in (0.3, 0.4):
        report.write(results(ratio), tmp_path)
        readme = (tmp_path / "README.md").read_text()
        assert readme.count(report.measures_table(results(ratio))) == readme.count("(benchmarks/ratios.svg)") == 1
    for chart in ("ratios.svg", "growth.svg"):
        assert ElementTree.parse(tmp_path / "benchmarks" / chart).getroot().tag.endswith("svg")  # noqa: S314 - our own
