"""Many of everything at once: settings of the user's do not count, and the number of open files may be large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

WANTED = 8192  # open files: a thousand streams have two ends in one process


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OLLAMA_HOST", "OLLAMA_PORT", "OLLAMA_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def many_files() -> Iterator[None]:
    """Room for thousands of connections, where the system lets a process have it."""
    resource = pytest.importorskip("resource", reason="this system does not bound open files")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < WANTED:
        pytest.skip(f"this system lets a process have {hard} open files at most")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, WANTED), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(params=["asyncio", "trio"])
def library(request: pytest.FixtureRequest) -> str:
    """What an AsyncClient runs on."""
    return str(request.param)
