"""The wrapper in the place of the official package, and the servers that the frameworks use.

scripts/test-frameworks runs these tests with pinned versions of the frameworks.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import wrapper
from live.models import ScriptedModel
from tests.contract.target import KINDS, Kind, Target, live_is_missing, main_kind, open_target
from tests.faults.bad_servers import refused
from tests.frameworks.official import official  # before any framework is imported
from wrapper.clients.host import parse_host
from wrapper.testing import FakeOllama

SKY = "The sky is blue because of Rayleigh scattering."
THOUGHT = "Let me recall Rayleigh."

os.environ.update({"DO_NOT_TRACK": "1", "HAYSTACK_TELEMETRY_ENABLED": "false"})


def stay_on_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise ConnectionError for connections to other hosts, such as downloads of tokenizers and telemetry."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", parse_host(os.environ.get("OLLAMA_HOST")).name):
        raise ConnectionError(f"a framework connects to {host}: only loopback is allowed")


sys.addaudithook(stay_on_loopback)


def pytest_report_header() -> str:
    """Report which server the frameworks use."""
    return f"frameworks: {main_kind().value}; ollama {official.__name__} {official.__file__}"


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: kind.name.lower())
def server(request: pytest.FixtureRequest) -> Iterator[Target]:
    """Open each server of this run, with the scripted models."""
    if live_is_missing():
        pytest.fail("CI or REQUIRE_LIVE is set, so the frameworks need a real Ollama server, but OLLAMA_HOST is unset")
    kind: Kind = request.param
    with open_target(kind) as target:
        yield target


@pytest.fixture(scope="session")
def json_model(server: Target) -> Iterator[str]:
    """Create a model whose reply is JSON, because the scripted weights cannot follow a format."""
    name = server.names("json")
    ScriptedModel(json.dumps({"color": "blue"})).create(server.url, name)
    yield name
    with wrapper.Client(server.url) as client:
        client.delete(name)


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    """Run an embedded server that scripts replies and records requests."""
    with FakeOllama() as server:
        yield server


@pytest.fixture
def anyio_backend() -> str:
    """Use asyncio, which the frameworks require."""
    return "asyncio"


@pytest.fixture
def closed_url() -> Iterator[str]:
    """Return a loopback URL that refuses connections."""
    with refused() as url:
        yield url
