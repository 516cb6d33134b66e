"""scripts/live-ollama leaves no process and no file behind."""

import signal

import pytest

from tests.unit.live_ollama.stub import TIMEOUT, Stub, python


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
