"""The servers that the contract tests run on, and the description they are held to."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.contract.conformance import Spec
from tests.contract.replay import SPEC
from tests.contract.target import Kind, Servers, Target, live_is_missing, main_kind, open_target

MISSING = "CI or REQUIRE_LIVE is set, so the contract tests need a real Ollama, and OLLAMA_HOST names none"


def pytest_report_header() -> str:
    """Say which server the contract tests talk to."""
    return f"contract tests: {main_kind().value}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it again where nobody can miss it, when no real server was there."""
    if main_kind() is Kind.EMBEDDED:
        terminalreporter.write_line(f"contract tests ran on {main_kind().value}", yellow=True)


@pytest.fixture(scope="session")
def spec() -> Spec:
    """openapi.yaml."""
    return Spec.load(SPEC)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """The servers of this run by their kind, opened at first use."""
    opened: dict[Kind, Target] = {}

    def open_once(kind: Kind) -> Target:
        if live_is_missing():
            pytest.fail(MISSING)
        if kind not in opened:
            opened[kind] = stack.enter_context(open_target(kind))
        return opened[kind]

    with ExitStack() as stack:
        yield open_once
