"""Run tests in a forked process, in a copy of the checkout, with a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import time
import traceback
from multiprocessing import Pipe
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from .mutations import Mutation

_COPIED = (
    "wrapper",
    "generated",
    "tests",
    "scripts",
    "examples",
    "openapi.yaml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)


_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_FORKING = Lock()  # so that no process inherits the pipe of another one, and hides its end


def copy_checkout(root: Path, target: Path) -> None:
    """Copy what the tests need."""
    for name in _COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)


def preload() -> None:
    """Import what the tests import from elsewhere, so that each forked process has it."""
    for name in (
        "_pytest",
        "anyio",
        "attrs",
        "httpx",
        "hypothesis",
        "jsonschema",
        "pydantic",
        "pytest",
        "tqdm",
        "trio",
        "yaml",
    ):
        with contextlib.suppress(ImportError):
            __import__(name)


@contextlib.contextmanager
def mutated(file: Path, mutation: Mutation) -> Iterator[None]:
    """Replace the content of a module of a copy within the block."""
    original = file.read_bytes()
    try:
        _write(file, mutation.apply(original))
        yield
    finally:
        _write(file, original)


def _write(file: Path, source: bytes) -> None:
    file.write_bytes(source)
    # Bytecode is considered up to date if the time in seconds and the size are.
    for bytecode in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        bytecode.unlink(missing_ok=True)


def run_pytest(
    copy: Path, arguments: Sequence[str], plugin: Any, result: Callable[[], Any], limit: float
) -> tuple[int | None, Any]:
    """Run pytest in a copy; return its exit code, or None past the time limit, and the result of the plugin."""
    with _FORKING:
        receiver, sender = Pipe(duplex=False)
        process = os.fork()
        if not process:
            _child(copy, arguments, plugin, result, sender)
        sender.close()
    deadline = time.monotonic() + limit
    code: int | None = None
    value: Any = None
    try:
        if receiver.poll(max(0.0, deadline - time.monotonic())):
            code, value = json.loads(receiver.recv_bytes())
    except (EOFError, OSError):
        code = -1  # the process ended without a result: the mutant broke it
    finally:
        receiver.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return code, value


def _child(copy: Path, arguments: Sequence[str], plugin: Any, result: Callable[[], Any], sender: Connection) -> None:
    os.setsid()
    os.chdir(copy)
    sys.path[:0] = [str(copy), str(copy / "generated"), str(copy / "scripts")]
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:3])
    null = os.open(os.devnull, os.O_RDWR)
    if "MUTANTS_OUTPUT" not in os.environ:
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("wrapper", "ollama_rest", "tests", "live")]:
        del sys.modules[name]
    import pytest

    code = -1
    try:
        code = int(pytest.main([*arguments, *_OPTIONS], [plugin]))
    except BaseException:
        traceback.print_exc()
    finally:
        sender.send_bytes(json.dumps([code, result()]).encode())
        os._exit(0)
