"""On a server that the run did not start, a contract run leaves every model of its owner as it was."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.contract import left_out
from tests.contract.confinement import named, on_loopback
from tests.contract.conformance import Spec
from tests.contract.relay import Asked, relay
from tests.contract.replay import connect
from tests.contract.target import Kind, Servers, main_kind, remove_all

ROOT = Path(__file__).parents[2]
PRECIOUS = ["precious", "scratch-0", "corpus-mine", "contract-of-the-owner"]
"""The owner's models, some by names that a careless run would use."""

pytestmark = pytest.mark.skipif(
    main_kind() is not Kind.OWN, reason="the owner's server is played by one that this run started"
)


def models(url: str) -> dict[str, Any]:
    """What the server says about each of its models."""
    with connect(url) as client:
        return {model["name"]: model for model in client.get("/api/tags").json()["models"]}


@pytest.fixture(scope="module")
def owners(servers: Servers) -> Any:
    """A server with models of somebody else."""
    url = servers(Kind.OWN).url
    with connect(url) as client:
        for name in PRECIOUS:
            client.post("/api/create", json={"model": name, "from": "sky", "system": name}).raise_for_status()
    yield url
    for name in PRECIOUS:
        remove_all(url, name)


@pytest.fixture(scope="module")
def contract_run(owners: str) -> tuple[str, list[Asked], dict[str, Any]]:
    """What a contract run on that server printed and asked, and the models before it."""
    before = models(owners)
    with relay(owners) as (url, asked):
        environment = {**os.environ, "OLLAMA_HOST": url, "CONTRACT_QUICK": "1"}
        del environment["LIVE_OLLAMA_URL"]
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "not embedded"]
        ran = subprocess.run(
            [*command, "tests/contract"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    return ran.stdout, asked, before


def test_run_says_whose_server_it_is(contract_run: tuple[str, list[Asked], dict[str, Any]]) -> None:
    assert Kind.FOREIGN.value in contract_run[0]


def test_models_of_the_owner_are_as_they_were(
    owners: str, contract_run: tuple[str, list[Asked], dict[str, Any]]
) -> None:
    assert models(owners) == contract_run[2]


def test_no_request_names_a_model_that_the_run_did_not_create(
    contract_run: tuple[str, list[Asked], dict[str, Any]],
) -> None:
    found = {name for asked in contract_run[1] for name in named(asked.path, asked.body) if name.strip()}
    names = sorted(name for name in found if not on_loopback(name))
    prefixes = {re.sub("^(contract-[0-9a-f]{8}-).*", r"\1", name, flags=re.DOTALL) for name in names}
    assert len(prefixes) == 1, names
    assert re.fullmatch("contract-[0-9a-f]{8}-", prefixes.pop())
    wire = b"".join(asked.path.encode() + asked.body for asked in contract_run[1])
    assert [name for name in PRECIOUS if f'"{name}"'.encode() in wire] == []


def test_no_request_makes_the_server_call_out(
    contract_run: tuple[str, list[Asked], dict[str, Any]], spec: Spec
) -> None:
    operations = {spec.operation(asked.method, asked.path) for asked in contract_run[1]}
    reached = {operation.id for operation in operations if operation}
    assert "create" in reached
    assert reached & left_out.OPERATIONS[Kind.FOREIGN].keys() == set()
    clouds = [name for asked in contract_run[1] for name in named(asked.path, asked.body) if name.endswith("cloud")]
    assert clouds == []
