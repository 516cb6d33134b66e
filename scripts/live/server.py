"""A real Ollama server on loopback, with a model store and a home of its own."""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from live.errors import LiveServerError
from live.install import Programs
from live.interrupts import Interrupted, Interrupts
from live.log import note, tail
from live.loopback import request

HERE = Path(__file__).resolve().parent
TRIES, PAUSE = 600, 0.05  # asks for the version, seconds between them
STOP = 30.0  # seconds; the keeper's own grace is shorter

SETTINGS = {
    "OLLAMA_NO_CLOUD": "1",
    # A client that hangs up can block a slot of version 0.34.0 for ever; with one slot that is the whole model.
    "OLLAMA_NUM_PARALLEL": "8",
}


class LiveServer:
    """Context manager: starts the server on entry; on exit ends it, with its runners, and removes its store."""

    def __init__(self, programs: Programs, port: int, interrupts: Interrupts) -> None:
        self._programs = programs
        self._port = port
        self._interrupts = interrupts
        self._keeper: subprocess.Popen[bytes] | None = None
        self.url = ""
        """Such as "http://127.0.0.1:11555"."""
        self.version = ""
        """The server's own, such as "0.34.0"."""
        self.log = Path()
        """The file that the server writes its log to."""
        self.keep_log = False
        """Set it to keep the server's log, as any failure does."""

    def __enter__(self) -> Self:
        port = free_port(self._port)
        self.url = f"http://127.0.0.1:{port}"
        self._folder = Path(tempfile.mkdtemp(prefix="live-ollama-"))
        self.log = self._folder / "server.log"
        try:
            with self._interrupts.held():
                self._start(port)
            self.version = self._await_version()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def _start(self, port: int) -> None:
        run = self._folder / "run"  # all but the log: the keeper removes it
        for part in ("home", "models", "tmp"):
            (run / part).mkdir(parents=True)
        if self._programs.llama_cpp:
            _write_runner(run / "build" / "lib" / "ollama", self._programs.llama_cpp)
        keeper = [sys.executable, "-I", str(HERE / "keeper.py"), str(run), str(self._programs.server), "serve"]
        env = _environment(run, port)
        with self.log.open("wb") as log:
            self._keeper = subprocess.Popen(
                keeper, env=env, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._interrupts.held():  # a second Ctrl-C does not leave it half stopped
            if self._keeper:
                _stop(self._keeper)
            if self.keep_log or (error and not isinstance(error, Interrupted)):
                note(f"the server's log is kept: {self.log}")
            else:
                shutil.rmtree(self._folder, ignore_errors=True)

    def ended(self) -> bool:
        """Say whether the server has ended by itself."""
        return self._keeper is None or self._keeper.poll() is not None

    def wait(self) -> None:
        """Wait for the server to end, which it does by itself only in trouble."""
        if self._keeper:
            self._keeper.wait()

    def _await_version(self) -> str:
        for _ in range(TRIES):
            if self.ended():
                raise LiveServerError(f"the server ended at its start; its last lines:\n{tail(self.log)}")
            try:
                answer = request(f"{self.url}/api/version", timeout=5)
            except LiveServerError:
                time.sleep(PAUSE)
                continue
            try:
                self._check_own()
                return str(json.loads(answer)["version"])
            except (ValueError, KeyError, TypeError) as error:
                raise LiveServerError(f"{self.url} does not answer as Ollama does: {answer[:100]!r}") from error
        raise LiveServerError(f"no answer from {self.url} in {TRIES} tries; its last lines:\n{tail(self.log)}")

    def _check_own(self) -> None:
        """Another server may have taken the port at the last moment; ours has a store that is still empty."""
        models = json.loads(request(f"{self.url}/api/tags"))["models"]
        if models:
            raise LiveServerError(f"another server answers at {self.url}: it has models that are not of this run")


def _stop(keeper: subprocess.Popen[bytes]) -> None:
    if keeper.stdin:
        keeper.stdin.close()
    try:
        keeper.wait(STOP)
    except subprocess.TimeoutExpired:
        os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()


def _environment(run: Path, port: int) -> dict[str, str]:
    def is_users(name: str) -> bool:  # settings and proxies that are meant for the user's own server
        return name.startswith(("OLLAMA_", "LLAMA_")) or name.lower() in ("http_proxy", "https_proxy", "all_proxy")

    own = {
        "OLLAMA_HOST": f"127.0.0.1:{port}",
        "OLLAMA_MODELS": str(run / "models"),
        "HOME": str(run / "home"),
        "TMPDIR": str(run / "tmp"),
    }
    return {**{name: value for name, value in os.environ.items() if not is_users(name)}, **SETTINGS, **own}


def _write_runner(folder: Path, llama_cpp: Path) -> None:
    """Put llama.cpp's programs where a server looks for them that was not installed whole: in its working folder."""
    folder.mkdir(parents=True)
    for program in ("llama-server", "llama-quantize"):
        script = HERE / f"{program.replace('-', '_')}.py"
        python = f"PYTHONPATH={shlex.quote(str(llama_cpp))} exec {shlex.quote(sys.executable)}"
        (folder / program).write_text(f'#!/bin/sh\n{python} {shlex.quote(str(script))} "$@"\n')
        (folder / program).chmod(0o755)


def free_port(wanted: int) -> int:
    """Give the wanted port, for 0 any free one; LiveServerError where it cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: old connections do not count
        try:
            probe.bind(("127.0.0.1", wanted))
        except PermissionError as error:
            raise LiveServerError(f"port {wanted} is not for every user: choose another with --port") from error
        except OSError as error:
            raise LiveServerError(f"port {wanted} is taken: choose another with --port, or leave it out") from error
        port: int = probe.getsockname()[1]
        return port
