"""This package in the place of the official one, for code that imports `ollama`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, path: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path or ""), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """The folder of a package that passes for the official one."""
    package = tmp_path / "official" / "ollama"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("chat = 'official'\n")
    return package.parent


PROGRAM = """
import sys
import ollama, wrapper
from ollama import chat, ResponseError
from ollama._client import AsyncClient
from ollama._types import Message
from ollama._utils import convert_function_to_tool
print(chat is wrapper.chat, AsyncClient is wrapper.AsyncClient, Message is wrapper.Message)
print(sys.modules["ollama._types"] is sys.modules["wrapper._types"], *sys.argv[1:])
"""
OUTPUT = "True True True\nTrue"


def test_install_puts_the_modules_in_place(official: Path) -> None:
    code = f"import wrapper; wrapper.install_as_ollama(); wrapper.install_as_ollama()\n{PROGRAM}"
    assert run("-c", code, path=official) == OUTPUT
    assert run("-c", f"{code}\nwrapper.install_as_ollama()\nprint(len(sys.meta_path))", path=official)


def test_install_loads_nothing_before_ollama_is_imported() -> None:
    code = "import sys, wrapper; wrapper.install_as_ollama()"
    heavy = "('httpx', 'attrs', 'json', 'ollama_rest', 'ollama', 'importlib.metadata')"
    assert (
        run(
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n{code}\n"
            f"print(*[name for name in {heavy} if name in sys.modules])",
        )
        == ""
    )


def test_install_refuses_when_the_official_package_is_imported(official: Path) -> None:
    code = """
import ollama, wrapper
try:
    wrapper.install_as_ollama()
except ImportError as error:
    print(error)
print(ollama.chat)
"""
    first, second = run("-c", code, path=official).splitlines()
    assert first.startswith("`ollama` is already imported (")
    assert "before anything imports it" in first
    assert second == "official"


def test_install_works_after_the_line_of_the_readme() -> None:
    code = "import sys, wrapper; sys.modules['ollama'] = wrapper; wrapper.install_as_ollama()\n"
    assert run("-c", code + PROGRAM) == OUTPUT


def test_metadata_reports_the_official_version() -> None:
    code = """
import importlib.metadata, importlib.util
import wrapper
wrapper.install_as_ollama()
print(importlib.util.find_spec("ollama").name, importlib.util.find_spec("ollama.nonsense"))
print(importlib.metadata.version("ollama"), importlib.metadata.requires("ollama"))
print(importlib.metadata.distribution("ollama").metadata["Name"])
print(importlib.metadata.version("httpx") == __import__("httpx").__version__)
from ollama._client import __version__
print(__version__)
print("ollama" in [found.name for found in importlib.metadata.distributions()])
print(importlib.metadata.version("Ollama"), importlib.metadata.packages_distributions()["ollama"][0])
"""
    expected = ["ollama", "None", "0.6.3", "None", "ollama", "True", "0.6.3", "True", "0.6.3", "ollama"]
    assert run("-c", code).split() == expected


def test_modules_are_reloaded_and_classes_unpickled_by_their_official_names() -> None:
    code = """
import importlib, pickle
import wrapper
wrapper.install_as_ollama()
import ollama
print(importlib.reload(ollama) is wrapper, importlib.import_module("._types", "ollama").Message is wrapper.Message)
for module, name in (("ollama._types", "Message"), ("ollama._client", "Client"), ("ollama", "chat")):
    print(pickle.loads(f"c{module}\\n{name}\\n.".encode()) is getattr(wrapper, name))
"""
    assert set(run("-c", code).split()) == {"True"}


def test_program_runs_on_this_package(official: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(f"import beside\n{PROGRAM}")
    (tmp_path / "beside.py").write_text("")
    assert run("-m", "wrapper.as_ollama", str(tmp_path / "program.py"), "--flag", path=official) == f"{OUTPUT} --flag"
    (official / "module.py").write_text(PROGRAM)
    assert run("-m", "wrapper.as_ollama", "-m", "module", "--flag", path=official) == f"{OUTPUT} --flag"
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run("-m", "wrapper.as_ollama")
    assert "usage: python -m wrapper.as_ollama" in caught.value.stderr


def test_spawned_processes_run_on_this_package(official: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        """
import multiprocessing, sys

def show(_):
    from ollama._types import Message
    import importlib.metadata, ollama, wrapper
    return ollama is wrapper, Message is wrapper.Message, importlib.metadata.version("ollama")

if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(*pool.map(show, [None])[0])
"""
    )
    expected = "True True 0.6.3"
    assert run("-m", "wrapper.as_ollama", str(program), path=official) == expected
    (official / "module.py").write_text(program.read_text())
    assert run("-m", "wrapper.as_ollama", "-m", "module", path=official) == expected


def test_pytest_runs_on_this_package(official: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import ollama\n")
    (tmp_path / "test_program.py").write_text(
        "import ollama, wrapper\n\ndef test_chat():\n    assert ollama.chat is wrapper.chat\n"
    )
    assert "1 passed" in run(
        "-m", "pytest", "-q", "-p", "wrapper.as_ollama", "-p", "no:cacheprovider", str(tmp_path), path=official
    )


def test_pth_file_puts_it_in_place(official: Path, tmp_path: Path) -> None:
    (tmp_path / "ollama.pth").write_text("import wrapper.as_ollama\n")
    assert run("-c", f"import site; site.addsitedir({str(tmp_path)!r})\n{PROGRAM}", path=official) == OUTPUT
