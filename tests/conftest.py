"""Settings and fixtures for all tests."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

if find_spec("hypothesis"):  # missing in the environment of scripts/test-frameworks
    from hypothesis import settings

    # Without deadline and database, a result depends neither on the machine's speed nor on earlier runs.
    settings.register_profile("tests", settings.default, deadline=None, database=None)
    settings.load_profile("tests")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Make the clients' pauses take no time, and record them in seconds."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("wrapper.transport.sync_io.wait", lambda _, seconds: waited.append(seconds))
    monkeypatch.setattr("wrapper.transport.event_loop.sleep", sleep)
    return waited
