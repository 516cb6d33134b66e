"""Lint openapi.yaml, generate clients from it, compile them, and call the embedded server with them.

Prints a table; exits with 1 if a row fails by a finding that known.toml does not list.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .generators import GENERATORS, try_generators
from .lint import lint
from .results import Row, read_known, stale
from .table import as_markdown


def main(arguments: list[str]) -> int:
    """Run the checks; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/check-spec", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="GENERATOR", help="parts of generators' names (default: all)")
    parser.add_argument("--lint", action="store_true", help="only lint")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table to FILE as a page of the docs")
    options = parser.parse_args(arguments)

    known = read_known()
    chosen = [g for g in GENERATORS if not options.names or any(name in g.name.lower() for name in options.names)]
    if not chosen:
        parser.error(f"no generator has one of {options.names} in its name")
    rows: list[Row] = [] if options.names else lint(known)
    if not options.lint:
        rows += try_generators(chosen, known)
    table = as_markdown(rows)
    sys.stdout.write(table)
    if options.write:
        options.write.write_text(table, encoding="utf-8")
    for row in rows:
        for result in row.results:
            if result.failed:
                sys.stderr.write(f"\n{row.name}, {result.step}:\n{result.output[-4000:]}\n")
    unused = stale(rows, known)
    for entry in unused:
        sys.stderr.write(
            f"{entry.row}, {entry.step}: no longer has {entry.match.pattern!r}: remove it from known.toml\n"
        )
    return 1 if unused or any(row.failed for row in rows) else 0
