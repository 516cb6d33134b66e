"""The Python code of the README and of SECURITY.md runs unchanged."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from wrapper.testing import FakeOllama, Reply

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README + SECURITY, re.DOTALL | re.MULTILINE)


def test_readme_begins_with_the_two_commands() -> None:
    _, _, rest = README.partition("\n\n")
    _, _, commands = rest.partition("\n\n")
    lines = commands.splitlines()
    assert lines[0] == "```sh"
    assert [line.split()[0] for line in lines[1:3]] == ["scripts/demo", "scripts/test"]


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_python_block_runs(block: str, tmp_path: Path) -> None:
    with FakeOllama() as server, server.client() as client:
        client.copy("caller" if "tools=" in block else "sky", "llama3.2")
        client.copy("embedder", "all-minilm")
        server.reply("A blue pixel.", model="llama3.2-vision")
        if "get_weather" in block:
            server.reply(Reply(tool_calls={"get_weather": {"city": "Paris"}}), "18 degrees.", model="llama3.2")
        if "format=" in block:
            server.reply('{"name": "France", "capital": "Paris"}', model="llama3.2")
        code = block.replace("http://localhost:11434", server.url)
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path,
            env={"OLLAMA_HOST": server.url},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
