"""scripts/live-ollama: the command, the choice of the server, and error messages."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from live.models import MODELS
from tests.unit.live_ollama.stub import SCRIPT, Stub, python


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

    @pytest.mark.parametrize("version", ["v0.30.0", "0.30", "latest", "../0.1.2"])
    def test_invalid_version_is_usage_error(self, stub: Stub, version: str) -> None:
        assert stub.run("--available", "--version", version).returncode == 2

    def test_pinned_ignores_ollama_on_path(self, stub: Stub) -> None:
        assert stub.run("--available", "--pinned").returncode == 3
