"""Waiting between attempts, noted instead of done."""

from __future__ import annotations

import pytest


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, for nothing is waited here."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("wrapper._client.time.sleep", waited.append)
    monkeypatch.setattr("wrapper._async_client.anyio.sleep", wait)
    return waited
