"""What all tests share: waits that are noted and not done, and properties that no clock and no past decides."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

if find_spec("hypothesis"):  # it is not in the environment of scripts/test-frameworks
    from hypothesis import settings

    settings.register_profile("tests", settings.default, deadline=None, database=None)
    settings.load_profile("tests")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, for nothing is waited here."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("wrapper.transport.sync_io.sleep", waited.append)
    monkeypatch.setattr("wrapper.transport.event_loop.sleep", wait)
    return waited
