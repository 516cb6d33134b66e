"""docs/regenerating.md is true: the steps for a field that a newer server sends."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.generated.test_regenerate import regenerate
from wrapper.testing import FakeOllama

ROOT = Path(__file__).parents[3]
FIELD = "prompt_eval_cached_count"
CORPUS = """
- id: chat-whole
  request: {method: POST, path: /api/chat, json: {model: sky, stream: false, messages: [{role: user, content: Hi}]}}
  status: 200
- id: generate-whole
  request: {method: POST, path: /api/generate, json: {model: sky, stream: false, prompt: Hi}}
  status: 200
"""


@pytest.fixture
def older_spec(tmp_path: Path) -> Path:
    """openapi.yaml as it was before the field."""
    spec = (ROOT / "openapi.yaml").read_text()
    spec, declarations = re.subn(rf"^ +{FIELD}:\n +type: .*\n +description: .*\n", "", spec, flags=re.MULTILINE)
    spec = re.sub(rf"^ +{FIELD}: .*\n", "", spec, flags=re.MULTILINE)
    assert declarations == 2
    file = tmp_path / "openapi.yaml"
    file.write_text(spec)
    return file


def replay(url: str, spec: Path, corpus: Path) -> str:
    command = [sys.executable, "-m", "tests.contract.replay", "--url", url, "--spec", str(spec), str(corpus)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout


def add_as_described(spec: Path) -> None:
    """Insert the YAML of the document after `prompt_eval_count`, in both schemas."""
    document = (ROOT / "docs" / "regenerating.md").read_text()
    [block] = re.findall(r"^```yaml\n(.*?)^```$", document, re.DOTALL | re.MULTILINE)
    text = spec.read_text()
    anchor = re.compile(r"^( +)prompt_eval_count:\n +type: integer\n +description: .*\n(?=\1prompt_eval_duration)", re.MULTILINE)
    text, places = anchor.subn(
        lambda match: match[0] + "".join(f"{match[1]}{line}\n" for line in block.splitlines()), text
    )
    assert places == 2
    spec.write_text(text)


def test_new_field_is_reported_described_and_generated(older_spec: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.yaml"
    corpus.write_text(CORPUS)
    with FakeOllama() as server:
        faults = [line for line in replay(server.url, older_spec, corpus).splitlines() if "FAULT" in line]
        assert [line.partition(":")[0] for line in faults] == ["chat-whole", "generate-whole"]
        assert all(FIELD in line for line in faults)
        assert faults[0] in (ROOT / "docs" / "regenerating.md").read_text()

        add_as_described(older_spec)

        assert "2 requests, 0 with faults" in replay(server.url, older_spec, corpus)
    output = tmp_path / "ollama_rest"
    done = regenerate("--spec", older_spec, "--output", output)
    assert done.returncode == 0, done.stderr
    assert f"{FIELD}: int | None" in (output / "models" / "chat_response.py").read_text()
