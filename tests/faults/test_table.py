"""Each fault of the table on each backend: the expected error, and a client that still works."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.backends import BACKENDS, PYREQWEST_BACKENDS, VerbCaller
from tests.faults.calls import DEADLINE, IGNORE_DROPPED_GENERATORS, Outcome, observe
from tests.faults.expected import check
from tests.faults.on_pyreqwest import expected_on
from tests.faults.table import CONTENTS, FAULTS
from tests.faults.table.encoding import BROKEN_CODINGS
from tests.faults.table.fault import STALL_TIMEOUT
from wrapper import ServerConnectionError


def cells() -> Iterator[Any]:
    for number, fault in enumerate(FAULTS):
        for streamed, expected in ((False, fault.whole), (True, fault.streamed)):
            if expected is None:
                continue
            for backend in (*BACKENDS, *PYREQWEST_BACKENDS):
                # The two verbs differ only in their content, which all backends read with the same code.
                for verb in ("chat", "generate") if fault in CONTENTS and backend == "sync" else ("chat",):
                    marks = [IGNORE_DROPPED_GENERATORS] if fault in BROKEN_CODINGS and backend == "trio" else []
                    name = f"{fault.name}-{verb}-{backend}-{'streamed' if streamed else 'whole'}"
                    yield pytest.param(number, verb, VerbCaller(backend, streamed), id=name, marks=marks)


CELLS = list(cells())

Cells = dict[tuple[int, str, VerbCaller], "Future[Outcome]"]


def perform(url: str, number: int, verb: str, caller: VerbCaller) -> Outcome:
    return observe(caller, f"{url}/f{number}", verb, timeout=STALL_TIMEOUT if FAULTS[number].waits else DEADLINE)


@pytest.fixture(scope="module")
def waiting(fault_url: str) -> Iterator[Cells]:
    """Start the cells that last until a timeout, several at once: too many would have to wait for each other."""
    cells = [cell.values for cell in CELLS if FAULTS[cell.values[0]].waits]
    with ThreadPoolExecutor(16) as pool:
        yield {cell: pool.submit(perform, fault_url, *cell) for cell in cells}


@pytest.mark.parametrize(("number", "verb", "caller"), CELLS)
def test_fault(fault_url: str, waiting: Cells, number: int, verb: str, caller: VerbCaller) -> None:
    fault = FAULTS[number]
    started = waiting.get((number, verb, caller))
    outcome = started.result() if started else perform(fault_url, number, verb, caller)
    expected = expected_on(caller.backend, fault.name, fault.streamed if caller.streamed else fault.whole)
    check(outcome, expected, caller.streamed)
    assert outcome.next_result == "0.34.0" or (fault.surplus and isinstance(outcome.next_result, ServerConnectionError))
