"""Which server the contract tests talk to, and under which names of models.

| environment | server |
|---|---|
| `OLLAMA_HOST` and an equal `LIVE_OLLAMA_URL` | own: this run started it, with its own store and the scripted models |
| `OLLAMA_HOST` alone | foreign: only models that the run creates, by names nobody has, and removes at the end |
| neither | embedded: `wrapper.testing`, restricted to the operations it serves |

The embedded server is tested beside a real one too.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from live.models import MODELS
from tests.contract.confinement import Guarded, Namespace
from tests.contract.replay import connect
from wrapper.clients.host import parse_host
from wrapper.testing import FakeOllama


class Kind(Enum):
    """Whose server it is; the value is what the test report says."""

    OWN = "a real Ollama that this run started"
    FOREIGN = "a real Ollama that this run did not start: only models of its own are touched"
    EMBEDDED = "the embedded stand-in alone, as no real Ollama is here: scripts/test brings one up if it can"


@dataclass(frozen=True)
class Target:
    """A server under test."""

    url: str
    kind: Kind
    names: Namespace
    session: Guarded
    """For generated requests: it sends none that names what is not this run's."""


Servers = Callable[[Kind], Target]


def main_kind() -> Kind:
    """Whose server the environment names."""
    host = os.environ.get("OLLAMA_HOST")
    if not host:
        return Kind.EMBEDDED
    return Kind.OWN if host == os.environ.get("LIVE_OLLAMA_URL") else Kind.FOREIGN


KINDS = list(dict.fromkeys([main_kind(), Kind.EMBEDDED]))
"""The servers of this run."""


def live_is_missing() -> bool:
    """Whether this run has no real server where there must be one: in CI, or by REQUIRE_LIVE=1."""
    required = any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in ("CI", "REQUIRE_LIVE"))
    return required and main_kind() is Kind.EMBEDDED


@contextmanager
def open_target(kind: Kind) -> Iterator[Target]:
    """The server of that kind, with the scripted models on it; what the run makes on a foreign one, it removes."""
    with _url(kind) as url:
        names = Namespace(f"contract-{secrets.token_hex(4)}-" if kind is Kind.FOREIGN else "")
        with Guarded(names) as session:
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
