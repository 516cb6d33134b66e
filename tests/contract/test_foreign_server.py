"""A contract run on a foreign server does not change the owner's models."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.contract import left_out
from tests.contract.confinement import model_names, on_loopback
from tests.contract.conformance import Spec
from tests.contract.replay import connect
from tests.contract.target import Kind, Servers, main_kind, remove_all
from tests.faults.relay import Relay
from tests.faults.scripted_server import Request

ROOT = Path(__file__).parents[2]
OWNED = ["owned", "scratch-0", "corpus-mine", "contract-owned"]
"""The owner's models, some with names that a careless run would use."""

pytestmark = pytest.mark.skipif(
    main_kind() is not Kind.OWN, reason="needs a real server that was started for this run, to play the owner's"
)


def models(url: str) -> dict[str, Any]:
    """List the server's models with their details, by name."""
    with connect(url) as client:
        return {model["name"]: model for model in client.get("/api/tags").json()["models"]}


@dataclass(frozen=True)
class ContractRun:
    """The output and the requests of a contract run, and the owner's models before it."""

    output: str
    requests: list[Request]
    models_before: dict[str, Any]


@pytest.fixture(scope="module")
def owners_url(servers: Servers) -> Any:
    """Create the owner's models on a server, and return its URL."""
    url = servers(Kind.OWN).url
    with connect(url) as client:
        for name in OWNED:
            client.post("/api/create", json={"model": name, "from": "sky", "system": name}).raise_for_status()
    yield url
    for name in OWNED:
        remove_all(url, name)


@pytest.fixture(scope="module")
def contract_run(owners_url: str) -> ContractRun:
    """Run the contract tests on that server through a relay."""
    before = models(owners_url)
    relay = Relay(owners_url)
    with relay.serving() as url:
        environment = {**os.environ, "OLLAMA_HOST": url, "CONTRACT_QUICK": "1"}
        del environment["LIVE_OLLAMA_URL"]
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "not embedded"]
        ran = subprocess.run(
            [*command, "tests/contract"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    return ContractRun(ran.stdout, relay.requests, before)


def test_run_reports_kind_of_server(contract_run: ContractRun) -> None:
    assert Kind.FOREIGN.value in contract_run.output


def test_owners_models_are_unchanged(owners_url: str, contract_run: ContractRun) -> None:
    assert models(owners_url) == contract_run.models_before


def test_requests_name_only_models_of_the_run(
    contract_run: ContractRun,
) -> None:
    found = {
        name for request in contract_run.requests for name in model_names(request.path, request.body) if name.strip()
    }
    names = sorted(name for name in found if not on_loopback(name))
    prefixes = {re.sub("^(contract-[0-9a-f]{8}-).*", r"\1", name, flags=re.DOTALL) for name in names}
    assert len(prefixes) == 1, names
    assert re.fullmatch("contract-[0-9a-f]{8}-", prefixes.pop())
    wire = b"".join(request.path.encode() + request.body for request in contract_run.requests)
    assert [name for name in OWNED if f'"{name}"'.encode() in wire] == []


def test_requests_do_not_make_server_call_out(contract_run: ContractRun, spec: Spec) -> None:
    operations = {spec.operation(request.method, request.path) for request in contract_run.requests}
    reached = {operation.id for operation in operations if operation}
    assert "create" in reached
    assert reached & left_out.OPERATIONS[Kind.FOREIGN].keys() == set()
    clouds = [
        name
        for request in contract_run.requests
        for name in model_names(request.path, request.body)
        if name.endswith("cloud")
    ]
    assert clouds == []
