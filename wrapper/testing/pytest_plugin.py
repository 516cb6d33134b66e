"""Fixtures for pytest: `fake_ollama`, a server for one test, and `ollama`, a client of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from wrapper.testing import FakeOllama

if TYPE_CHECKING:
    from wrapper import Client


@pytest.fixture
def fake_ollama() -> Iterator[FakeOllama]:
    """A server of this test's own. A request that it has no route for fails the test when it ends."""
    with FakeOllama(strict=True) as fake:
        yield fake


@pytest.fixture
def ollama(fake_ollama: FakeOllama) -> "Iterator[Client]":
    """A client of `fake_ollama`."""
    with fake_ollama.client() as client:
        yield client
