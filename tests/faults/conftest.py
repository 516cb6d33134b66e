"""No word of the environment, and one server for all that goes wrong with an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.conftest import servers as servers
from tests.faults.table import SCRIPTS
from tests.faults.wire import Wire


@pytest.fixture(scope="session")
def wire() -> Iterator[str]:
    """The address of a server that answers by the scripts of the table."""
    with Wire(SCRIPTS).serving() as url:
        yield url
