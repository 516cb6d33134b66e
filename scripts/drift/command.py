"""Report every route and JSON field that only openapi.yaml or only an Ollama server has.

SOURCE is a checkout of the server. Each line of the report is a place and what is different there: in the server's
source for what openapi.yaml lacks, in openapi.yaml for what it has too much. What openapi.yaml marks with `x-since` as
newer than the server, and what only ollama.com has, is not reported.

With --live URL, compare the routes and the responses of a running server on loopback instead. The corpus of the
contract tests is sent to it, for models that the comparison creates and removes.

Exit code: 0 without differences, 1 with differences, 2 for invalid arguments or an unreadable source.
"""

import argparse
import re
import sys
from pathlib import Path

from drift.compare import Comparison
from drift.source import Source, SourceError
from drift.spec import Spec
from drift.table import Table, TableError

SPEC = Path(__file__).resolve().parents[2] / "openapi.yaml"


def main(arguments: list[str]) -> int:
    """Run the command, and return its exit code."""
    options = _parse(arguments)
    try:
        spec = Spec(options.spec)
        table = Table(spec)
        if options.live:
            from drift.live import LiveError, findings  # it imports the tests' packages

            try:
                found = findings(options.live, spec, set(table.routes))
            except LiveError as error:
                return _fail(error)
        else:
            version = options.version or _version_of(options.source)
            found = Comparison(Source(options.source), spec, table, version).findings()
    except (SourceError, TableError, OSError) as error:
        return _fail(error)
    for finding in found:
        print(finding)
    return 1 if found else 0


def _fail(error: Exception) -> int:
    print(f"check-drift: {error}", file=sys.stderr)
    return 2


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="check-drift", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    server = parser.add_mutually_exclusive_group(required=True)
    server.add_argument("source", metavar="SOURCE", nargs="?", type=Path, help="a checkout of the Ollama server")
    server.add_argument("--live", metavar="URL", help="a running server on loopback")
    parser.add_argument("--version", help="the version of SOURCE (default: of its name, or the one of openapi.yaml)")
    parser.add_argument("--spec", type=Path, default=SPEC, help="another openapi.yaml")
    return parser.parse_args(arguments)


def _version_of(source: Path) -> str | None:
    """Return the version in the name of a directory of Go's module cache, or None."""
    name = re.search(r"@v(\d+\.\d+\.\d+)", source.resolve().name)
    return name[1] if name else None
