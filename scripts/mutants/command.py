"""Mutate the packages, one small change at a time, and report the mutants that no test notices.

Not mutmut: it replaces each function by another one, and signatures are what many tests here are about. Not cosmic-ray:
it knows one test command for all modules, and the whole suite is too slow for each of 14,000 mutants.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .mutations import Mutation, compiles, mutations
from .pytest_plugins import Recorder, Selection
from .runs import copy_checkout, mutated, preload, run_pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
STATE = ROOT / ".mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
TESTS = ("tests/unit", "tests/faults")
# These compare generated code with its source, or run another environment: they would notice any change, or none.
IGNORED_TESTS = ("test_regenerate", "test_packaging", "test_argument_docs", "live_ollama", "mutants", "test_odd_specs")
MADE = (
    "wrapper/clients/sync_client.py",
    "wrapper/functions.py",
    "generated/ollama_rest/models",
    "generated/ollama_rest/api",
)
RUNTIME = ROOT / "scripts/codegen/runtime"
NO_TEST = "an error while importing or collecting"
FIRST_TESTS, FIRST_SECONDS = 20, 5.0
ALL_SECONDS = 300.0  # as recorded, which is slower than without recording


Results = dict[str, dict[str, Any]]
"""Whether each mutant survived, by its key."""


@dataclass
class RecordedTests:
    """The tests that call each function."""

    seconds: dict[str, float] = field(default_factory=dict)
    by_function: dict[str, set[str]] = field(default_factory=dict)
    by_module: dict[str, set[str]] = field(default_factory=dict)
    breadth: dict[str, int] = field(default_factory=dict)
    """The number of functions that a test calls."""

    def add(self, recorded: dict[str, tuple[float, list[str]]]) -> None:
        for test, (seconds, functions) in recorded.items():
            self.seconds[test] = seconds
            self.breadth[test] = len(functions)
            for function in functions:
                self.by_function.setdefault(function, set()).add(test)
                self.by_module.setdefault(function.partition(":")[0], set()).add(test)

    def within(self, limit: float, tests: list[str]) -> list[str]:
        """Return as many of the tests as run in this time, but at least one."""
        ends = accumulate(self.seconds[test] for test in tests)
        return [test for number, (test, end) in enumerate(zip(tests, ends, strict=True)) if end < limit or not number]

    def of(self, mutation: Mutation) -> list[str]:
        """Return the tests that may notice a mutation: one of each family first, the narrowest before the others."""
        function = mutation.function
        found = self.by_function.get(f"{mutation.path}:{function}") if function else None
        if found is None and (not function or "." in function):
            found = self.by_module.get(mutation.path)
        narrowest = sorted(found or (), key=lambda test: (self.breadth[test], self.seconds[test], test))
        turns: Counter[str] = Counter()
        order: list[tuple[int, int, str]] = []
        for position, test in enumerate(narrowest):
            family = test.partition("[")[0]
            order.append((turns[family], position, test))
            turns[family] += 1
        return [test for _, _, test in sorted(order)]


def main(arguments: list[str]) -> int:
    options = _parse(arguments)
    preload()
    STATE.mkdir(exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the processes that it started end
    copies: SimpleQueue[Path] = SimpleQueue()
    with ExitStack() as ended:
        for _ in range(options.processes):
            copy = Path(ended.enter_context(TemporaryDirectory(prefix="copy-", dir=STATE))).resolve()
            copy_checkout(ROOT, copy)
            copies.put(copy)
        pool = ThreadPoolExecutor(options.processes)
        ended.callback(pool.shutdown, cancel_futures=True)
        return _mutate(pool, copies, _record(pool, copies, options), options)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="test-mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", help="modules or folders; by default wrapper/ and the generated base")
    parser.add_argument("--sample", type=int, metavar="N", help="at most this many mutants of each path")
    parser.add_argument("--seed", default="0", help="of the sample")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after this time")
    parser.add_argument("--fresh", action="store_true", help="run again what an earlier run has a result for")
    parser.add_argument("--survivors", action="store_true", help="run the survivors of earlier runs again")
    parser.add_argument("--tests", nargs="+", default=[""], metavar="PATH", help="run only the tests of these files")
    parser.add_argument("--rerecord", action="store_true", help="record again which functions each test calls")
    parser.add_argument("--minimum", type=float, default=95.0, help="percentage to be noticed, for the exit code")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args(arguments)


# Which tests call a function


def _record(pool: ThreadPoolExecutor, copies: SimpleQueue[Path], options: argparse.Namespace) -> RecordedTests:
    files = [
        file.relative_to(ROOT).as_posix()
        for folder in TESTS
        for file in sorted((ROOT / folder).rglob("test_*.py"))
        if file.relative_to(ROOT).as_posix().startswith(tuple(options.tests))
        and not any(name in file.relative_to(ROOT).as_posix() for name in IGNORED_TESTS)
    ]
    store = STATE / "tests"
    store.mkdir(parents=True, exist_ok=True)
    tests = RecordedTests()

    def record(file: str) -> dict[str, Any]:
        saved = store / f"{file.replace('/', '.')}-{_digest((ROOT / file).read_bytes())}.json"
        if saved.exists() and not options.rerecord:
            return dict(json.loads(saved.read_text()))
        copy = copies.get()
        try:
            recorder = Recorder(copy)
            _, recorded = run_pytest(copy, [file], recorder, recorder.result, 600)
        finally:
            copies.put(copy)
        print(f"test-mutants: recorded {file}: {len(recorded or ())} tests", file=sys.stderr)
        saved.write_text(json.dumps(recorded or {}))
        return recorded or {}

    for recorded in pool.map(record, files):
        tests.add(recorded)
    return tests


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


# Mutants


def _paths(root: Path, options: argparse.Namespace) -> Iterator[list[str]]:
    for path in options.paths or ["wrapper", "generated/ollama_rest"]:
        full = root / path
        files = [full] if full.is_file() else sorted(full.rglob("*.py"))
        names = [file.relative_to(root).as_posix() for file in files]
        yield [name for name in names if not name.startswith(MADE) and _is_hand_written(name)]


def _is_hand_written(name: str) -> bool:
    return name.startswith("wrapper/") or (RUNTIME / Path(name).name).exists()


def _chosen(root: Path, options: argparse.Namespace, results: Results) -> list[Mutation]:
    chosen: list[Mutation] = []
    for names in _paths(root, options):
        found = [mutation for name in names for mutation in mutations(root, name)]
        if options.survivors:
            found = [mutation for mutation in found if results.get(_result_key(mutation), {}).get("survived")]
        if options.sample is not None and options.sample < len(found):
            found = random.Random(options.seed).sample(found, options.sample)
        chosen += [mutation for mutation in found if compiles(root, mutation)]
    return chosen


def _mutate(
    pool: ThreadPoolExecutor, copies: SimpleQueue[Path], tests: RecordedTests, options: argparse.Namespace
) -> int:
    deadline = time.monotonic() + options.minutes * 60
    results = _load_results()
    equivalent = _load_equivalent()
    root = copies.get()  # the checkout may change meanwhile
    chosen = [mutation for mutation in _chosen(root, options, results) if mutation.key not in equivalent]
    copies.put(root)
    log = (STATE / "results.jsonl").open("a")

    def run(mutation: Mutation) -> dict[str, Any] | None:
        key = _result_key(mutation)
        if key in results and not (options.fresh or options.survivors):
            return results[key]
        if time.monotonic() > deadline:
            return None
        copy = copies.get()
        try:
            noticed_by = _first_failure(copy, mutation, tests.of(mutation), tests)
        finally:
            copies.put(copy)
        result = {"key": key, "survived": noticed_by is None, "by": noticed_by}
        log.write(json.dumps(result) + "\n")
        log.flush()
        if noticed_by is None:
            print(_report(mutation), flush=True)
        return result

    finished = [(mutation, result) for mutation, result in zip(chosen, pool.map(run, chosen), strict=True) if result]
    log.close()
    return _summarise(finished, len(chosen), options.minimum)


def _first_failure(copy: Path, mutation: Mutation, selected: list[str], tests: RecordedTests) -> str | None:
    """Return the test that notices a mutant, or None if it survives."""
    first = tests.within(FIRST_SECONDS, selected[:FIRST_TESTS])
    rest = tests.within(ALL_SECONDS, [test for test in selected if test not in first])
    for batch in filter(None, (first, rest)):
        with mutated(copy / mutation.path, mutation):
            failed = _run(copy, batch, tests)
        if failed == NO_TEST and _run(copy, batch, tests) == NO_TEST:
            raise SystemExit(f"test-mutants: these tests do not run without a mutant either: {batch}")
        if failed is not None:
            return failed
    return None


def _run(copy: Path, batch: list[str], tests: RecordedTests) -> str | None:
    selection = Selection(batch)
    files = list(dict.fromkeys(test.partition("::")[0] for test in batch))
    limit = 30 + 5 * sum(tests.seconds[test] for test in batch)
    code, failed = run_pytest(copy, files, selection, selection.result, limit)
    if code is None:
        return "time limit"
    return None if code in (0, 5) else str(failed or NO_TEST)


def _result_key(mutation: Mutation) -> str:
    return f"{mutation.key}@{mutation.line}"


def _load_results() -> Results:
    file = STATE / "results.jsonl"
    lines = file.read_text().splitlines() if file.exists() else []
    return {result["key"]: result for result in map(json.loads, lines)}


def _load_equivalent() -> set[str]:
    """Return the mutants that no test can notice; the line before each one says why."""
    lines = EQUIVALENT.read_text().splitlines() if EQUIVALENT.exists() else []
    return {line for line in lines if line and not line.startswith("#")}


def _report(mutation: Mutation) -> str:
    return f"{mutation.path}:{mutation.line}: {mutation.key.partition('::')[2]}"


def _summarise(finished: Iterable[tuple[Mutation, dict[str, Any]]], chosen: int, minimum: float) -> int:
    noticed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    survivors = []
    for mutation, result in finished:
        room = "/".join(mutation.path.split("/")[:2])
        total[room] += 1
        noticed[room] += not result["survived"]
        if result["survived"]:
            survivors.append(mutation)
    report = [f"{room}: {noticed[room]} of {total[room]} ({noticed[room] / total[room]:.0%})" for room in sorted(total)]
    share = 100 * noticed.total() / total.total() if total else 100.0
    report.append(f"all: {noticed.total()} of {total.total()} ({share:.1f}%), {chosen - total.total()} not run")
    (STATE / "survivors.txt").write_text("\n".join([*map(_report, survivors), "", *report]) + "\n")
    print("\n".join(["", *report]))
    return 0 if share >= minimum else 1
