"""scripts/regenerate: reproducible output, a check that finds every difference, a set-up of its own, clear errors."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
ODD = Path(__file__).with_name("odd.yaml")


Run = Callable[..., tuple[int, str, str]]
"""Returns the status, the output and the errors of a run."""


def regenerate(
    *arguments: object, script: Path = ROOT / "scripts" / "regenerate", python: str = sys.executable, **options: object
) -> subprocess.CompletedProcess[str]:
    command = [python, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]  # options pass through


def script() -> ModuleType:
    """Import the script, which has no suffix, as a module."""
    loader = SourceFileLoader("regenerate", str(ROOT / "scripts" / "regenerate"))
    module = module_from_spec(ModuleSpec("regenerate", loader, origin=loader.path))
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


def contents(package: Path) -> dict[str, bytes]:
    files = (file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(package).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def package(odd_package: Path, tmp_path: Path) -> Path:
    """Return a copy of the package generated from odd.yaml, for a test to modify."""
    return Path(shutil.copytree(odd_package, tmp_path / "package"))


@pytest.fixture
def run_main(odd_package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the script in this process, on odd.yaml, whose package it copies, as that takes less
    time than to generate it again.
    """
    module = script()
    monkeypatch.setattr(module, "build", lambda _, package: shutil.copytree(odd_package, package))

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["regenerate", *map(str, ("--spec", ODD, *arguments))])
        return (module.main(), *capsys.readouterr())

    return run


class TestOutput:
    def test_output_does_not_depend_on_the_environment(self, odd_package: Path, tmp_path: Path) -> None:
        (tmp_path / "ruff.toml").write_text("line-length = 40\n")  # must have no effect
        (tmp_path / "typer.py").write_text("raise SystemExit('the wrong typer')\n")
        again = tmp_path / "again"
        environment = {**os.environ, "PYTHONHASHSEED": "12345", "LC_ALL": "C"}
        result = regenerate("--spec", ODD, "--output", again, cwd=tmp_path, env=environment)
        assert result.returncode == 0, result.stderr
        assert contents(again) == contents(odd_package)

    def test_second_run_writes_nothing(self, package: Path, run_main: Run) -> None:
        before = {file: file.stat().st_mtime_ns for file in package.rglob("*")}
        assert run_main("--output", package) == (0, "package/ is up to date\n", "")
        assert {file: file.stat().st_mtime_ns for file in package.rglob("*")} == before

    def test_header_names_origin_and_command(self, odd_package: Path) -> None:
        header = (
            "# Generated from odd.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate --spec odd"
        )
        for file in odd_package.rglob("*.py"):
            assert file.read_text("utf-8").startswith(header), file
        digest = hashlib.sha256(ODD.read_bytes()).hexdigest()
        assert f"# sha256 of odd.yaml: {digest}\n" in (odd_package / "__init__.py").read_text("utf-8")

    def test_package_is_typed_and_has_no_empty_module(self, odd_package: Path) -> None:
        found = contents(odd_package)
        assert "py.typed" in found
        assert "models/free.py" not in found
        assert "models/color.py" not in found

    def test_earlier_output_is_replaced(self, package: Path, odd_package: Path, run_main: Run) -> None:
        (package / "models" / "node.py").write_text("broken")
        (package / "stale.py").write_text("stale = 1\n")
        assert run_main("--output", package) == (0, "package/ is updated: 2 files changed\n", "")
        assert contents(package) == contents(odd_package)
        assert [path.name for path in package.parent.iterdir()] == ["package"]

    def test_other_folders_are_never_replaced(self, tmp_path: Path, run_main: Run) -> None:
        (tmp_path / "precious.txt").write_text("mine")
        status, _, errors = run_main("--output", tmp_path)
        assert status == 2
        assert "is not a generated package and would be lost" in errors
        assert (tmp_path / "precious.txt").read_text() == "mine"


class TestCheck:
    def test_up_to_date_package_passes(self, package: Path, run_main: Run) -> None:
        (package / "__pycache__").mkdir(exist_ok=True)
        (package / "__pycache__" / "x.pyc").write_bytes(b"")
        assert run_main("--check", "--output", package) == (0, "", "")

    def test_missing_changed_and_extra_files_are_listed(self, package: Path, run_main: Run) -> None:
        (package / "models" / "node.py").unlink()
        (package / "types.py").write_text("changed = 1\n")
        (package / "models" / "extra.py").write_text("")
        (package / "notes.txt").write_text("")
        before = contents(package)
        status, output, errors = run_main("--check", "--output", package)
        assert status == 1
        assert output.splitlines() == [
            "changed: package/types.py",
            "extra: package/models/extra.py",
            "extra: package/notes.txt",
            "missing: package/models/node.py",
        ]
        assert errors == "package/ does not match odd.yaml: run scripts/regenerate\n"
        assert contents(package) == before

    def test_absent_package_lacks_every_file(self, tmp_path: Path, run_main: Run) -> None:
        status, output, _ = run_main("--check", "--output", tmp_path / "none")
        assert status == 1
        assert "missing: none/__init__.py" in output


