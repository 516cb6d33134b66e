"""Send the requests in YAML files to a server, and check the responses against `openapi.yaml`.

    python -m tests.contract.replay --url http://127.0.0.1:11434 [--spec openapi.yaml] [-v] [FILE.yaml ...]

Without files, send all of tests/contract/corpus. Print each fault, with -v also each status and the start of the body,
then the totals and the operations that no request reached. The exit code is 1 if there are faults.

A file is a list, sent in order:

    - id: chat-whole                      # unique over all files
      request:
        method: POST
        path: /api/chat                   # with its query string, if any
        json: {model: sky, stream: false} # or `body: "raw text"`, or `form: {name: text, file: {filename, content}}`
        headers: {X-Extra: "1"}           # optional
        content_type: text/plain          # optional; default: application/json for `json`, unset for `body`
      status: 200
"""

import argparse
import json
import ssl
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.contract.conformance import Exchange, Spec

CORPUS = Path(__file__).parent / "corpus"
SPEC = Path(__file__).parents[2] / "openapi.yaml"


@dataclass(frozen=True)
class Entry:
    """One request of a corpus file and the expected status."""

    id: str
    request: dict[str, Any]
    status: int


def load(paths: Iterable[Path] | None = None) -> list[Entry]:
    """Read the entries of files, by default of the whole corpus. Raise ValueError for a duplicate id."""
    entries = [
        Entry(item["id"], item["request"], item["status"])
        for path in paths or sorted(CORPUS.glob("*.yaml"))
        for item in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    ]
    ids = [entry.id for entry in entries]
    if duplicates := {id for id in ids if ids.count(id) > 1}:
        raise ValueError(f"duplicate ids in the corpus: {', '.join(sorted(duplicates))}")
    return entries


def connect(url: str) -> httpx.Client:
    """Return a plain HTTP client for a server: no proxies, no redirects, a timeout of 60 s."""
    return httpx.Client(base_url=url, trust_env=False, timeout=60, verify=_certificates())


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()  # 20 ms each


def build(client: httpx.Client, request: dict[str, Any]) -> httpx.Request:
    """Build the HTTP request of a corpus entry, with its body read."""
    headers: dict[str, str] = dict(request.get("headers") or {})
    content = None
    files = None
    if "json" in request:
        headers.setdefault("Content-Type", "application/json")
        content = json.dumps(request["json"]).encode()
    elif "form" in request:
        files = [(name, _part(value)) for name, value in request["form"].items()]
    elif "body" in request:
        content = request["body"].encode()
    if "content_type" in request:
        headers["Content-Type"] = request["content_type"]
    built = client.build_request(request["method"], request["path"], headers=headers, content=content, files=files)
    built.read()
    return built


def send(client: httpx.Client, request: httpx.Request) -> Exchange:
    """Send a request and read the whole response."""
    response = client.send(request)
    path = request.url.raw_path.decode()
    return Exchange(request.method, path, response.status_code, response.headers, response.content, request.content)


def _part(value: Any) -> tuple[str | None, str]:
    if isinstance(value, dict):
        return value["filename"], value["content"]
    return None, str(value)


def main() -> int:
    """Replay files on a server and print the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--spec", type=Path, default=SPEC)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    spec, entries = Spec.load(arguments.spec), load(arguments.files)
    wrong, reached = 0, set()
    with connect(arguments.url) as client:
        for entry in entries:
            try:
                exchange = send(client, build(client, entry.request))
            except httpx.HTTPError as error:
                faults = [f"no response: {error!r}"]
            else:
                if operation := spec.operation(exchange.method, exchange.path):
                    reached.add(operation.id)
                faults = spec.faults(exchange)
                if exchange.status != entry.status:
                    faults.insert(0, f"status {exchange.status}, not {entry.status}: {exchange.body[:300]!r}")
                if arguments.verbose:
                    print(f"{entry.id}: {exchange.status} {exchange.content_type} {exchange.body[:400]!r}")
            wrong += bool(faults)
            for fault in faults:
                print(f"{entry.id}: FAULT {fault}")
    missed = [operation.id for operation in spec.operations if operation.id not in reached]
    print(f"{len(entries)} requests, {wrong} with faults, {len(reached)} operations reached")
    print(f"not reached: {', '.join(missed) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
