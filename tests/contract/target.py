"""The server under test, and the model names that the tests may use on it.

| environment | server |
|---|---|
| `OLLAMA_HOST` and an equal `LIVE_OLLAMA_URL` | own: started for this run, with its own store and the scripted models |
| `OLLAMA_HOST` alone | foreign: the run uses only models that it creates under unique names and removes at the end |
| neither | embedded: `wrapper.testing` |

With a real server, the embedded one is tested too.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from live.models import MODELS
from tests.contract.confinement import GuardedSession, Namespace
from tests.contract.replay import connect
from wrapper.clients.host import parse_host
from wrapper.testing import FakeOllama


class Kind(Enum):
    """The owner of a server; the value appears in the test report."""

    OWN = "a real Ollama server, started for this run"
    FOREIGN = "a real Ollama server that was not started for this run, which changes only its own models"
    EMBEDDED = "the embedded server only, without a real Ollama server: scripts/test starts one if it can"


@dataclass(frozen=True)
class Target:
    """A server under test."""

    url: str
    kind: Kind
    names: Namespace
    session: GuardedSession
    """Sends generated requests, except those with a model name outside the namespace."""


Servers = Callable[[Kind], Target]


def main_kind() -> Kind:
    """Return the kind of the server that the environment selects."""
    host = os.environ.get("OLLAMA_HOST")
    if not host:
        return Kind.EMBEDDED
    return Kind.OWN if host == os.environ.get("LIVE_OLLAMA_URL") else Kind.FOREIGN


KINDS = list(dict.fromkeys([main_kind(), Kind.EMBEDDED]))
"""The kinds of servers in this run."""


def live_is_missing() -> bool:
    """Whether a required real server is missing: it is required in CI and with REQUIRE_LIVE=1."""
    required = any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in ("CI", "REQUIRE_LIVE"))
    return required and main_kind() is Kind.EMBEDDED


@contextmanager
def open_target(kind: Kind) -> Iterator[Target]:
    """Open the server of a kind with the scripted models; remove them from a foreign one at the end."""
    with _url(kind) as url:
        names = Namespace(f"contract-{secrets.token_hex(4)}-" if kind is Kind.FOREIGN else "")
        with GuardedSession(names) as session:
            try:
                if kind is Kind.FOREIGN:
                    for name, model in MODELS.items():
                        model.create(url, names(name))
                yield Target(url, kind, names, session)
            finally:
                if kind is Kind.FOREIGN:
                    remove_all(url, names.prefix)


@contextmanager
def _url(kind: Kind) -> Iterator[str]:
    if kind is not Kind.EMBEDDED:
        yield parse_host(os.environ["OLLAMA_HOST"]).url
        return
    with FakeOllama() as server:
        yield server.url


def remove_all(url: str, prefix: str) -> None:
    """Delete the models whose names start with a prefix."""
    with connect(url) as client:
        for model in client.get("/api/tags").json()["models"]:
            if model["name"].startswith(prefix):
                client.request("DELETE", "/api/delete", json={"model": model["name"]}).raise_for_status()
