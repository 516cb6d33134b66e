"""A small checkout for each test."""

from pathlib import Path

import pytest

from tests.unit.drift.checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)
