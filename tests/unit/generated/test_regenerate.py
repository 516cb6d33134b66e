"""scripts/regenerate: the same output everywhere, a check that finds every difference, errors that say what to do."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
ODD = Path(__file__).with_name("odd.yaml")


def regenerate(
    *arguments: object, script: Path = ROOT / "scripts" / "regenerate", python: str = sys.executable, **options: object
) -> subprocess.CompletedProcess[str]:
    command = [python, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]  # options pass through


def script() -> ModuleType:
    """The script as a module: it has no suffix to be imported by."""
    loader = SourceFileLoader("regenerate", str(ROOT / "scripts" / "regenerate"))
    module = module_from_spec(ModuleSpec("regenerate", loader, origin=loader.path))
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


def contents(package: Path) -> dict[str, bytes]:
    files = (file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(package).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def made(odd_package: Path, tmp_path: Path) -> Path:
    """A copy of the package made of odd.yaml, to change."""
    return Path(shutil.copytree(odd_package, tmp_path / "made"))


class TestOutput:
    def test_is_the_same_again_elsewhere_and_with_any_hash_seed(self, odd_package: Path, tmp_path: Path) -> None:
        (tmp_path / "ruff.toml").write_text("line-length = 40\n")  # what lies around has no say
        (tmp_path / "typer.py").write_text("raise SystemExit('the wrong typer')\n")
        again = tmp_path / "again"
        environment = {**os.environ, "PYTHONHASHSEED": "12345", "LC_ALL": "C"}
        result = regenerate("--spec", ODD, "--output", again, cwd=tmp_path, env=environment)
        assert result.returncode == 0, result.stderr
        assert contents(again) == contents(odd_package)

    def test_a_second_run_touches_nothing(self, made: Path) -> None:
        before = {file: file.stat().st_mtime_ns for file in made.rglob("*")}
        result = regenerate("--spec", ODD, "--output", made)
        assert result.stdout == "made/ is what odd.yaml makes already\n"
        assert {file: file.stat().st_mtime_ns for file in made.rglob("*")} == before

    def test_each_file_says_what_it_was_made_from_and_by_which_command(self, odd_package: Path) -> None:
        header = "# Made from odd.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate --spec odd"
        for file in odd_package.rglob("*.py"):
            assert file.read_text("utf-8").startswith(header), file
        digest = hashlib.sha256(ODD.read_bytes()).hexdigest()
        assert f"# sha256 of odd.yaml: {digest}\n" in (odd_package / "__init__.py").read_text("utf-8")

    def test_is_typed_and_has_no_file_without_content(self, odd_package: Path) -> None:
        found = contents(odd_package)
        assert "py.typed" in found
        assert "models/free.py" not in found
        assert "models/color.py" not in found

    def test_replaces_an_earlier_run_and_leaves_nothing_beside_it(self, made: Path, odd_package: Path) -> None:
        (made / "models" / "node.py").write_text("broken")
        (made / "stale.py").write_text("stale = 1\n")
        result = regenerate("--spec", ODD, "--output", made)
        assert result.stdout == "made/ is what odd.yaml makes: 2 files changed\n"
        assert contents(made) == contents(odd_package)
        assert [path.name for path in made.parent.iterdir()] == ["made"]

    def test_never_replaces_a_folder_of_another_kind(self, tmp_path: Path) -> None:
        (tmp_path / "precious.txt").write_text("mine")
        result = regenerate("--spec", ODD, "--output", tmp_path)
        assert result.returncode == 2
        assert "is no generated package, and would be lost" in result.stderr
        assert (tmp_path / "precious.txt").read_text() == "mine"


class TestCheck:
    def test_is_content_with_what_the_spec_makes(self, made: Path) -> None:
        (made / "__pycache__").mkdir(exist_ok=True)
        (made / "__pycache__" / "x.pyc").write_bytes(b"")
        result = regenerate("--check", "--spec", ODD, "--output", made)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")

    def test_names_each_missing_changed_and_extra_file(self, made: Path) -> None:
        (made / "models" / "node.py").unlink()
        (made / "types.py").write_text("changed = 1\n")
        (made / "models" / "extra.py").write_text("")
        (made / "notes.txt").write_text("")
        before = contents(made)
        result = regenerate("--check", "--spec", ODD, "--output", made)
        assert result.returncode == 1
        assert result.stdout.splitlines() == [
            "changed: made/types.py",
            "extra: made/models/extra.py",
            "extra: made/notes.txt",
            "missing: made/models/node.py",
        ]
        assert result.stderr == "made/ is not what odd.yaml makes: run scripts/regenerate\n"
        assert contents(made) == before

    def test_a_package_that_is_not_there_misses_every_file(self, tmp_path: Path) -> None:
        result = regenerate("--check", "--spec", ODD, "--output", tmp_path / "none")
        assert result.returncode == 1
        assert "missing: none/__init__.py" in result.stdout


class TestErrors:
    def test_a_failed_swap_puts_the_old_output_back(self, made: Path, tmp_path: Path) -> None:
        swap = vars(script())["swap"]
        before = contents(made)
        (tmp_path / "build").mkdir()
        with pytest.raises(FileNotFoundError):
            swap(tmp_path / "build" / "fresh", made)  # there is no fresh package to move
        assert contents(made) == before

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "is no OpenAPI description"),
            ("just a text", "is no OpenAPI description"),
            ("- a\n- list\n", "is no OpenAPI description"),
            ("a: [1,\n", "is no YAML: "),
            ("a: 1\na: 2\n", "is no YAML: "),
            ("\x00", "is no YAML: "),
            ("swagger: '2.0'\npaths: {}\n", "is no OpenAPI description: it has no 'openapi: 3.1.x' at its top"),
            ("openapi: 3.1\n", "is no OpenAPI description"),
            ("openapi: 3.0.3\n", "is OpenAPI 3.0.3, and only 3.1 is understood"),
            ("openapi: 4.0.0\n", "is OpenAPI 4.0.0, and only 3.1 is understood"),
            ("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n", "it has no 'paths'"),
            ("openapi: 3.1.0\npaths: {}\n", "it has no 'info'"),
            ("openapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {}\n", "its 'info' needs a title and a version"),
        ],
    )
    def test_a_spec_that_is_none(self, tmp_path: Path, text: str, told: str) -> None:
        spec = tmp_path / "spec.yaml"
        spec.write_text(text)
        result = regenerate("--spec", spec, "--output", tmp_path / "out")
        assert result.returncode == 2
        assert result.stderr.startswith(f"scripts/regenerate: {spec} is")
        assert told in result.stderr
        assert result.stderr.count("\n") == 1
        assert not (tmp_path / "out").exists()

    def test_a_spec_that_does_not_exist(self, tmp_path: Path) -> None:
        for spec, told in ((tmp_path / "none.yaml", "does not exist"), (tmp_path, "is no file")):
            result = regenerate("--spec", spec, "--output", tmp_path / "out")
            assert (result.returncode, result.stderr) == (2, f"scripts/regenerate: {spec} {told}\n")

    def test_a_spec_with_a_hole_leaves_the_old_output(self, made: Path, tmp_path: Path) -> None:
        before = contents(made)
        spec = tmp_path / "hole.yaml"
        spec.write_text(ODD.read_text("utf-8").replace("    Failure:\n", "    Renamed:\n"), "utf-8")
        result = regenerate("--spec", spec, "--output", made)
        assert result.returncode == 2
        assert result.stderr.startswith(f"scripts/regenerate: the generator does not accept {spec}:\n")
        assert "/components/schemas/Failure" in result.stderr
        assert "Traceback" not in result.stderr
        assert contents(made) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["hole.yaml", "made"]


class TestTools:
    @pytest.fixture
    def bare(self, tmp_path: Path) -> Path:
        """A checkout without tools: the script's own files, and an empty .venv."""
        root = tmp_path / "checkout"
        (root / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "regenerate", root / "scripts")
        venv.create(root / ".venv", symlinks=True)
        return root

    @staticmethod
    def install(root: Path, name: str, version: str) -> None:
        """As much of a package as tells its version."""
        (site,) = (root / ".venv" / "lib").glob("*/site-packages")
        folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    def complaint(self, root: Path) -> str:
        result = regenerate("--spec", ODD, script=root / "scripts" / "regenerate")
        assert result.returncode == 2
        assert result.stderr.endswith("run scripts/setup\n")
        assert result.stderr.count("\n") == 1
        return result.stderr

    def test_a_missing_generator(self, bare: Path) -> None:
        assert "openapi-python-client is missing in" in self.complaint(bare)

    def test_another_version_of_the_generator(self, bare: Path) -> None:
        self.install(bare, "openapi-python-client", "0.28.0")
        assert "openapi-python-client is 0.28.0 in" in self.complaint(bare)

    def test_a_missing_ruff(self, bare: Path) -> None:
        self.install(bare, "openapi-python-client", "0.29.1")
        assert "ruff is missing in" in self.complaint(bare)

    def test_another_version_of_ruff(self, bare: Path) -> None:
        self.install(bare, "openapi-python-client", "0.29.1")
        self.install(bare, "ruff", "0.1.0")
        assert "ruff is 0.1.0 in" in self.complaint(bare)


def test_the_project_pins_what_the_script_wants() -> None:
    wanted = vars(script())
    lock = (ROOT / "requirements.lock").read_text("utf-8").split()
    assert "{}=={}".format(*wanted["GENERATOR"]) in lock
    assert "{}=={}".format(*wanted["RUFF"]) in lock
