"""What `pip install .` installs: two packages with their types, and nothing but httpx and attrs beside them."""

from __future__ import annotations

import email
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_both_packages_and_their_type_markers(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"wrapper/__init__.py", "wrapper/py.typed", "generated/__init__.py", "generated/py.typed"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"wrapper", "generated", "ollama_wrapper"}
    sources = {
        path.relative_to(ROOT).as_posix()
        for folder in ("wrapper", "generated")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert sources <= names


def test_the_wheel_brings_the_description_that_requests_are_held_to(wheel: Path) -> None:
    assert zipfile.ZipFile(wheel).read("wrapper/testing/openapi.yaml") == (ROOT / "openapi.yaml").read_bytes()


def test_httpx_and_attrs_are_the_only_dependencies_of_a_bare_install(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    [metadata] = [name for name in archive.namelist() if name.endswith("/METADATA")]
    described = email.message_from_bytes(archive.read(metadata))
    needs = described.get_all("Requires-Dist", [])
    bare = [need for need in needs if "extra ==" not in need]
    assert sorted(need.partition("<")[0].partition(">")[0] for need in bare) == ["attrs", "httpx"]
    testing = [need for need in needs if "extra == 'testing'" in need]
    assert sorted(need.partition(">")[0] for need in testing) == ["jsonschema", "pyyaml"]
    assert (described["Name"], described["Requires-Python"]) == ("ollama-wrapper", ">=3.11")


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    code = """
import httpx, wrapper, generated
from wrapper.testing import FakeOllama
assert ".whl" in wrapper.__file__ and ".whl" in generated.__file__, wrapper.__file__
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
    sky, wrong = done.stdout.splitlines()
    assert sky == "The sky is blue because of Rayleigh scattering."
    assert wrong == "POST /api/show: model must be a string, not 5"
