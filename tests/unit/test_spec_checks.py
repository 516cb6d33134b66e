"""Which findings make scripts/check-spec fail."""

import re
from pathlib import Path

import pytest

from spec_checks.results import Known, Row, judge, read_known, stale
from spec_checks.table import as_markdown

FAULT = Known("tool", "compiles", re.compile("its own fault"), "Because.", "a: b")


def test_known_finding_passes_and_is_explained() -> None:
    result = judge("tool", "compiles", 1, "", ["its own fault in a.go"], [FAULT])
    assert (result.failed, result.text) == (False, "1 known")
    page = as_markdown([Row("tool", "1.0", [result])])
    assert "| tool | 1.0 |  |  | 1 known |  |" in page
    assert "Because." in page


@pytest.mark.parametrize(("row", "step"), [("tool", "generates"), ("other", "compiles")])
def test_known_finding_fails_elsewhere(row: str, step: str) -> None:
    assert judge(row, step, 1, "", ["its own fault"], [FAULT]).failed


def test_new_finding_fails_beside_a_known_one() -> None:
    result = judge("tool", "compiles", 1, "", ["its own fault", "a new one"], [FAULT])
    assert result.failed
    assert result.output == "a new one"


def test_exit_status_without_finding_fails() -> None:
    assert judge("tool", "compiles", 2, "killed", [], [FAULT]).failed


def test_known_finding_is_stale_when_its_step_lacks_it() -> None:
    passed = Row("tool", "1.0", [judge("tool", "compiles", 0, "", [], [FAULT])])
    assert stale([passed], [FAULT]) == [FAULT]
    assert stale([], [FAULT]) == []


def test_known_findings_have_a_reason_and_an_example(tmp_path: Path) -> None:
    assert read_known()
    bare = tmp_path / "known.toml"
    bare.write_text('[[known]]\nrow = "tool"\nstep = "compiles"\nmatch = "."\nreason = "Because."\n')
    with pytest.raises(ValueError, match="needs a reason and an example"):
        read_known(bare)
