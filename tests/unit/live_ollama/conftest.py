"""The stub of the `ollama` program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.live_ollama.stub import Stub


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[Stub]:
    stub = Stub(tmp_path)
    yield stub
    stub.close()
