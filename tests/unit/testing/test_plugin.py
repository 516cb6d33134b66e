"""The fixtures `fake_ollama` and `ollama`, in a run of pytest of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wrapper.testing import pytest_plugin

PASSES = """
def test_it(ollama, fake_ollama):
    fake_ollama.reply("Hello!")
    assert ollama.chat("sky", [{"role": "user", "content": "x"}]).message.content == "Hello!"
    assert len(fake_ollama.requests) == 1

def test_each_test_has_its_own(fake_ollama):
    assert fake_ollama.requests == []
"""
FAILS = """
import urllib.request, urllib.error

def test_it(fake_ollama):
    try:
        urllib.request.urlopen(fake_ollama.url + "/api/nothing").close()
    except urllib.error.HTTPError as error:
        error.close()
"""
INVALID = """
import json, urllib.request

def test_it(fake_ollama):
    body = json.dumps({"model": "sky", "prompt": "x", "stream": False, "temperature": 0}).encode()
    with urllib.request.urlopen(fake_ollama.url + "/api/generate", body) as answer:
        assert answer.status == 200
"""
MEANT = f"""
{FAILS}
    fake_ollama.strict = False

{INVALID.replace("test_it", "test_it_too")}
    fake_ollama.validate = False
"""


def run(tmp_path: Path, test: str) -> "subprocess.CompletedProcess[str]":
    (tmp_path / "test_sample.py").write_text(test, encoding="utf-8")
    plugins = ["-p", "no:cacheprovider", "-p", "wrapper.testing.pytest_plugin"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        f"--rootdir={tmp_path}",
        *plugins,
        str(tmp_path / "test_sample.py"),
    ]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # an installed package brings the plugin itself
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


def test_the_fixtures_work(tmp_path: Path) -> None:
    done = run(tmp_path, PASSES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_unknown_request_fails_the_test(tmp_path: Path) -> None:
    done = run(tmp_path, FAILS)
    assert done.returncode == 1
    assert "UnknownRequest: GET /api/nothing: FakeOllama has no such route" in done.stdout
    assert "1 failed in" in done.stdout


def test_invalid_request_fails_the_test(tmp_path: Path) -> None:
    done = run(tmp_path, INVALID)
    assert done.returncode == 1
    wrong = "POST /api/generate: temperature is not a field that the server knows; did you mean options.temperature?"
    assert f"InvalidRequest: {wrong}" in done.stdout
    assert "1 failed in" in done.stdout


def test_header_reports_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pytest_plugin.pytest_report_header() == []
    monkeypatch.setitem(sys.modules, "jsonschema", None)  # as if it were not installed
    [header] = pytest_plugin.pytest_report_header()
    assert "not validated: install ollama-wrapper[testing]" in header


def test_strict_can_be_turned_off(tmp_path: Path) -> None:
    done = run(tmp_path, MEANT)
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout + done.stderr
