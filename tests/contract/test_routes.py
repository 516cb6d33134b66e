"""openapi.yaml describes all routes of the server."""

import os
import re
from pathlib import Path

import pytest

from tests.contract import left_out
from tests.contract.conformance import Spec
from tests.contract.target import Kind, main_kind

# The routes that `ollama serve` of version 0.34.0 prints at its start.
ROUTES = """
HEAD / | GET / | HEAD /api/version | GET /api/version | GET /api/status | HEAD /api/tags | GET /api/tags | GET /api/ps
POST /api/show | POST /api/generate | POST /api/chat | POST /api/embed | POST /api/embeddings
POST /api/create | HEAD /api/blobs/:digest | POST /api/blobs/:digest | POST /api/copy | DELETE /api/delete
POST /api/pull | POST /api/push | POST /api/me | POST /api/signout | DELETE /api/user/keys/:encodedKey
POST /api/experimental/web_search | POST /api/experimental/web_fetch | GET /api/experimental/model-recommendations
POST /v1/chat/completions | POST /v1/completions | POST /v1/embeddings | GET /v1/models | GET /v1/models/:model
POST /v1/responses | POST /v1/responses/compact | POST /v1/audio/transcriptions | POST /v1/messages
"""
LATER = {"POST /v1/systemone"}
OLLAMA_COM = {"POST /api/web_search", "POST /api/web_fetch"}


def routes(text: str) -> set[str]:
    """Return the methods and paths in a string, with the parameters of a path masked."""
    found = re.findall(r"\b([A-Z]+)\s+(/[^\s|]*)", text)
    return {f"{method} {re.sub(r':[^/]+|{[^}]*}', '*', path)}" for method, path in found}


def test_description_has_exactly_the_routes(spec: Spec) -> None:
    described = routes(" | ".join(f"{operation.method} {operation.path}" for operation in spec.operations))
    assert described == routes(ROUTES) | LATER | OLLAMA_COM


@pytest.mark.skipif(main_kind() is not Kind.OWN, reason="only a server that was started for this run shows its routes")
def test_running_server_has_these_routes() -> None:
    log = os.environ.get("LIVE_OLLAMA_LOG")
    if log is None:
        pytest.skip("LIVE_OLLAMA_LOG is unset")
    table = [line for line in Path(log).read_text(errors="replace").splitlines() if line.startswith("[GIN-debug] ")]
    shown = {route for route in routes("\n".join(table)) if route.split()[1] not in left_out.ROUTES}
    if not shown:
        pytest.skip("a released server does not print its routes")
    assert shown == routes(ROUTES)
