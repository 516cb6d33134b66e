"""A fixture for test folders in which the user's own settings must not count; import it into their conftest."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset the environment variables that a client reads."""
    for name in ("OLLAMA_HOST", "OLLAMA_PORT", "OLLAMA_API_KEY"):
        monkeypatch.delenv(name, raising=False)
