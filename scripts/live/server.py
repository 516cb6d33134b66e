"""A real Ollama server on loopback, with a separate model store and home folder."""

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
TRIES, PAUSE = 600, 0.05  # requests for the version, seconds between them
STOP_TIMEOUT = 30.0  # seconds; longer than the keeper's GRACE

SETTINGS = {
    "OLLAMA_NO_CLOUD": "1",
    # In version 0.34.0 a client that disconnects can block a slot forever. With one slot it would block the model.
    "OLLAMA_NUM_PARALLEL": "8",
}


class LiveServer:
    """Context manager: starts the server on entry; on exit stops it with its runners, and removes its store."""

    def __init__(self, programs: Programs, port: int, interrupts: Interrupts) -> None:
        self._programs = programs
        self._port = port
        self._interrupts = interrupts
        self._keeper: subprocess.Popen[bytes] | None = None
        self.url = ""
        """Such as "http://127.0.0.1:11555"."""
        self.version = ""
        """The server's version, such as "0.34.0"."""
        self.log = Path()
        """The path of the server's log."""
        self.keep_log = False
        """Set it to keep the server's log. Any failure keeps it too."""

    def __enter__(self) -> Self:
        port = free_port(self._port)
        self.url = f"http://127.0.0.1:{port}"
        self._folder = Path(tempfile.mkdtemp(prefix="live-ollama-"))
        self.log = self._folder / "server.log"
        try:
            with self._interrupts.deferred():
                self._start(port)
            self.version = self._await_version()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def _start(self, port: int) -> None:
        run = self._folder / "run"  # everything but the log; the keeper removes it
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
        with self._interrupts.deferred():  # so that a second Ctrl-C does not interrupt the stop
            if self._keeper:
                _stop(self._keeper)
            if self.keep_log or (error and not isinstance(error, Interrupted)):
                note(f"kept the server's log: {self.log}")
            else:
                shutil.rmtree(self._folder, ignore_errors=True)

    def has_ended(self) -> bool:
        """Whether the server has stopped unexpectedly."""
        return self._keeper is None or self._keeper.poll() is not None

    def wait(self) -> None:
        """Wait until the server stops, which is unexpected."""
        if self._keeper:
            self._keeper.wait()

    def _await_version(self) -> str:
        for _ in range(TRIES):
            if self.has_ended():
                raise LiveServerError(f"the server stopped during its start; its last lines:\n{tail(self.log)}")
            try:
                response = request(f"{self.url}/api/version", timeout=5)
            except LiveServerError:
                time.sleep(PAUSE)
                continue
            try:
                self._check_own()
                return str(json.loads(response)["version"])
            except (ValueError, KeyError, TypeError) as error:
                raise LiveServerError(f"unexpected response from {self.url}: {response[:100]!r}") from error
        raise LiveServerError(f"no response from {self.url} after {TRIES} tries; its last lines:\n{tail(self.log)}")

    def _check_own(self) -> None:
        """Raise LiveServerError if another server has taken the port: a new server has no models."""
        models = json.loads(request(f"{self.url}/api/tags"))["models"]
        if models:
            raise LiveServerError(f"another server responds at {self.url}: it already has models")


def _stop(keeper: subprocess.Popen[bytes]) -> None:
    if keeper.stdin:
        keeper.stdin.close()
    try:
        keeper.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()


def _environment(run: Path, port: int) -> dict[str, str]:
    def is_user_setting(name: str) -> bool:  # settings and proxies for the user's own server
        return name.startswith(("OLLAMA_", "LLAMA_")) or name.lower() in ("http_proxy", "https_proxy", "all_proxy")

    variables = {
        "OLLAMA_HOST": f"127.0.0.1:{port}",
        "OLLAMA_MODELS": str(run / "models"),
        "HOME": str(run / "home"),
        "TMPDIR": str(run / "tmp"),
    }
    return {**{name: value for name, value in os.environ.items() if not is_user_setting(name)}, **SETTINGS, **variables}


def _write_runner(folder: Path, llama_cpp: Path) -> None:
    """Write llama.cpp's programs to the server's working folder, where an incomplete installation looks for them."""
    folder.mkdir(parents=True)
    for program in ("llama-server", "llama-quantize"):
        script = HERE / f"{program.replace('-', '_')}.py"
        python = f"PYTHONPATH={shlex.quote(str(llama_cpp))} exec {shlex.quote(sys.executable)}"
        (folder / program).write_text(f'#!/bin/sh\n{python} {shlex.quote(str(script))} "$@"\n')
        (folder / program).chmod(0o755)


def free_port(requested: int) -> int:
    """Return the requested port, or for 0 any free one; raise LiveServerError if it is not available."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does, to ignore old connections
        try:
            probe.bind(("127.0.0.1", requested))
        except PermissionError as error:
            raise LiveServerError(f"no permission for port {requested}: choose another with --port") from error
        except OSError as error:
            raise LiveServerError(f"port {requested} is in use: choose another with --port, or omit it") from error
        port: int = probe.getsockname()[1]
        return port
