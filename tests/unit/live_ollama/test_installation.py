"""The installation of the pinned server by scripts/live-ollama."""

import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest.mock import Mock

import pytest

from live.install import OLLAMA, XLLAMACPP, Cache
from live.interrupts import Interrupts
from tests.unit.live_ollama.stub import TIMEOUT, Stub, python


class TestInstallation:
    @pytest.fixture
    def go(self, stub: Stub) -> Path:
        """Install a `go` that records its calls and fails."""
        go = stub.programs / "go"
        go.write_text('#!/bin/sh\necho called >> "$STUB_FOLDER/go-calls"\necho go: no network >&2\nexit 1\n')
        go.chmod(0o755)
        stub.environment["CC"] = sys.executable
        return go

    def test_failure_shows_reason_and_is_repeated(self, stub: Stub, go: Path) -> None:
        for _ in range(2):
            done = stub.run("--pinned", *python(""))
            assert done.returncode == 1
            assert "go: no network" in done.stderr
        assert (stub.folder / "go-calls").read_text() == "called\n" * 2
        cache = stub.folder / "home" / ".cache" / "ollama-wrapper" / "live"
        assert [file.name for file in cache.iterdir()] == ["lock"]

    def test_version_is_installed_instead_of_the_one_on_path(self, stub: Stub, go: Path) -> None:
        done = stub.run("--version", "0.30.0", *python(""))
        assert done.returncode == 1
        assert "github.com/ollama/ollama@v0.30.0` failed" in done.stderr

    def test_leftovers_of_interrupted_run_are_removed(self, stub: Stub, go: Path) -> None:
        leftover = stub.folder / "cache" / ".partial-1"
        leftover.mkdir(parents=True)
        stub.run("--pinned", "--dir", str(stub.folder / "cache"), *python(""))
        assert not leftover.exists()

    def test_xdg_cache_home_is_used(self, stub: Stub, go: Path) -> None:
        stub.environment["XDG_CACHE_HOME"] = str(stub.folder / "xdg")
        stub.run("--pinned", *python(""))
        assert (stub.folder / "xdg" / "ollama-wrapper" / "live" / "lock").exists()

    def test_concurrent_runs_install_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        installed: list[str] = []
        both = threading.Barrier(2)

        def run(command: Sequence[str], interrupts: Interrupts, *, env: Mapping[str, str], output: object) -> int:
            target = env["GOBIN"] if "go" in command else command[-2]
            if "venv" not in command:
                Path(target).mkdir()
                installed.append(Path(target).name)
            return 0

        monkeypatch.setattr("live.command.run", run)
        monkeypatch.setattr(Cache, "obstacle", Mock(return_value=None))

        def install() -> None:
            both.wait(TIMEOUT)
            Cache(tmp_path, NoSignals()).programs()

        threads = [threading.Thread(target=install) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(TIMEOUT)
        assert installed == [f"ollama-{OLLAMA}", f"xllamacpp-{XLLAMACPP}"]
        assert sorted(file.name for file in tmp_path.iterdir()) == ["lock", *installed]


class NoSignals(Interrupts):
    """Keeps the signal handlers of the test run."""

    def __init__(self) -> None:
        pass
