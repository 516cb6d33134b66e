"""The wrapper in the official package's place, and the servers that the frameworks talk to.

scripts/test-frameworks runs these tests, with the frameworks' own pinned versions.
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
from wrapper._host import parse_host
from wrapper.testing import FakeOllama

SKY = "The sky is blue because of Rayleigh scattering."
THOUGHT = "Let me recall Rayleigh."

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"


def stay_on_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    """Frameworks like to fetch tokenizers and to tell of their use: not from here."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", parse_host(os.environ.get("OLLAMA_HOST")).name):
        raise ConnectionError(f"a framework calls out: {host}")


sys.addaudithook(stay_on_loopback)


def pytest_report_header() -> str:
    """Say which server the frameworks talk to."""
    return f"frameworks: {main_kind().value}; ollama {official.__name__} {official.__file__}"


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: kind.name.lower())
def server(request: pytest.FixtureRequest) -> Iterator[Target]:
    """Each server of this run, with the scripted models on it."""
    if live_is_missing():
        pytest.fail("CI or REQUIRE_LIVE is set, so the frameworks need a real Ollama, and OLLAMA_HOST names none")
    kind: Kind = request.param
    with open_target(kind) as target:
        yield target


@pytest.fixture(scope="session")
def blue(server: Target) -> Iterator[str]:
    """A model on that server that answers in JSON, so that a format changes nothing: the weights cannot follow one."""
    name = server.names("blue")
    ScriptedModel(json.dumps({"color": "blue"})).create(server.url, name)
    yield name
    with wrapper.Client(server.url) as client:
        client.delete(name)


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    """An embedded server of the test's own, to script replies and to see requests."""
    with FakeOllama() as server:
        yield server


@pytest.fixture
def anyio_backend() -> str:
    """The frameworks are made for asyncio."""
    return "asyncio"


@pytest.fixture
def nobody_there() -> Iterator[str]:
    """An address on loopback where no server is."""
    with refused() as url:
        yield url
