"""The servers of the contract tests, and the API description that they are checked against."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.contract.conformance import Spec
from tests.contract.replay import SPEC
from tests.contract.target import Kind, Servers, Target, live_is_missing, main_kind, open_target

MISSING = "CI or REQUIRE_LIVE is set, so the contract tests need a real Ollama server, but OLLAMA_HOST is unset"


def pytest_report_header() -> str:
    """Report which server the contract tests use."""
    return f"contract tests: {main_kind().value}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat that at the end of the output if no real server was available."""
    if main_kind() is Kind.EMBEDDED:
        terminalreporter.write_line(f"contract tests ran on {main_kind().value}", yellow=True)


@pytest.fixture(scope="session")
def spec() -> Spec:
    """Load openapi.yaml."""
    return Spec.load(SPEC)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Return a function that opens the server of a kind at first use."""
    opened: dict[Kind, Target] = {}

    def open_once(kind: Kind) -> Target:
        if live_is_missing():
            pytest.fail(MISSING)
        if kind not in opened:
            opened[kind] = stack.enter_context(open_target(kind))
        return opened[kind]

    with ExitStack() as stack:
        yield open_once
