"""Fixtures for pytest: `fake_ollama`, a server for one test, and `ollama`, a client of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import FakeOllama
from .script.recorded import NOT_VALIDATED, can_validate

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .. import Client


def pytest_report_header() -> list[str]:
    """Say once per run that requests are not validated, if they are not."""
    return [] if can_validate() else [f"fake_ollama: {NOT_VALIDATED}"]


@pytest.fixture
def fake_ollama() -> Iterator[FakeOllama]:
    """A server for this test. An unknown route, or a request that openapi.yaml does not allow, fails the test."""
    with FakeOllama(strict=True) as fake:
        yield fake


@pytest.fixture
def ollama(fake_ollama: FakeOllama) -> Iterator[Client]:
    """A client of `fake_ollama`."""
    with fake_ollama.client() as client:
        yield client


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail the test itself for wrong requests. Later ones are an error in the fixture's teardown."""
    result = yield
    fake = pyfuncitem.funcargs.get("fake_ollama")
    if isinstance(fake, FakeOllama) and fake.strict:
        fake.check()
    return result
