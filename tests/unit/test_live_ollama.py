"""scripts/live-ollama: the choice of the server, error messages, and that no process or file remains.

Except for the tests marked `live`, a stub replaces `ollama`, so they need neither a server nor Go.
"""

import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from live.errors import LiveServerError
from live.gguf import Tensor, encode
from live.install import OLLAMA, XLLAMACPP, Cache
from live.interrupts import Interrupts
from live.loopback import request
from live.models import MODELS

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "live-ollama"
TIMEOUT = 60.0  # seconds until a hanging program fails a test

# Implements the requests that live-ollama sends. The stub and its "runner" both keep the FIFO open, so that its end of
# file proves the end of both.
STUB = """
import json, os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

folder = Path(os.environ["STUB_FOLDER"])
if (folder / "start-fails").exists():
    sys.exit("stub: something is wrong")
(folder / "environment.json").write_text(json.dumps(dict(os.environ)))
alive = os.open(folder / "alive", os.O_WRONLY)
os.write(alive, b"started")
wait_forever = "import sys, time; time.sleep(600)"
subprocess.Popen([sys.executable, "-c", wait_forever], pass_fds=[alive])

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.respond({"/api/version": {"version": "0.0.7-stub"}, "/api/tags": {"models": []}}[self.path])

    def do_HEAD(self):
        self.send_response(404)
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/api/create":
            with open(folder / "created", "a") as created:
                print(json.loads(body)["model"], file=created)
        failed = (folder / "create-fails").exists()
        self.respond({"error": "stub: creation failed"} if failed else {"status": "success"}, 500 if failed else 200)

    def respond(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

host, port = os.environ["OLLAMA_HOST"].split(":")
HTTPServer((host, int(port)), Handler).serve_forever()
"""


