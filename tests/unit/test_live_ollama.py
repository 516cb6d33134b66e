"""scripts/live-ollama: which server it takes, what it says when it cannot, and that nothing of it is left behind.

All but the tests marked `live` run it on a stub in place of `ollama`, so they need neither a server nor Go.
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
PATIENCE = 60.0  # seconds until a hanging program fails a test

# Speaks as much of the server as live-ollama asks for. It and its "runner" both hold the FIFO open, so that
# the FIFO's end of file tells that neither is left.
STUB = """
import json, os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

folder = Path(os.environ["STUB_FOLDER"])
if (folder / "fails").exists():
    sys.exit("stub: something is wrong")
(folder / "environment.json").write_text(json.dumps(dict(os.environ)))
alive = os.open(folder / "alive", os.O_WRONLY)
os.write(alive, b"started")
wait_forever = "import sys, time; time.sleep(600)"
subprocess.Popen([sys.executable, "-c", wait_forever], pass_fds=[alive])

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer({"/api/version": {"version": "0.0.7-stub"}, "/api/tags": {"models": []}}[self.path])

    def do_HEAD(self):
        self.send_response(404)
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/api/create":
            with open(folder / "created", "a") as created:
                print(json.loads(body)["model"], file=created)
        refused = (folder / "refuses").exists()
        self.answer({"error": "stub: refused"} if refused else {"status": "success"}, 500 if refused else 200)

    def answer(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

host, port = os.environ["OLLAMA_HOST"].split(":")
HTTPServer((host, int(port)), Handler).serve_forever()
"""


class Stub:
    """A PATH with an `ollama` of our own on it, and a temporary folder for live-ollama to work in."""

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
            out, err = process.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def server_environment(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "environment.json").read_text())
        return found

    def assert_gone(self) -> None:
        """Wait for the end of the server and its child; fail where one of them stays."""
        seen = b""
        while True:
            readable, _, _ = select.select([self._alive], [], [], PATIENCE)
            assert readable, "the server, or a process it started, is still there"
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
    """Give a COMMAND that runs some Python."""
    return "--", sys.executable, "-c", code


class TestCommand:
    def test_gets_the_servers_address_and_gives_the_exit_code(self, stub: Stub) -> None:
        shown = "import os; print(os.environ['OLLAMA_HOST'], os.environ['LIVE_OLLAMA_URL']); raise SystemExit(7)"
        done = stub.run(*python(shown))
        host, live = done.stdout.split()
        assert done.returncode == 7
        assert host == live == f"http://{stub.server_environment()['OLLAMA_HOST']}"

    def test_standard_output_is_the_commands_alone(self, stub: Stub) -> None:
        done = stub.run(*python("print('mine')"))
        assert done.stdout == "mine\n"
        assert "Ollama 0.0.7-stub at http://127.0.0.1:" in done.stderr

    def test_own_dashes_reach_it(self, stub: Stub) -> None:
        done = stub.run("--", sys.executable, "-c", "import sys; print(sys.argv[1:])", "--port", "--", "x")
        assert done.stdout == "['--port', '--', 'x']\n"

    def test_death_by_signal_is_told_as_a_shell_tells_it(self, stub: Stub) -> None:
        assert stub.run(*python("import os; os.kill(os.getpid(), 9)")).returncode == 137

    def test_an_unknown_one_is_said_before_anything_starts(self, stub: Stub) -> None:
        done = stub.run("--", "no-such-program")
        assert (done.returncode, done.stderr) == (1, "live-ollama: no such command: no-such-program\n")
        assert not (stub.folder / "environment.json").exists()


class TestServer:
    def test_the_one_on_path_is_used_with_nothing_of_its_user(self, stub: Stub) -> None:
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

    def test_a_free_port_is_found_and_a_wanted_one_is_taken(self, stub: Stub) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        done = stub.run("--port", str(port), *python("import os; print(os.environ['OLLAMA_HOST'])"))
        assert done.stdout == f"http://127.0.0.1:{port}\n"

    def test_works_from_any_folder_by_any_path(self, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        link = stub.folder / "link"
        link.symlink_to(SCRIPT)
        monkeypatch.chdir(stub.work)
        done = subprocess.run([sys.executable, str(link), *python("")], env=stub.environment, check=False)
        assert done.returncode == 0


class TestTrouble:
    def test_a_taken_port_is_named(self, stub: Stub) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = stub.run("--port", str(port), *python(""))
        assert (done.returncode, done.stderr) == (
            1,
            f"live-ollama: port {port} is taken: choose another with --port, or leave it out\n",
        )

    @pytest.mark.parametrize("port", ["65536", "-1", "http"])
    def test_a_wrong_port_is_a_usage_error(self, stub: Stub, port: str) -> None:
        done = stub.run(f"--port={port}")
        assert done.returncode == 2
        assert "argument --port" in done.stderr

    def test_a_server_that_ends_at_once_shows_its_last_words_and_keeps_its_log(self, stub: Stub) -> None:
        (stub.folder / "fails").touch()
        done = stub.run(*python(""))
        assert done.returncode == 1
        assert "stub: something is wrong" in done.stderr
        kept = [file for file in stub.work.rglob("*") if file.is_file()]
        assert [file.name for file in kept] == ["server.log"]
        assert str(kept[0]) in done.stderr

    def test_a_model_that_cannot_be_made_ends_it_all(self, stub: Stub) -> None:
        (stub.folder / "refuses").touch()
        done = stub.run(*python(""))
        assert done.returncode == 1
        assert "stub: refused" in done.stderr
        stub.assert_gone()

    def test_without_ollama_and_go_it_is_exit_code_3_and_one_line(self, stub: Stub) -> None:
        (stub.programs / "ollama").unlink()
        done = stub.run(*python(""))
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
        assert "no `ollama` and no Go on PATH" in done.stderr

    def test_go_without_a_c_compiler_is_exit_code_3(self, stub: Stub) -> None:
        (stub.programs / "ollama").rename(stub.programs / "go")
        done = stub.run(*python(""))
        assert done.returncode == 3
        assert "no C compiler" in done.stderr

    def test_a_folder_that_cannot_be_written_is_named(self, stub: Stub) -> None:
        (stub.programs / "ollama").rename(stub.programs / "go")
        stub.environment["CC"] = sys.executable
        done = stub.run("--dir", "/dev/null/cache", *python(""))
        assert done.returncode == 1
        assert done.stderr.startswith("live-ollama: cannot write to /dev/null/cache")
        assert "--dir" in done.stderr


class TestAvailable:
    def test_says_yes_and_starts_nothing(self, stub: Stub) -> None:
        assert stub.run("--available").returncode == 0
        assert not (stub.folder / "environment.json").exists()

    def test_says_no(self, stub: Stub) -> None:
        (stub.programs / "ollama").unlink()
        done = stub.run("--available")
        assert (done.returncode, done.stdout, done.stderr) == (3, "", "")

    def test_pinned_does_not_count_the_one_on_path(self, stub: Stub) -> None:
        assert stub.run("--available", "--pinned").returncode == 3


class TestInstallation:
    @pytest.fixture
    def go(self, stub: Stub) -> Path:
        """A Go that notes its call and fails."""
        go = stub.programs / "go"
        go.write_text('#!/bin/sh\necho called >> "$STUB_FOLDER/go-calls"\necho go: no network >&2\nexit 1\n')
        go.chmod(0o755)
        stub.environment["CC"] = sys.executable
        return go

    def test_a_failed_one_shows_why_and_is_not_taken_for_whole(self, stub: Stub, go: Path) -> None:
        for _ in range(2):
            done = stub.run("--pinned", *python(""))
            assert done.returncode == 1
            assert "go: no network" in done.stderr
        assert (stub.folder / "go-calls").read_text() == "called\n" * 2
        cache = stub.folder / "home" / ".cache" / "ollama-wrapper" / "live"
        assert [file.name for file in cache.iterdir()] == ["lock"]

    def test_what_a_cut_short_one_left_is_removed(self, stub: Stub, go: Path) -> None:
        half = stub.folder / "cache" / ".half-done"
        half.mkdir(parents=True)
        stub.run("--pinned", "--dir", str(stub.folder / "cache"), *python(""))
        assert not half.exists()

    def test_xdg_cache_home_is_followed(self, stub: Stub, go: Path) -> None:
        stub.environment["XDG_CACHE_HOME"] = str(stub.folder / "xdg")
        stub.run("--pinned", *python(""))
        assert (stub.folder / "xdg" / "ollama-wrapper" / "live" / "lock").exists()

    def test_two_at_once_install_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        installed: list[str] = []
        both = threading.Barrier(2)

        def run(command: Sequence[str], interrupts: Interrupts, *, env: Mapping[str, str], output: object) -> int:
            target = env["GOBIN"] if "go" in command else command[-2]
            if "venv" not in command:
                Path(target).mkdir()
                installed.append(Path(target).name)
            return 0

        monkeypatch.setattr("live.command.run", run)
        monkeypatch.setattr(Cache, "missing", Mock(return_value=None))

        def install() -> None:
            both.wait(PATIENCE)
            Cache(tmp_path, NoSignals()).programs()

        threads = [threading.Thread(target=install) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert installed == [f"ollama-{OLLAMA}", f"xllamacpp-{XLLAMACPP}"]
        assert sorted(file.name for file in tmp_path.iterdir()) == ["lock", *installed]


class NoSignals(Interrupts):
    """Leaves the test run's own signal handlers alone."""

    def __init__(self) -> None:
        pass


class TestNothingIsLeft:
    def test_after_the_command(self, stub: Stub) -> None:
        assert stub.run(*python("")).returncode == 0
        stub.assert_gone()
        assert not list(stub.work.iterdir())

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_after_a_signal_while_it_waits(self, stub: Stub, number: signal.Signals) -> None:
        with stub.start() as process:
            assert process.stdout
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            process.send_signal(number)
            process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        stub.assert_gone()
        assert not list(stub.work.iterdir())

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_after_a_signal_while_the_command_runs(self, stub: Stub, number: signal.Signals) -> None:
        # the command's own child has its standard output too: communicate() returns when both are gone
        child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
        with stub.start(*python(f"print('running', flush=True); {child}")) as process:
            assert process.stdout
            assert process.stdout.readline() == "running\n"
            process.send_signal(number)
            process.communicate(timeout=PATIENCE)
        assert process.returncode == 128 + number
        stub.assert_gone()
        assert not list(stub.work.iterdir())

    def test_when_it_is_killed_itself(self, stub: Stub) -> None:
        with stub.start() as process:
            assert process.stdout
            process.stdout.readline()
            process.kill()
            process.communicate(timeout=PATIENCE)
        stub.assert_gone()
        assert not list(stub.work.rglob("models"))

    def test_a_failed_commands_log_stays(self, stub: Stub) -> None:
        stub.run(*python("raise SystemExit(1)"))
        assert [file.name for file in stub.work.rglob("*") if file.is_file()] == ["server.log"]


class TestModels:
    def test_the_file_format_counts_and_aligns(self) -> None:
        data = encode({"a": 1, "b": "text"}, {"t": Tensor((2, 1), struct.pack("<2f", 1, 2))})
        assert struct.unpack_from("<4sIQQ", data) == (b"GGUF", 3, 1, 2)
        assert struct.unpack("<2f", data[-32:][:8]) == (1, 2)
        assert len(data) % 32 == 0

    def test_a_tensor_that_does_not_fill_its_shape_is_refused(self) -> None:
        with pytest.raises(ValueError, match="tensor t: 4 bytes do not fill"):
            encode({}, {"t": Tensor((2,), bytes(4))})

    @pytest.mark.parametrize("name", MODELS)
    def test_a_models_file_is_the_same_every_time(self, name: str) -> None:
        assert MODELS[name].gguf() == MODELS[name].gguf()

    def test_an_unreachable_server_is_a_clear_error(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            with pytest.raises(LiveServerError, match=r"/api/blobs/sha256:.*refused"):
                MODELS["sky"].create(f"http://127.0.0.1:{probe.getsockname()[1]}", "mine")


SKY = "The sky is blue because of Rayleigh scattering."
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Tell the weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


@pytest.mark.live
class TestLive:
    """The scripted models, on the real server that scripts/live-ollama started for this run."""

    @pytest.fixture
    def url(self) -> str:
        url = os.environ.get("LIVE_OLLAMA_URL")
        return url or pytest.skip("needs a live server: scripts/live-ollama -- COMMAND")

    @staticmethod
    def lines(url: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        # split on \n alone: `separators` has other line breaks inside its strings
        return [json.loads(line) for line in request(f"{url}/api/chat", body).split(b"\n") if line]

    def chat(self, url: str, model: str, **more: Any) -> list[dict[str, Any]]:
        return self.lines(
            url, {"model": model, "messages": [{"role": "user", "content": "Why is the sky blue?"}], **more}
        )

    @staticmethod
    def text(lines: list[dict[str, Any]], field: str = "content") -> str:
        return "".join(line["message"].get(field, "") for line in lines)

    def test_sky_says_its_sentence_word_by_word(self, url: str) -> None:
        lines = self.chat(url, "sky")
        assert self.text(lines) == SKY
        assert len(lines) == len(SKY.split()) + 1
        assert (lines[-1]["done"], lines[-1]["done_reason"]) == (True, "stop")

    def test_sky_says_the_same_at_any_temperature(self, url: str) -> None:
        assert self.text(self.chat(url, "sky", options={"temperature": 1.5, "seed": 7})) == SKY

    def test_thinker_thinks_first(self, url: str) -> None:
        lines = self.chat(url, "thinker", think=True)
        assert self.text(lines, "thinking") == "Let me recall Rayleigh."
        assert self.text(lines) == SKY

    def test_caller_calls_the_tool(self, url: str) -> None:
        lines = self.chat(url, "caller", tools=[WEATHER])
        calls = [call["function"] for line in lines for call in line["message"].get("tool_calls", [])]
        assert [(call["name"], call["arguments"]) for call in calls] == [("get_weather", {"city": "Paris"})]

    def test_embedder_gives_vectors_of_unit_length_that_tell_texts_apart(self, url: str) -> None:
        answer = json.loads(request(f"{url}/api/embed", {"model": "embedder", "input": ["hello", "hallo", "zzz"]}))
        hello, hallo, other = answer["embeddings"]

        def product(a: list[float], b: list[float]) -> float:
            return sum(x * y for x, y in zip(a, b, strict=True))

        assert product(hello, hello) == pytest.approx(1, abs=1e-4)
        assert product(hello, hallo) > 0.5 > product(hello, other)

    def test_separators_stand_in_the_text(self, url: str) -> None:
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

    def test_a_model_of_ones_own_goes_by_any_name(self, url: str) -> None:
        MODELS["sky"].create(url, "live-test-own")
        assert self.text(self.chat(url, "live-test-own")) == SKY

    def test_real_runners_end_too(self, url: str, tmp_path: Path) -> None:
        ask = (
            "import json, os, urllib.request as u; body = json.dumps({'model': 'endless', 'prompt': 'x'}).encode();"
            "answer = u.build_opener(u.ProxyHandler({})).open(os.environ['OLLAMA_HOST'] + '/api/generate', body);"
            "answer.readline(); print('generating', flush=True); answer.read()"
        )
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        command = [sys.executable, str(SCRIPT), *python(ask)]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"generating\n"
            assert any("llama" in line for line in processes_in(tmp_path))
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)
        assert not processes_in(tmp_path)
        assert not list(tmp_path.iterdir())


def processes_in(folder: Path) -> list[str]:
    """Give the command lines of processes that were started on something in a folder."""
    listing = subprocess.run(["ps", "-axww", "-o", "command="], capture_output=True, text=True, check=True)
    return [line for line in listing.stdout.splitlines() if str(folder) in line]
