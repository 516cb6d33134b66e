"""Fixtures for tests of many connections, large bodies and restarts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backends import ASYNC_BACKENDS, BACKENDS
from tests.environment import without_settings as without_settings

REQUIRED_FILES = 8192  # a thousand streams have two ends in one process


@pytest.fixture
def many_files() -> Iterator[None]:
    """Raise the limit of open files for thousands of connections, or skip the test."""
    resource = pytest.importorskip("resource", reason="this system does not limit open files")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < REQUIRED_FILES:
        pytest.skip(f"this system limits a process to {hard} open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, REQUIRED_FILES), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Return the name of each backend."""
    return str(request.param)


@pytest.fixture(params=ASYNC_BACKENDS)
def async_backend(request: pytest.FixtureRequest) -> str:
    """Return the name of each async library."""
    return str(request.param)
