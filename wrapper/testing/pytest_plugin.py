"""Fixtures for pytest: `fake_ollama`, a server for one test, and `ollama`, a client of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import FakeOllama

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .. import Client


@pytest.fixture
def fake_ollama() -> Iterator[FakeOllama]:
    """A server of this test's own. What it has no route for, or openapi.yaml does not allow, fails the test."""
    with FakeOllama(strict=True) as fake:
        yield fake


@pytest.fixture
def ollama(fake_ollama: FakeOllama) -> Iterator[Client]:
    """A client of `fake_ollama`."""
    with fake_ollama.client() as client:
        yield client


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Let the test itself fail of wrong requests; those that come later are an error of the fixture's end."""
    result = yield
    fake = pyfuncitem.funcargs.get("fake_ollama")
    if isinstance(fake, FakeOllama) and fake.strict:
        fake.check()
    return result
