"""The servers of this run, and one scripted server for all faults of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.conftest import servers as servers
from tests.environment import few_certificates as few_certificates
from tests.faults.scripted_server import ScriptedServer
from tests.faults.table import SCRIPTS


@pytest.fixture(scope="session")
def fault_url() -> Iterator[str]:
    """The URL of a server that responds with the scripts of the table, by their names."""
    with ScriptedServer(SCRIPTS).serving() as url:
        yield url
