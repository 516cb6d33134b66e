"""The results as a page of the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .results import Known, Row

_HEAD = """\
# Clients in other languages

`scripts/check-spec` lints `openapi.yaml` and tries it with generators of clients; with `--write docs/generators.md` it
writes this page. A client is generated with all validation on and compiled. Then most of them chat, whole and streamed,
list the models and embed on the embedded server (`python -m wrapper.testing`); their answers must be those that
`wrapper` gets. An empty cell is a step that a row does not have.

"""
_STEPS = ("lints", "generates", "compiles", "calls")


def as_markdown(rows: list[Row]) -> str:
    """Return the page: a table of all rows, and the known findings in them."""
    known = {id(entry): entry for row in rows for result in row.results for entry in result.known}
    return _HEAD + "".join(_table(rows)) + "".join(_known(known.values()))


def _table(rows: list[Row]) -> Iterable[str]:
    yield f"| tool | version | {' | '.join(_STEPS)} |\n|{'---|' * (2 + len(_STEPS))}\n"
    for row in rows:
        texts = {result.step: result.text for result in row.results}
        yield f"| {row.name} | {row.version} | {' | '.join(texts.get(step, '') for step in _STEPS)} |\n"


def _known(entries: Iterable[Known]) -> Iterable[str]:
    for number, entry in enumerate(entries):
        yield "\n## Known findings\n" if number == 0 else ""
        yield f"\n### {entry.row}: {entry.step}\n\n{entry.reason.strip()}\n\n```yaml\n{entry.example.strip()}\n```\n"