class TestErrors:
    def test_failed_swap_restores_the_old_output(self, package: Path, tmp_path: Path) -> None:
        swap = vars(script())["swap"]
        before = contents(package)
        (tmp_path / "build").mkdir()
        with pytest.raises(FileNotFoundError):
            swap(tmp_path / "build" / "fresh", package)  # there is no fresh package to move
        assert contents(package) == before

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "is not an OpenAPI description"),
            ("just a text", "is not an OpenAPI description"),
            ("- a\n- list\n", "is not an OpenAPI description"),
            ("a: [1,\n", "is not valid YAML: "),
            ("a: 1\na: 2\n", "is not valid YAML: "),
            ("\x00", "is not valid YAML: "),
            (
                "swagger: '2.0'\npaths: {}\n",
                "is not an OpenAPI description: 'openapi: 3.1.x' is missing at its top level",
            ),
            ("openapi: 3.1\n", "is not an OpenAPI description"),
            ("openapi: 3.0.3\n", "uses OpenAPI 3.0.3, but only 3.1 is supported"),
            ("openapi: 4.0.0\n", "uses OpenAPI 4.0.0, but only 3.1 is supported"),
            ("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n", "'paths' is missing"),
            ("openapi: 3.1.0\npaths: {}\n", "'info' is missing"),
            ("openapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {}\n", "'info' needs a title and a version"),
        ],
    )
    def test_unusable_spec(self, tmp_path: Path, run_main: Run, text: str, message: str) -> None:
        spec = tmp_path / "spec.yaml"
        spec.write_text(text)
        status, _, errors = run_main("--spec", spec, "--output", tmp_path / "out")
        assert status == 2
        assert errors.startswith(f"scripts/regenerate: {spec} ")
        assert message in errors
        assert errors.count("\n") == 1
        assert not (tmp_path / "out").exists()

    def test_missing_spec(self, tmp_path: Path) -> None:
        for spec, message in ((tmp_path / "none.yaml", "does not exist"), (tmp_path, "is not a file")):
            result = regenerate("--spec", spec, "--output", tmp_path / "out")
            assert (result.returncode, result.stderr) == (2, f"scripts/regenerate: {spec} {message}\n")

    def test_rejected_spec_leaves_the_old_output(self, package: Path, tmp_path: Path) -> None:
        before = contents(package)
        spec = tmp_path / "hole.yaml"
        spec.write_text(ODD.read_text("utf-8").replace("    Failure:\n", "    Renamed:\n"), "utf-8")
        result = regenerate("--spec", spec, "--output", package)
        assert result.returncode == 2
        assert result.stderr.startswith(f"scripts/regenerate: the generator rejects {spec}:\n")
        assert "/components/schemas/Failure" in result.stderr
        assert "Traceback" not in result.stderr
        assert contents(package) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["hole.yaml", "package"]


class TestSetUp:
    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        """Return a fresh checkout: the script and its files, without .venv, and a scripts/setup that does nothing."""
        root = tmp_path / "checkout"
        shutil.copytree(ROOT / "scripts" / "codegen", root / "scripts" / "codegen")
        shutil.copy(ROOT / "scripts" / "regenerate", root / "scripts")
        self.write_setup(root, "true")
        return root

    @staticmethod
    def write_setup(root: Path, command: str) -> None:
        setup = root / "scripts" / "setup"
        setup.write_text(f'#!/bin/sh\ncd "$(dirname "$0")/.."\necho ran >> setup.log\n{command}\n')
        setup.chmod(0o755)

    @staticmethod
    def install(root: Path, tools: dict[str, str]) -> None:
        """Install as much of each tool as records its version."""
        venv.create(root / ".venv", symlinks=True)
        (site,) = (root / ".venv" / "lib").glob("*/site-packages")
        for name, version in tools.items():
            folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
            folder.mkdir()
            (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    @staticmethod
    def run(root: Path) -> subprocess.CompletedProcess[str]:
        return regenerate("--spec", ODD, "--output", root / "package", script=root / "scripts" / "regenerate")

    def test_fresh_checkout_sets_itself_up(self, checkout: Path, odd_package: Path) -> None:
        self.write_setup(checkout, f"ln -s '{sys.prefix}' .venv")  # stands in for the installation
        result = self.run(checkout)
        assert result.returncode == 0, result.stderr
        assert contents(checkout / "package") == contents(odd_package)
        again = regenerate("--spec", checkout / "none.yaml", script=checkout / "scripts" / "regenerate")
        assert again.stderr.endswith("none.yaml does not exist\n")  # which is noticed after the tools
        assert (checkout / "setup.log").read_text() == "ran\n"

    @pytest.mark.parametrize(
        ("tools", "message"),
        [
            ({}, "openapi-python-client is missing in"),
            ({"openapi-python-client": "0.28.0"}, "openapi-python-client is 0.28.0 in"),
            ({"openapi-python-client": "0.29.1"}, "ruff is missing in"),
            ({"openapi-python-client": "0.29.1", "ruff": "0.1.0"}, "ruff is 0.1.0 in"),
        ],
    )
    def test_wrong_tools_are_set_up_again(self, checkout: Path, tools: dict[str, str], message: str) -> None:
        self.install(checkout, tools)
        (checkout / ".venv" / "made-from").write_text("the stamp of an up-to-date .venv")
        result = self.run(checkout)
        assert (checkout / "setup.log").exists()
        assert not (checkout / ".venv" / "made-from").exists()
        assert result.returncode == 2
        assert message in result.stderr
        assert result.stderr.endswith("correct requirements.lock and run scripts/setup\n")
        assert result.stderr.count("\n") == 1

    @pytest.mark.parametrize("command", ["exit 3", "rm -r scripts/setup; exit 3"])
    def test_failing_setup(self, checkout: Path, command: str) -> None:
        self.write_setup(checkout, command)
        for _ in range(2):
            result = self.run(checkout)
            assert result.returncode == 2
            assert "openapi-python-client is missing in" in result.stderr
            assert "scripts/setup failed: " in result.stderr
            assert "Traceback" not in result.stderr


def test_project_pins_the_tools_of_the_script() -> None:
    required = vars(script())
    lock = (ROOT / "requirements.lock").read_text("utf-8").split()
    assert "{}=={}".format(*required["GENERATOR"]) in lock
    assert "{}=={}".format(*required["RUFF"]) in lock
