"""The environment selects the kind of the server: a server of unknown origin counts as foreign."""

import pytest

from tests.contract.target import Kind, live_is_missing, main_kind

URL = "http://127.0.0.1:11555"


@pytest.mark.parametrize(
    ("host", "own", "kind"),
    [
        (None, None, Kind.EMBEDDED),
        ("", URL, Kind.EMBEDDED),
        (None, URL, Kind.EMBEDDED),
        (URL, URL, Kind.OWN),
        (URL, None, Kind.FOREIGN),
        (URL, "", Kind.FOREIGN),
        (URL, "http://127.0.0.1:11556", Kind.FOREIGN),
        ("127.0.0.1:11434", URL, Kind.FOREIGN),
    ],
)
def test_main_kind(monkeypatch: pytest.MonkeyPatch, host: str | None, own: str | None, kind: Kind) -> None:
    for name, value in {"OLLAMA_HOST": host, "LIVE_OLLAMA_URL": own}.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert main_kind() is kind


@pytest.mark.parametrize(
    ("name", "value", "missing"), [("CI", "true", True), ("REQUIRE_LIVE", "1", True), ("CI", "0", False)]
)
def test_live_is_missing_when_required(monkeypatch: pytest.MonkeyPatch, name: str, value: str, missing: bool) -> None:
    for variable in ("OLLAMA_HOST", "CI", "REQUIRE_LIVE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, value)
    assert live_is_missing() is missing
    monkeypatch.setenv("OLLAMA_HOST", URL)
    assert not live_is_missing()
