"""The programs of a live server: the `ollama` on PATH, or a pinned version that is installed once into a cache."""

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from live import command
from live.errors import LiveServerError, NoServerError
from live.interrupts import Interrupts
from live.log import note, tail

OLLAMA = "0.34.0"
XLLAMACPP = "2026.8.10566"  # llama.cpp's server as a wheel, because `go install` does not provide it
COMPILERS = ("gcc", "clang", "cc")  # one of these compiles the server's C parts


@dataclass(frozen=True)
class Programs:
    """The programs that start a live server."""

    server: Path
    """The `ollama` program."""
    llama_cpp: Path | None
    """The folder to import xllamacpp from, or None if the server includes a runner."""


def on_path() -> Programs | None:
    """Return the `ollama` on PATH, which is assumed to be a complete installation, or None."""
    found = shutil.which("ollama")
    return Programs(Path(found).absolute(), None) if found else None


def default_cache() -> Path:
    """Return the default cache folder: in XDG_CACHE_HOME, or else in ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "ollama-wrapper" / "live"


class Cache:
    """The pinned server and llama.cpp in a folder. Each is either completely installed or missing."""

    def __init__(self, folder: Path, interrupts: Interrupts, version: str = OLLAMA) -> None:
        self._folder = folder.absolute()
        self._interrupts = interrupts
        self._version = version
        self._ollama = self._folder / f"ollama-{version}"
        self._llama_cpp = self._folder / f"xllamacpp-{XLLAMACPP}"

    def obstacle(self) -> str | None:
        """Return why this machine cannot install the pinned server, or None."""
        if self._ollama.exists():
            return None
        if not shutil.which("go"):
            return "no `ollama` and no Go on PATH: install one of them (https://ollama.com, https://go.dev)"
        compilers = [os.environ["CC"].split()[0]] if os.environ.get("CC", "").strip() else COMPILERS
        if not any(map(shutil.which, compilers)):
            return f"no `ollama` on PATH and no C compiler for Go to build it: install one of {', '.join(compilers)}"
        return None

    def programs(self) -> Programs:
        """Return the pinned programs; install the missing ones first.

        Raise NoServerError if this machine cannot install them, LiveServerError if an installation fails.
        """
        obstacle = self.obstacle()
        if obstacle:
            raise NoServerError(obstacle)
        if not (self._ollama.exists() and self._llama_cpp.exists()):
            with self._locked():
                for leftover in self._folder.glob(".partial-*"):  # of an interrupted run
                    shutil.rmtree(leftover, ignore_errors=True)
                self._install(
                    self._ollama, f"Ollama {self._version} with `go install` (a minute or two)", self._go_install
                )
                self._install(self._llama_cpp, f"llama.cpp as the wheel xllamacpp {XLLAMACPP}", self._pip_install)
        return Programs(self._ollama / "ollama", self._llama_cpp)

    def _install(self, target: Path, description: str, fill: Callable[[Path], None]) -> None:
        if target.exists():
            return
        note(f"installing {description}, only once")
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=self._folder, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            fill(folder)
            (folder / target.name).rename(target)
        note(f"installed in {time.monotonic() - start:.0f} s: {target}")

    @contextmanager
    def _locked(self) -> Generator[None, None, None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / "lock").open("w")
        except OSError as error:
            raise LiveServerError(
                f"cannot write to {self._folder} ({error.strerror}): choose another folder with --dir"
            ) from error
        with lock:  # closing the file releases the lock, and so does any end of this process
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                note("waiting for the installation by another run")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _go_install(self, folder: Path) -> None:
        module = f"github.com/ollama/ollama@v{self._version}"
        version = f"-X github.com/ollama/ollama/version.Version={self._version}"
        env = {**os.environ, "GOBIN": str(folder / self._ollama.name), "GOTMPDIR": str(folder)}
        self._run(folder, "go", "install", "-ldflags", version, module, env=env)

    def _pip_install(self, folder: Path) -> None:
        venv, package = folder / "venv", f"xllamacpp=={XLLAMACPP}"  # a venv has pip, unlike some Pythons
        self._run(folder, sys.executable, "-m", "venv", str(venv))
        pip = (str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check")
        wheel = ("--no-deps", "--only-binary=:all:", "--target", str(folder / self._llama_cpp.name), package)
        self._run(folder, *pip, *wheel)

    def _run(self, folder: Path, *arguments: str, env: Mapping[str, str] = os.environ) -> None:
        log = folder / "log"
        with log.open("wb") as output:
            code = command.run(arguments, self._interrupts, env=env, output=output)
        if code:
            raise LiveServerError(f"`{' '.join(arguments)}` failed with exit code {code}:\n{tail(log)}")
