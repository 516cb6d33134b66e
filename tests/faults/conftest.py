"""The servers of this run, and one scripted server for all faults of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.conftest import servers as servers
from tests.environment import few_certificates as few_certificates
from tests.faults.on_pyreqwest import is_on_pyreqwest, reason_to_skip
from tests.faults.scripted_server import ScriptedServer
from tests.faults.table import SCRIPTS
from wrapper.transport import libraries


@pytest.fixture(scope="session")
def fault_url() -> Iterator[str]:
    """The URL of a server that responds with the scripts of the table, by their names."""
    with ScriptedServer(SCRIPTS).serving() as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that do not apply to pyreqwest; a run on httpx2 has none on pyreqwest."""
    on_pyreqwest = [item for item in items if is_on_pyreqwest(item.name)]
    for item in on_pyreqwest:
        if (reason := reason_to_skip(item.name)) is not None:
            item.add_marker(pytest.mark.skip(reason=reason))
    if libraries.DEFAULT != "httpx":
        items[:] = [item for item in items if item not in on_pyreqwest]
