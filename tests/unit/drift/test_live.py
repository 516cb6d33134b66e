"""What `check-drift --live` reports of a running server, here the embedded one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drift import live
from drift.command import main
from drift.spec import Spec
from tests.contract.replay import connect, load
from wrapper.testing import FakeOllama

SPEC = Path(__file__).resolve().parents[3] / "openapi.yaml"


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    entries = [entry for entry in load() if entry.id in ("version", "chat-whole", "show")]
    monkeypatch.setattr(live, "load", lambda: entries)
    with FakeOllama() as server:
        yield server.url


def findings(url: str, folder: Path, *changes: tuple[str, str]) -> list[str]:
    """Compare a server with a changed openapi.yaml, and return the findings without their file."""
    text = SPEC.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "openapi.yaml").write_text(text, encoding="utf-8")
    found = live.findings(url, Spec(folder / "openapi.yaml"), set())
    lines = text.splitlines()
    return [f"{lines[finding.line - 1].strip()} {finding.message}" for finding in found]


def test_described_server_has_no_drift(url: str, tmp_path: Path) -> None:
    assert findings(url, tmp_path) == []


def test_field_that_the_schema_lacks_is_named(url: str, tmp_path: Path) -> None:
    schema = "    VersionResponse:\n"
    text = SPEC.read_text(encoding="utf-8").partition(schema)[2]
    renamed = schema + text.partition("        version:\n")[0] + "        version:\n"
    changed = (
        renamed.replace("        version:\n", "        number:\n").replace("[version]", "[]").replace("- version", "")
    )
    [found] = findings(url, tmp_path, (renamed, changed.replace("required: []", "required: [number]")))
    assert found.startswith("get: response to version of the corpus: version, ")


def test_routes_of_one_side_are_named(url: str, tmp_path: Path) -> None:
    new = "  /api/other:\n    get: {}\n  /api/later:\n    get: {x-since: '9.0.0'}\n"
    assert findings(
        url, tmp_path, ("paths:\n", f"paths:\n{new}"), ("    head:\n      operationId: head_root\n", "    x-h:\n")
    ) == [
        "get: {} the server has no route GET /api/other",
        "get: openapi.yaml lacks the route HEAD /",
    ]


def test_models_of_the_comparison_are_removed(url: str, tmp_path: Path) -> None:
    with connect(url) as client:
        before = client.get("/api/tags").json()
        findings(url, tmp_path)
        assert client.get("/api/tags").json() == before


@pytest.mark.parametrize("url", ["http://example.com:11434", "http://10.0.0.1:11434", "nonsense"], indirect=False)
def test_server_elsewhere_is_refused(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--live", url]) == 2
    assert "use http://127.0.0.1:PORT" in capsys.readouterr().err
