"""The measures and their bounds, and the sizes at which the cost is compared with the size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.clients import FAST, TRANSPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class Measure:
    """A task at one size, and the highest ratio to the official package that each transport may have."""

    name: str
    unit: str
    scale: float
    """Factor from the figure of the task to the unit."""
    bounds: Mapping[str, float]
    task: str
    sizes: tuple[int, ...] = ()
    floor: str = "httpx alone"
    """The floor that the chart shows for transports other than the fast ones."""


def bounds(default: float, fast: float) -> dict[str, float]:
    """Return the bounds of all transports."""
    return {transport: fast if transport in FAST else default for transport in TRANSPORTS}


MEASURES = [
    Measure("import of `chat`", "ms", 1e3, {"httpx": 0.35}, "import_chat", floor="bare"),  # no transport is imported
    Measure("memory after one chat", "MiB", 1, bounds(0.7, 0.7), "memory"),
    Measure("whole chat, 300 in a row", "µs a call", 1e6 / 300, bounds(0.85, 0.85), "chat", (300,)),
    Measure("burst", "µs a chunk", 1e6 / 20_000, bounds(0.8, 0.25), "burst", (20_000, 5)),
    Measure("burst, async", "µs a chunk", 1e6 / 20_000, bounds(0.8, 0.25), "burst_async", (20_000, 5)),
    Measure("40 live async streams", "µs a chunk", 1e6 / 6_000, bounds(0.95, 0.4), "live_async", (40, 150, 20)),
    Measure("20 live threads", "µs a chunk", 1e6 / 3_000, bounds(0.95, 0.4), "live_threads", (20, 150, 20)),
    Measure("embed 1,000 × 768", "ms", 1e3 / 3, bounds(0.6, 0.6), "embed", (1_000, 768, 3), floor="bare"),
]


@dataclass(frozen=True, eq=False)
class Growth:
    """A task at several sizes."""

    name: str
    unit: str
    """What is counted on the horizontal axis."""
    task: str
    sizes: Mapping[float, tuple[int, ...]]
    """The position on that axis of each size of the task."""


GROWTHS = [
    Growth("chunks", "thousands", "burst", {n: (n * 1000, 5) for n in (10, 20, 40, 80)}),
    Growth("streams", "live async", "live_async", {n: (n, 50, 20) for n in (10, 20, 40, 80)}),
    Growth("line length", "KiB, 40 lines", "burst", {n: (40, n * 1024) for n in (64, 128, 256, 512)}),
    Growth("batch", "inputs of embed", "embed", {n: (n, 768, 1) for n in (250, 500, 1000, 2000)}),
]