class Stub:
    """A PATH with a stub as `ollama`, and a temporary folder for live-ollama."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "bin"
        self.work = folder / "work"
        self.programs.mkdir()
        self.work.mkdir()
        (folder / "stub.py").write_text(STUB)
        ollama = self.programs / "ollama"
        ollama.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{folder / "stub.py"}" "$@"\n')
        ollama.chmod(0o755)
        os.mkfifo(folder / "alive")
        self._alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)
        self.environment = {
            "PATH": str(self.programs),
            "HOME": str(folder / "home"),
            "TMPDIR": str(self.work),
            "STUB_FOLDER": str(folder),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=TIMEOUT)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def server_environment(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "environment.json").read_text())
        return found

    def assert_ended(self) -> None:
        """Wait for the end of the server and its child; fail if one of them keeps running."""
        seen = b""
        while True:
            readable, _, _ = select.select([self._alive], [], [], TIMEOUT)
            assert readable, "the server or its child is still running"
            data = os.read(self._alive, 100)
            if not data:
                break
            seen += data
        assert seen == b"started"

    def close(self) -> None:
        os.close(self._alive)


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[Stub]:
    stub = Stub(tmp_path)
    yield stub
    stub.close()


def python(code: str) -> tuple[str, ...]:
    """Return a COMMAND that runs some Python."""
    return "--", sys.executable, "-c", code


class TestCommand:
    def test_gets_server_url_and_sets_exit_code(self, stub: Stub) -> None:
        shown = "import os; print(os.environ['OLLAMA_HOST'], os.environ['LIVE_OLLAMA_URL']); raise SystemExit(7)"
        done = stub.run(*python(shown))
        host, live = done.stdout.split()
        assert done.returncode == 7
        assert host == live == f"http://{stub.server_environment()['OLLAMA_HOST']}"

    def test_standard_output_is_only_the_commands(self, stub: Stub) -> None:
        done = stub.run(*python("print('mine')"))
        assert done.stdout == "mine\n"
        assert "Ollama 0.0.7-stub at http://127.0.0.1:" in done.stderr

    def test_gets_its_own_options(self, stub: Stub) -> None:
        done = stub.run("--", sys.executable, "-c", "import sys; print(sys.argv[1:])", "--port", "--", "x")
        assert done.stdout == "['--port', '--', 'x']\n"

    def test_signal_becomes_exit_code_of_a_shell(self, stub: Stub) -> None:
        assert stub.run(*python("import os; os.kill(os.getpid(), 9)")).returncode == 137

    def test_unknown_command_fails_before_start(self, stub: Stub) -> None:
        done = stub.run("--", "no-such-program")
        assert (done.returncode, done.stderr) == (1, "live-ollama: no such command: no-such-program\n")
        assert not (stub.folder / "environment.json").exists()


class TestServer:
    def test_ollama_on_path_runs_without_user_settings(self, stub: Stub) -> None:
        user = {
            "OLLAMA_MODELS": "/users/models",
            "OLLAMA_HOST": "http://users.host:1",
            "OLLAMA_KEEP_ALIVE": "-1",
            "LLAMA_ARG_CTX_SIZE": "1",
            "HTTPS_PROXY": "http://127.0.0.1:9",
            "http_proxy": "http://127.0.0.1:9",
        }
        stub.environment |= user
        assert stub.run(*python("")).returncode == 0
        seen = stub.server_environment()
        assert not {name for name, value in user.items() if seen.get(name) == value}
        assert seen["OLLAMA_NO_CLOUD"] == "1"
        assert all(Path(seen[name]).is_relative_to(stub.work) for name in ("HOME", "OLLAMA_MODELS", "TMPDIR"))

    def test_has_all_models(self, stub: Stub) -> None:
        stub.run(*python(""))
        assert (stub.folder / "created").read_text().split() == list(MODELS)

    def test_requested_port_is_used(self, stub: Stub) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        done = stub.run("--port", str(port), *python("import os; print(os.environ['OLLAMA_HOST'])"))
        assert done.stdout == f"http://127.0.0.1:{port}\n"

    def test_works_from_any_folder_through_a_link(self, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        link = stub.folder / "link"
        link.symlink_to(SCRIPT)
        monkeypatch.chdir(stub.work)
        done = subprocess.run([sys.executable, str(link), *python("")], env=stub.environment, check=False)
        assert done.returncode == 0


class TestErrors:
    def test_port_in_use_is_named(self, stub: Stub) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = stub.run("--port", str(port), *python(""))
        assert (done.returncode, done.stderr) == (
            1,
            f"live-ollama: port {port} is in use: choose another with --port, or omit it\n",
        )

    @pytest.mark.parametrize("port", ["65536", "-1", "http"])
    def test_invalid_port_is_usage_error(self, stub: Stub, port: str) -> None:
        done = stub.run(f"--port={port}")
        assert done.returncode == 2
        assert "argument --port" in done.stderr

    def test_failed_start_shows_and_keeps_log(self, stub: Stub) -> None:
        (stub.folder / "start-fails").touch()
        done = stub.run(*python(""))
        assert done.returncode == 1
        assert "stub: something is wrong" in done.stderr
        kept = [file for file in stub.work.rglob("*") if file.is_file()]
        assert [file.name for file in kept] == ["server.log"]
        assert str(kept[0]) in done.stderr

    def test_failed_model_creation_ends_server(self, stub: Stub) -> None:
        (stub.folder / "create-fails").touch()
        done = stub.run(*python(""))
        assert done.returncode == 1
        assert "stub: creation failed" in done.stderr
        stub.assert_ended()

    def test_exit_code_3_without_ollama_and_go(self, stub: Stub) -> None:
        (stub.programs / "ollama").unlink()
        done = stub.run(*python(""))
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
        assert "no `ollama` and no Go on PATH" in done.stderr

    def test_exit_code_3_without_c_compiler(self, stub: Stub) -> None:
        (stub.programs / "ollama").rename(stub.programs / "go")
        done = stub.run(*python(""))
        assert done.returncode == 3
        assert "no C compiler" in done.stderr

    def test_unwritable_folder_is_named(self, stub: Stub) -> None:
        (stub.programs / "ollama").rename(stub.programs / "go")
        stub.environment["CC"] = sys.executable
        done = stub.run("--dir", "/dev/null/cache", *python(""))
        assert done.returncode == 1
        assert done.stderr.startswith("live-ollama: cannot write to /dev/null/cache")
        assert "--dir" in done.stderr


class TestAvailable:
    def test_exit_code_0_without_starting_a_server(self, stub: Stub) -> None:
        assert stub.run("--available").returncode == 0
        assert not (stub.folder / "environment.json").exists()

    def test_exit_code_3_when_unavailable(self, stub: Stub) -> None:
        (stub.programs / "ollama").unlink()
        done = stub.run("--available")
        assert (done.returncode, done.stdout, done.stderr) == (3, "", "")

    def test_pinned_ignores_ollama_on_path(self, stub: Stub) -> None:
        assert stub.run("--available", "--pinned").returncode == 3


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


class TestCleanup:
    def test_after_the_command(self, stub: Stub) -> None:
        assert stub.run(*python("")).returncode == 0
        stub.assert_ended()
        assert not list(stub.work.iterdir())

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_after_signal_without_command(self, stub: Stub, number: signal.Signals) -> None:
        with stub.start() as process:
            assert process.stdout
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            process.send_signal(number)
            process.communicate(timeout=TIMEOUT)
        assert process.returncode == 0
        stub.assert_ended()
        assert not list(stub.work.iterdir())

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_after_signal_during_command(self, stub: Stub, number: signal.Signals) -> None:
        # The command's child shares its standard output, so communicate() returns after the end of both.
        child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
        with stub.start(*python(f"print('running', flush=True); {child}")) as process:
            assert process.stdout
            assert process.stdout.readline() == "running\n"
            process.send_signal(number)
            process.communicate(timeout=TIMEOUT)
        assert process.returncode == 128 + number
        stub.assert_ended()
        assert not list(stub.work.iterdir())

    def test_after_script_is_killed(self, stub: Stub) -> None:
        with stub.start() as process:
            assert process.stdout
            process.stdout.readline()
            process.kill()
            process.communicate(timeout=TIMEOUT)
        stub.assert_ended()
        assert not list(stub.work.rglob("models"))

    def test_log_remains_after_failed_command(self, stub: Stub) -> None:
        stub.run(*python("raise SystemExit(1)"))
        assert [file.name for file in stub.work.rglob("*") if file.is_file()] == ["server.log"]


class TestModels:
    def test_gguf_has_counts_and_alignment(self) -> None:
        data = encode({"a": 1, "b": "text"}, {"t": Tensor((2, 1), struct.pack("<2f", 1, 2))})
        assert struct.unpack_from("<4sIQQ", data) == (b"GGUF", 3, 1, 2)
        assert struct.unpack("<2f", data[-32:][:8]) == (1, 2)
        assert len(data) % 32 == 0

    def test_tensor_must_fill_its_shape(self) -> None:
        with pytest.raises(ValueError, match="tensor t: 4 bytes do not fill"):
            encode({}, {"t": Tensor((2,), bytes(4))})

    @pytest.mark.parametrize("name", MODELS)
    def test_file_is_deterministic(self, name: str) -> None:
        assert MODELS[name].gguf() == MODELS[name].gguf()

    def test_unreachable_server_raises_live_server_error(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            with pytest.raises(LiveServerError, match=r"/api/blobs/sha256:.*refused"):
                MODELS["sky"].create(f"http://127.0.0.1:{probe.getsockname()[1]}", "mine")


SKY = "The sky is blue because of Rayleigh scattering."
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Return the weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


@pytest.mark.live
class TestLive:
    """The scripted models on the real server of this run."""

    @pytest.fixture
    def url(self) -> str:
        url = os.environ.get("LIVE_OLLAMA_URL")
        return url or pytest.skip("needs a live server: scripts/live-ollama -- COMMAND")

    @staticmethod
    def lines(url: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        # Split only on \n, because `separators` has other line breaks in its strings.
        return [json.loads(line) for line in request(f"{url}/api/chat", body).split(b"\n") if line]

    def chat(self, url: str, model: str, **more: Any) -> list[dict[str, Any]]:
        return self.lines(
            url, {"model": model, "messages": [{"role": "user", "content": "Why is the sky blue?"}], **more}
        )

    @staticmethod
    def text(lines: list[dict[str, Any]], field: str = "content") -> str:
        return "".join(line["message"].get(field, "") for line in lines)

    def test_sky_replies_word_by_word(self, url: str) -> None:
        lines = self.chat(url, "sky")
        assert self.text(lines) == SKY
        assert len(lines) == len(SKY.split()) + 1
        assert (lines[-1]["done"], lines[-1]["done_reason"]) == (True, "stop")

    def test_sky_ignores_temperature(self, url: str) -> None:
        assert self.text(self.chat(url, "sky", options={"temperature": 1.5, "seed": 7})) == SKY

    def test_thinker_thinks_first(self, url: str) -> None:
        lines = self.chat(url, "thinker", think=True)
        assert self.text(lines, "thinking") == "Let me recall Rayleigh."
        assert self.text(lines) == SKY

    def test_caller_calls_the_tool(self, url: str) -> None:
        lines = self.chat(url, "caller", tools=[WEATHER])
        calls = [call["function"] for line in lines for call in line["message"].get("tool_calls", [])]
        assert [(call["name"], call["arguments"]) for call in calls] == [("get_weather", {"city": "Paris"})]

    def test_embedder_vectors_reflect_similarity(self, url: str) -> None:
        response = json.loads(request(f"{url}/api/embed", {"model": "embedder", "input": ["hello", "hallo", "zzz"]}))
        hello, hallo, other = response["embeddings"]

        def product(a: list[float], b: list[float]) -> float:
            return sum(x * y for x, y in zip(a, b, strict=True))

        assert product(hello, hello) == pytest.approx(1, abs=1e-4)
        assert product(hello, hallo) > 0.5 > product(hello, other)

    def test_separators_are_in_the_reply(self, url: str) -> None:
        body = {"model": "separators", "messages": [{"role": "user", "content": "x"}]}
        raw = request(f"{url}/api/chat", body)
        assert "\u0085".encode() in raw
        assert self.text(self.lines(url, body)) == MODELS["separators"].reply

    def test_breaker_stops_without_done(self, url: str) -> None:
        lines = self.chat(url, "breaker")
        assert self.text(lines) == "before"
        assert not any(line["done"] for line in lines)

    def test_endless_runs_until_num_predict(self, url: str) -> None:
        lines = self.chat(url, "endless", options={"num_predict": 9})
        assert self.text(lines) == "tick tock" * 4 + "tick"
        assert (lines[-1]["done_reason"], lines[-1]["eval_count"]) == ("length", 9)

    def test_model_can_be_created_under_any_name(self, url: str) -> None:
        MODELS["sky"].create(url, "live-test-own")
        assert self.text(self.chat(url, "live-test-own")) == SKY

    def test_real_runners_end_too(self, url: str, tmp_path: Path) -> None:
        code = (
            "import json, os, urllib.request as u; body = json.dumps({'model': 'endless', 'prompt': 'x'}).encode();"
            "answer = u.build_opener(u.ProxyHandler({})).open(os.environ['OLLAMA_HOST'] + '/api/generate', body);"
            "answer.readline(); print('generating', flush=True); answer.read()"
        )
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        command = [sys.executable, str(SCRIPT), *python(code)]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"generating\n"
            assert any("llama" in line for line in processes_in(tmp_path))
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=TIMEOUT)
        assert not processes_in(tmp_path)
        assert not list(tmp_path.iterdir())


def processes_in(folder: Path) -> list[str]:
    """Return the command lines of processes that refer to a folder."""
    listing = subprocess.run(["ps", "-axww", "-o", "command="], capture_output=True, text=True, check=True)
    return [line for line in listing.stdout.splitlines() if str(folder) in line]
