"""`pip install .` installs two typed packages, with httpx and attrs as the only dependencies."""

from __future__ import annotations

import ast
import email
import itertools
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(source: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist of a source tree, and return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site_packages(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> dict[str, list[Path]]:
    """Return the folders that each installation method puts on the path."""
    unpacked = tmp_path_factory.mktemp("wheel-installed")
    zipfile.ZipFile(wheel).extractall(unpacked)  # noqa: S202 - built by this test

    sources = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build(ROOT, "sdist", tmp_path_factory.mktemp("sdist-built"))) as archive:
        archive.extractall(sources, filter="data")
    [unpacked_source] = sources.iterdir()
    from_sdist = tmp_path_factory.mktemp("sdist-installed")
    zipfile.ZipFile(build(unpacked_source, "wheel", tmp_path_factory.mktemp("sdist-wheel"))).extractall(from_sdist)  # noqa: S202 - built by this test

    editable = tmp_path_factory.mktemp("editable")
    code = f"from hatchling.build import build_editable; build_editable({str(editable)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    [editable_wheel] = editable.glob("*.whl")
    archive_names = zipfile.ZipFile(editable_wheel)
    [path_file] = [name for name in archive_names.namelist() if name.endswith(".pth")]
    on_path = [Path(line) for line in archive_names.read(path_file).decode().splitlines()]
    return {"wheel": [unpacked], "sdist": [from_sdist], "editable": on_path, "checkout": [ROOT]}


USER_PROJECTS = {
    "package": {"generated/__init__.py": "", "generated/mine.py": "value = 1"},
    "module": {"generated.py": "value = 1"},
    "folder": {"generated/mine.py": "value = 1"},
}


IMPORT_BESIDE_PROJECTS = """
import os, sys
installed, third_party, projects = eval(sys.argv[1])
start = sys.path[:]
for project, module in projects.items():
    for position in ("first", "last"):
        path = [*installed, *third_party]
        path.insert(0 if position == "first" else len(path), os.path.join(os.getcwd(), project))
        sys.path[:] = path + start
        import wrapper, ollama_rest
        from wrapper import chat, Message
        value = __import__(module, fromlist=["value"]).value
        assert wrapper.__file__.startswith(tuple(installed)), wrapper.__file__
        print(project, position, Message(content="works").content, value)
        for name in [*sys.modules]:
            if name.partition(".")[0] in ("wrapper", "ollama_rest", "generated"):
                del sys.modules[name]
        sys.path_importer_cache.clear()
"""


@pytest.mark.parametrize("install", ["wheel", "sdist", "editable", "checkout"])
def test_project_with_its_own_generated_works(
    site_packages: dict[str, list[Path]], tmp_path: Path, install: str
) -> None:
    for project, files in USER_PROJECTS.items():
        for name, content in files.items():
            (tmp_path / project / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / project / name).write_text(content)
    third_party = [path for path in sys.path if path.endswith("site-packages")]
    modules = {project: "generated" if project == "module" else "generated.mine" for project in USER_PROJECTS}
    arguments = repr(([*map(str, site_packages[install])], third_party, modules))
    # -S: the .venv itself has an editable install of this checkout.
    command = [sys.executable, "-S", "-P", "-W", "error", "-c", IMPORT_BESIDE_PROJECTS, arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    expected = [f"{project} {position} works 1" for project in USER_PROJECTS for position in ("first", "last")]
    assert done.stdout.splitlines() == expected, done.stderr


def test_wheel_has_both_packages_with_type_markers(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"wrapper/__init__.py", "wrapper/py.typed", "ollama_rest/__init__.py", "ollama_rest/py.typed"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"wrapper", "ollama_rest", "ollama_wrapper"}
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "wrapper").rglob("*.py")}
    generated = {path.relative_to(ROOT / "generated").as_posix() for path in (ROOT / "generated").rglob("*.py")}
    assert sources | generated <= names


def test_wheel_has_api_description(wheel: Path) -> None:
    assert zipfile.ZipFile(wheel).read("wrapper/testing/openapi.yaml") == (ROOT / "openapi.yaml").read_bytes()


def test_default_dependencies_are_httpx_and_attrs(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    [metadata] = [name for name in archive.namelist() if name.endswith("/METADATA")]
    described = email.message_from_bytes(archive.read(metadata))
    needs = described.get_all("Requires-Dist", [])
    bare = [need for need in needs if "extra ==" not in need]
    assert sorted(need.partition("<")[0].partition(">")[0] for need in bare) == ["attrs", "httpx"]
    testing = [need for need in needs if "extra == 'testing'" in need]
    assert sorted(need.partition(">")[0] for need in testing) == ["h11", "jsonschema", "pyyaml"]
    assert (described["Name"], described["Requires-Python"]) == ("ollama-wrapper", ">=3.11")


def test_wheel_works_without_checkout(wheel: Path, tmp_path: Path) -> None:
    code = """
import httpx, wrapper, ollama_rest
from wrapper.testing import FakeOllama
assert ".whl" in wrapper.__file__ and ".whl" in ollama_rest.__file__, wrapper.__file__
with FakeOllama(validate=False) as server, wrapper.Client(server.url) as client:
    print(client.chat("sky", [{"role": "user", "content": "Why?"}]).message.content)
    httpx.post(f"{server.url}/api/show", json={"model": 5}, trust_env=False)
    print(*server.requests[-1].problems)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    sky, problem = done.stdout.splitlines()
    assert sky == "The sky is blue because of Rayleigh scattering."
    assert problem == "POST /api/show: model must be a string, not 5"


IMPORTED_BY_THEIR_OWNERS = {"pydantic", "pydantic_core", "pytest"}  # only these run the code that imports them
IMPORTED_BY_NAME = {"orjson"}  # by `import_module`, with the first reply
NEWER_STANDARD_LIBRARY = {"annotationlib"}  # of Python 3.14


def imported_packages(folder: Path) -> set[str]:
    """Return the top-level names of all absolute imports."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.partition(".")[0])
    return names


def test_imports_are_the_declared_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = itertools.chain.from_iterable(project["optional-dependencies"].values())
    declared = {re.split(r"[<>=\[]", need)[0] for need in (*project["dependencies"], *extras)}
    declared.remove(project["name"])  # the extra `all` names the others
    modules = {"PyYAML": "yaml"}
    imported = imported_packages(ROOT / "wrapper") | imported_packages(ROOT / "generated")
    third_party = (
        imported
        - set(sys.stdlib_module_names)
        - {"wrapper", "ollama_rest"}
        - IMPORTED_BY_THEIR_OWNERS
        - NEWER_STANDARD_LIBRARY
    )
    assert third_party | IMPORTED_BY_NAME == {modules.get(name, name) for name in declared}
