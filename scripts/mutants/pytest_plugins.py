"""Plugins for the test runs: one records which functions each test calls, the other selects tests and orders them."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import CodeType, FrameType


class Recorder:
    """Records the duration of each test, and the functions of the packages that it calls in any thread."""

    def __init__(self, root: Path) -> None:
        self.tests: dict[str, tuple[float, list[str]]] = {}
        self._root = f"{root}/"
        self._called: set[CodeType] = set()

    def result(self) -> Any:
        """Return the seconds and functions by test."""
        return self.tests

    def _trace(self, frame: FrameType, _event: str, _argument: object) -> None:
        self._called.add(frame.f_code)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Record one test, with its fixtures."""
        self._called.clear()
        threading.settrace(self._trace)
        sys.settrace(self._trace)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            called = {self._name(code) for code in self._called.copy() if code.co_filename.startswith(self._root)}
            self.tests[item.nodeid] = (time.perf_counter() - started, sorted(called - {""}))

    def _name(self, code: CodeType) -> str:
        path = code.co_filename.removeprefix(self._root)
        if not path.startswith(("wrapper/", "generated/")):
            return ""
        function = code.co_qualname
        while function.endswith(">"):  # a lambda or comprehension belongs to the function around it
            function = function.rpartition(".<locals>.")[0] if ".<locals>." in function else ""
        return f"{path}:{function}"


class Selection:
    """Runs only some tests, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._position = {test: position for position, test in enumerate(tests)}
        self.failed = ""

    def result(self) -> Any:
        """Return the test that failed, or an empty string."""
        return self.failed

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Drop and sort the tests."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._position), key=lambda item: self._position[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remember the test that noticed."""
        if report.failed:
            self.failed = report.nodeid
