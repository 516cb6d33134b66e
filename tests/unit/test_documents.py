"""The code of the documents runs unchanged: Python blocks, and those that call curl."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.documents import prepare
from wrapper.testing import FakeOllama

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {
    "": "shows output or an outline",
    "python": "runs",
    "sh": "runs if it calls curl",
    "py": "calls another package: is compiled only",
    "js": "calls the JavaScript library",
    "yaml": "belongs in openapi.yaml",
}


def blocks(*languages: str) -> list[object]:
    """Return the code blocks of all documents in these languages."""
    found: list[object] = []
    for path in DOCUMENTS:
        for number, match in enumerate(re.finditer(r"^```(\w*).*\n((?:.*\n)*?)^```$", path.read_text(), re.MULTILINE)):
            if match[1] in languages:
                found.append(pytest.param(match[2], id=f"{path.relative_to(ROOT)}-{number}"))
    return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeOllama]:
    with FakeOllama() as server:
        prepare(server)
        yield server


def run(command: list[str], server: FakeOllama, folder: Path) -> str:
    """Run a command on the server and return what it prints; it must print something, and no error."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={"OLLAMA_HOST": server.url, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    return done.stdout


def test_readme_begins_with_the_two_commands() -> None:
    _, _, rest = (ROOT / "README.md").read_text().partition("\n\n")
    _, _, commands = rest.partition("\n\n")
    lines = commands.splitlines()
    assert lines[0] == "```sh"
    assert [line.split()[0] for line in lines[1:3]] == ["scripts/demo", "scripts/test"]


def test_every_fence_has_a_known_language() -> None:
    fences = [fence for path in DOCUMENTS for fence in re.findall(r"^```(.*)$", path.read_text(), re.MULTILINE)]
    assert {fence.partition(" ")[0] for fence in fences} <= LANGUAGES.keys()


@pytest.mark.parametrize("block", blocks("python"))
def test_python_block_runs(
    server: FakeOllama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    block: str,
) -> None:
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    program = tmp_path / "program.py"
    program.write_text(block.replace("http://localhost:11434", server.url))
    if re.search(r"^def test_", block, re.MULTILINE):
        run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(program)], server, tmp_path)
    elif re.search(r"^(import|from) ollama\b|install_as_ollama", block, re.MULTILINE):
        run([sys.executable, "-W", "error", "-m", "wrapper.as_ollama", str(program)], server, tmp_path)
    else:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        monkeypatch.setattr("wrapper.clients.default._client", None)
        runpy.run_path(str(program), run_name="__main__")
        assert capsys.readouterr().out.strip()


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("block", [block for block in blocks("sh") if "curl " in str(block)])
def test_curl_block_runs(server: FakeOllama, tmp_path: Path, block: str) -> None:
    command = block.replace("http://localhost:11434", server.url).replace("curl ", "curl --silent --fail ")
    assert run(["sh", "-ec", command], server, tmp_path).startswith("{")


@pytest.mark.parametrize("block", blocks("py"))
def test_code_for_other_packages_is_valid_python(block: str) -> None:
    compile(block, "<block>", "exec")
