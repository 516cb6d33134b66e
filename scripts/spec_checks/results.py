"""The result of each step of a row, and the findings that are known."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

KNOWN = Path(__file__).with_name("known.toml")


@dataclass(frozen=True)
class Known:
    """A finding that is not a fault of openapi.yaml."""

    row: str
    step: str
    match: re.Pattern[str]
    reason: str
    example: str


@dataclass(frozen=True)
class Result:
    """What a step found."""

    step: str
    text: str
    failed: bool = False
    output: str = ""
    known: tuple[Known, ...] = ()


@dataclass
class Row:
    """A tool, its version and the results of its steps, in order."""

    name: str
    version: str
    results: list[Result] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a step failed with a finding that is not known."""
        return any(result.failed for result in self.results)


def read_known(path: Path = KNOWN) -> list[Known]:
    """Read the known findings.

    Raises:
        ValueError: An entry has no reason or no example.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("known", [])
    for entry in entries:
        if not entry.get("reason") or not entry.get("example"):
            raise ValueError(f"{path.name}: an entry of {entry.get('row')!r} needs a reason and an example")
    return [Known(**{**entry, "match": re.compile(entry["match"])}) for entry in entries]


def judge(row: str, step: str, exit_status: int, output: str, findings: list[str], known: list[Known]) -> Result:
    """Return the result of a step: it fails by a finding that is not known, or by an exit status without a finding."""
    candidates = [entry for entry in known if (entry.row, entry.step) == (row, step)]
    matched = {finding: next((k for k in candidates if k.match.search(finding)), None) for finding in findings}
    new = [finding for finding, entry in matched.items() if entry is None]
    if new or (exit_status and not findings):
        return Result(
            step,
            f"fails: {len(new)} new findings" if new else f"fails: exit status {exit_status}",
            True,
            "\n".join(new) or output,
        )
    used = tuple(entry for entry in candidates if entry in matched.values())
    return Result(step, f"{len(findings)} known" if findings else "yes", known=used)


def stale(rows: list[Row], known: list[Known]) -> list[Known]:
    """Return the known findings whose step ran and did not have them."""
    ran = {(row.name, result.step) for row in rows for result in row.results if not result.text.startswith("missing")}
    used = {id(entry) for row in rows for result in row.results for entry in result.known}
    return [entry for entry in known if (entry.row, entry.step) in ran and id(entry) not in used]
