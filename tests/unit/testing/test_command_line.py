"""python -m wrapper.testing: it says what it is, serves, and ends quietly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from wrapper.testing import FakeOllama

COMMAND = [sys.executable, "-m", "wrapper.testing", "--port"]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_command_announces_a_stand_in_and_ends_quietly(ending: signal.Signals) -> None:
    with subprocess.Popen([*COMMAND, "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        assert "stand-in, not a real Ollama" in first
        url = next(word for word in first.split() if word.startswith("http://"))
        assert "sky" in process.stdout.readline()
        assert httpx.get(f"{url}/api/version", trust_env=False).json() == {"version": "0.34.0"}
        process.send_signal(ending)
        rest, errors = process.communicate(timeout=30)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_signal_during_import_ends_the_command_quietly(tmp_path: Path) -> None:
    # Python ends by the signal if a KeyboardInterrupt went through exec() of a text, as dataclasses have it
    (tmp_path / "yaml.py").write_text(
        "import sys\n"
        "exec('import os, signal; os.kill(os.getpid(), signal.SIGINT)')\n"
        f"sys.path.remove({str(tmp_path)!r})\n"
        "del sys.modules['yaml']\n"
        "import yaml\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen(
        [*COMMAND, "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        url = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        assert httpx.get(f"{url}/api/version", trust_env=False).is_success
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")


def test_command_reports_the_last_requests() -> None:
    with subprocess.Popen([*COMMAND, "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        with httpx.Client(base_url=url, trust_env=False) as client:
            client.post("/api/chat", json={"model": "sky", "temperature": 1})
            client.get("/api/nonsense")
            client.post("/api/generate", json={"model": "sky", "num_ctx": 1})
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert sorted(line.partition(":")[0] for line in errors.splitlines()) == [
        "GET /api/nonsense",
        "POST /api/chat",
        "POST /api/generate",
    ]


def test_taken_port_is_one_line() -> None:
    with FakeOllama() as fake:
        port = fake.url.rsplit(":", 1)[1]
        done = subprocess.run([*COMMAND, port], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"cannot use port {port}: Address already in use\n"


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--port=-1", "invalid port -1"),
        ("--port=70000", "invalid port 70000"),
        ("--port=x", "invalid port x"),
        ("--pace=-1", "invalid pause -1"),
        ("--pace=slow", "slow"),
    ],
)
def test_invalid_port_or_pace_is_refused(option: str, complaint: str) -> None:
    done = subprocess.run([*COMMAND[:-1], option], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
