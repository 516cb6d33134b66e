"""The servers of this run, and one scripted server for all faults of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.conftest import servers as servers
from tests.faults.on_pyreqwest import reason_to_skip
from tests.faults.scripted_server import ScriptedServer
from tests.faults.table import SCRIPTS


@pytest.fixture(scope="session")
def fault_url() -> Iterator[str]:
    """The URL of a server that responds with the scripts of the table, by their names."""
    with ScriptedServer(SCRIPTS).serving() as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that do not apply to pyreqwest, with their reasons."""
    for item in items:
        if (reason := reason_to_skip(item.name)) is not None:
            item.add_marker(pytest.mark.skip(reason=reason))
