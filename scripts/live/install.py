"""The programs of a live server: the `ollama` on PATH, else a pinned one, installed once into a cache folder."""

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
XLLAMACPP = "2026.8.10566"  # llama.cpp's server as a wheel: `go install` brings none
COMPILERS = ("gcc", "clang", "cc")  # Go takes one of these for the server's C parts


@dataclass(frozen=True)
class Programs:
    """What a live server is started from."""

    server: Path
    """The `ollama` program."""
    llama_cpp: Path | None
    """The folder that xllamacpp is imported from; None where the server brings a runner of its own."""


def on_path() -> Programs | None:
    """Give the `ollama` on PATH, which is taken to be a whole installation."""
    found = shutil.which("ollama")
    return Programs(Path(found).absolute(), None) if found else None


def default_cache() -> Path:
    """Give the folder for what is installed: in XDG_CACHE_HOME, else in ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "ollama-wrapper" / "live"


class Cache:
    """The pinned server and llama.cpp in a folder; each is there whole or not at all."""

    def __init__(self, folder: Path, interrupts: Interrupts) -> None:
        self._folder = folder.absolute()
        self._interrupts = interrupts
        self._ollama = self._folder / f"ollama-{OLLAMA}"
        self._llama_cpp = self._folder / f"xllamacpp-{XLLAMACPP}"

    def missing(self) -> str | None:
        """Give what keeps this machine from having the pinned server, or None where nothing does."""
        if self._ollama.exists():
            return None
        if not shutil.which("go"):
            return "no `ollama` and no Go on PATH: install either one (https://ollama.com, https://go.dev)"
        compilers = [os.environ["CC"].split()[0]] if os.environ.get("CC", "").strip() else COMPILERS
        if not any(map(shutil.which, compilers)):
            return f"no `ollama` on PATH, and Go finds no C compiler to build one ({', '.join(compilers)})"
        return None

    def programs(self) -> Programs:
        """Give the pinned programs, after installing what is missing.

        Raises NoServerError where this machine cannot have them, LiveServerError where an installation fails.
        """
        missing = self.missing()
        if missing:
            raise NoServerError(missing)
        if not (self._ollama.exists() and self._llama_cpp.exists()):
            with self._locked():
                for leftover in self._folder.glob(".half-*"):  # of a run that was cut short
                    shutil.rmtree(leftover, ignore_errors=True)
                self._install(self._ollama, f"Ollama {OLLAMA} by `go install`, a minute or two", self._go_install)
                self._install(self._llama_cpp, f"llama.cpp by the wheel xllamacpp {XLLAMACPP}", self._pip_install)
        return Programs(self._ollama / "ollama", self._llama_cpp)

    def _install(self, target: Path, what: str, fill: Callable[[Path], None]) -> None:
        if target.exists():
            return
        note(f"installing {what}, this once")
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=".half-", dir=self._folder, ignore_cleanup_errors=True) as name:
            half = Path(name)
            fill(half)
            (half / target.name).rename(target)
        note(f"installed in {time.monotonic() - begin:.0f} s: {target}")

    @contextmanager
    def _locked(self) -> Generator[None, None, None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / "lock").open("w")
        except OSError as error:
            raise LiveServerError(
                f"cannot write to {self._folder} ({error.strerror}): choose another folder with --dir"
            ) from error
        with lock:  # closing it gives the lock back, and so does any end of this process
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                note("another run is installing: waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _go_install(self, half: Path) -> None:
        module = f"github.com/ollama/ollama@v{OLLAMA}"
        version = f"-X github.com/ollama/ollama/version.Version={OLLAMA}"
        env = {**os.environ, "GOBIN": str(half / self._ollama.name), "GOTMPDIR": str(half)}
        self._run(half, "go", "install", "-ldflags", version, module, env=env)

    def _pip_install(self, half: Path) -> None:
        venv, package = half / "venv", f"xllamacpp=={XLLAMACPP}"  # a pip of its own: not every Python has one
        self._run(half, sys.executable, "-m", "venv", str(venv))
        pip = (str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check")
        wheel = ("--no-deps", "--only-binary=:all:", "--target", str(half / self._llama_cpp.name), package)
        self._run(half, *pip, *wheel)

    def _run(self, half: Path, *arguments: str, env: Mapping[str, str] = os.environ) -> None:
        log = half / "log"
        with log.open("wb") as output:
            code = command.run(arguments, self._interrupts, env=env, output=output)
        if code:
            raise LiveServerError(f"`{' '.join(arguments)}` failed with exit code {code}:\n{tail(log)}")
