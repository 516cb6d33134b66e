"""The environment says whose server it is: a server that is not surely our own is never taken for one."""

import pytest

from tests.contract.target import Kind, live_is_missing, main_kind

HERE = "http://127.0.0.1:11555"


@pytest.mark.parametrize(
    ("host", "own", "kind"),
    [
        (None, None, Kind.EMBEDDED),
        ("", HERE, Kind.EMBEDDED),
        (None, HERE, Kind.EMBEDDED),
        (HERE, HERE, Kind.OWN),
        (HERE, None, Kind.FOREIGN),
        (HERE, "", Kind.FOREIGN),
        (HERE, "http://127.0.0.1:11556", Kind.FOREIGN),
        ("127.0.0.1:11434", HERE, Kind.FOREIGN),
    ],
)
def test_whose_server_it_is(monkeypatch: pytest.MonkeyPatch, host: str | None, own: str | None, kind: Kind) -> None:
    for name, value in {"OLLAMA_HOST": host, "LIVE_OLLAMA_URL": own}.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert main_kind() is kind


@pytest.mark.parametrize(
    ("name", "value", "missing"), [("CI", "true", True), ("REQUIRE_LIVE", "1", True), ("CI", "0", False)]
)
def test_a_real_server_is_required_where_one_must_be(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, missing: bool
) -> None:
    for variable in ("OLLAMA_HOST", "CI", "REQUIRE_LIVE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, value)
    assert live_is_missing() is missing
    monkeypatch.setenv("OLLAMA_HOST", HERE)
    assert not live_is_missing()
