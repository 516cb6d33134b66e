"""Each fault of the table, in every way of calling: an error that says what happened, and a client that works on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.faults.calls import DROPPED, GUARD, WAYS, Outcome, Way
from tests.faults.expected import check
from tests.faults.table import BRIEF, BROKEN_CODINGS, CONTENTS, FAULTS
from wrapper import ServerConnectionError


def cells() -> Iterator[Any]:
    for number, fault in enumerate(FAULTS):
        for streamed, expected in ((False, fault.whole), (True, fault.streamed)):
            if expected is None:
                continue
            for way in WAYS:
                # They share all but their content, and sync and async share all that reads it.
                for verb in ("chat", "generate") if fault in CONTENTS and way == "sync" else ("chat",):
                    marks = [DROPPED] if fault in BROKEN_CODINGS and way == "trio" else []
                    name = f"{fault.name}-{verb}-{way}-{'streamed' if streamed else 'whole'}"
                    yield pytest.param(number, verb, Way(way, streamed), id=name, marks=marks)


CELLS = list(cells())

Cells = dict[tuple[int, str, Way], "Future[Outcome]"]


def perform(wire: str, number: int, verb: str, way: Way) -> Outcome:
    return way(f"{wire}/f{number}", verb, timeout=BRIEF if FAULTS[number].waits else GUARD)


@pytest.fixture(scope="module")
def waiting(wire: str) -> Iterator[Cells]:
    """The cells that wait for a timeout, all at once."""
    cells = [cell.values for cell in CELLS if FAULTS[cell.values[0]].waits]
    with ThreadPoolExecutor(len(cells)) as pool:
        yield {cell: pool.submit(perform, wire, *cell) for cell in cells}


@pytest.mark.parametrize(("number", "verb", "way"), CELLS)
def test_a_fault(wire: str, waiting: Cells, number: int, verb: str, way: Way) -> None:
    fault = FAULTS[number]
    begun = waiting.get((number, verb, way))
    outcome = begun.result() if begun else perform(wire, number, verb, way)
    check(outcome, fault.streamed if way.streamed else fault.whole, way.streamed)
    assert outcome.following == "0.34.0" or (fault.surplus and isinstance(outcome.following, ServerConnectionError))
