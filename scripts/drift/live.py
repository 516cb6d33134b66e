"""Compare a running server with openapi.yaml: its routes, and the fields of its responses to the tests' corpus.

The server's own models are not changed: the corpus uses models under unique names, which are removed at the end.
"""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx

from drift.compare import Finding
from drift.spec import Operation, Spec, is_newer, mask, version_number
from live.models import MODELS
from tests.contract import conformance, left_out
from tests.contract.confinement import Namespace, on_loopback
from tests.contract.replay import build, connect, load, send
from tests.contract.target import Kind, remove_all

_PROBE = "PROPFIND"  # no route has this method, so that the server only lists the methods of a path
_LOGGED_ROUTE = re.compile(r"^\[GIN-debug\] ([A-Z]+) +(\S+)", re.MULTILINE)


class LiveError(Exception):
    """The server cannot be compared. The message states the reason."""


def findings(url: str, spec: Spec, left_out_routes: set[str]) -> list[Finding]:
    """Return the differences between the server at a loopback URL and openapi.yaml."""
    if not on_loopback(url):
        raise LiveError(f"invalid URL {url!r}: use http://127.0.0.1:PORT, because the comparison creates models")
    try:
        with connect(url) as client:
            version = client.get("/api/version").json()["version"]
            found = list(_routes(client, spec, version))
            found += _logged_routes(url, spec, left_out_routes)
            found += _responses(client, url, spec, version)
    except (httpx.HTTPError, KeyError, ValueError) as error:
        raise LiveError(f"no Ollama server replies at {url}: {error!r}") from error
    return sorted(set(found))


def _routes(client: httpx.Client, spec: Spec, version: str) -> Iterator[Finding]:
    """Ask for the methods of each path: the server lists them in its response to a method that it does not know."""
    for path in sorted({operation.path for operation in spec.operations}):
        response = client.request(_PROBE, re.sub(r"{[^}]*}", "x", path))
        served = {method.strip() for method in response.headers.get("allow", "").split(",") if method.strip()}
        operations = {operation.method: operation for operation in spec.operations if operation.path == path}
        for method, operation in operations.items():
            if method not in served and operation.is_local and not is_newer(operation, version):
                yield Finding(spec.path, operation.line, f"the server has no route {method} {path}")
        line = next(iter(operations.values())).line
        for method in sorted(served - operations.keys()):
            yield Finding(spec.path, line, f"openapi.yaml lacks the route {method} {path}")


def _logged_routes(url: str, spec: Spec, left_out_routes: set[str]) -> Iterator[Finding]:
    """Compare with the routes that a server of scripts/live-ollama prints at its start."""
    log = os.environ.get("LIVE_OLLAMA_LOG")
    if not log or os.environ.get("LIVE_OLLAMA_URL") != url:
        return
    paths = {mask(operation.path) for operation in spec.operations} | {route.split()[1] for route in left_out_routes}
    for line, text in enumerate(Path(log).read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        route = _LOGGED_ROUTE.match(text)
        if route and route[2] not in paths and mask(route[2]) not in paths:
            yield Finding(Path(log), line, f"openapi.yaml lacks the route {route[1]} {route[2]}")


def _responses(client: httpx.Client, url: str, spec: Spec, version: str) -> Iterator[Finding]:
    """Send the corpus, and yield what openapi.yaml does not say of the responses."""
    names = Namespace(f"drift-{secrets.token_hex(4)}-")
    contract = conformance.Spec.load(spec.path)
    is_older = version_number(version) < version_number(spec.version)
    lines = {(operation.method, operation.path): operation for operation in spec.operations}
    try:
        for name, model in MODELS.items():
            model.create(url, names(name))
        for entry in load():
            request = build(client, names.rename(entry.request))
            operation = contract.operation(entry.request["method"], entry.request["path"])
            if operation is None or operation.id in left_out.OPERATIONS[Kind.FOREIGN]:
                continue
            if is_older and entry.status >= 400:  # an older server may crash for an invalid request
                continue
            if names.outsiders(request.url.raw_path.decode(), request.content):
                continue
            described = lines[operation.method.upper(), operation.path]
            for fault in contract.faults(send(client, request)):
                if _is_drift(fault, described, spec, version):
                    yield Finding(spec.path, described.line, f"response to {entry.id} of the corpus: {fault}")
    finally:
        remove_all(url, names.prefix)


def _is_drift(fault: str, operation: Operation, spec: Spec, version: str) -> bool:
    """Whether a fault is one of the description: an older server may lack fields, but must not have others."""
    if is_newer(operation, version):
        return False
    return fault.endswith("not declared") or version_number(version) >= version_number(spec.version)
