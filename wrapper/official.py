"""Take the place of the official package, `ollama`, for code that imports it."""

# Imported when Python starts, where a `.pth` file does so: all that takes time is imported where it is used.

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import Distribution, DistributionFinder
    from types import ModuleType

OFFICIAL_VERSION = "0.6.3"
"""The version of the official package whose surface this package has."""

_OURS = __name__.rpartition(".")[0]


def install_as_ollama() -> None:
    """Make `import ollama` import this package, its modules `_client`, `_types` and `_utils` included.

    `importlib.metadata.version("ollama")` is then the version of the official package that this one corresponds to.
    Call it before anything imports `ollama`; further calls have no effect.

    For a program that you cannot edit, any one of these does the same:

    - `python -m wrapper.as_ollama program.py`, or `-m module`, with the program's arguments after it
    - `pytest -p wrapper.as_ollama`
    - a file `ollama.pth` in the folder site-packages, with the line `import wrapper.as_ollama`: every program of that
      environment, with all processes that it starts

    Raises:
        ImportError: The official package is already imported.

    Example:
        >>> import wrapper
        >>> wrapper.install_as_ollama()
        >>> from ollama import chat
        >>> chat is wrapper.chat
        True
    """
    imported = sys.modules.get("ollama")
    if imported is not None and imported is not sys.modules[_OURS]:
        path = getattr(imported, "__file__", None) or "another module"
        raise ImportError(
            f"`ollama` is already imported ({path}): call wrapper.install_as_ollama() before anything imports it"
        )
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds this package's modules under `ollama`, and its distribution."""

    def find_spec(self, name: str, *_location: object) -> ModuleSpec | None:
        package, _, module = name.partition(".")
        if package != "ollama":
            return None
        from importlib.util import find_spec

        ours = f"{_OURS}.{module}".rstrip(".")
        loader: Any = _Loader(ours)
        return None if find_spec(ours) is None else ModuleSpec(name, loader, is_package=not module)

    def find_distributions(self, context: DistributionFinder.Context) -> Iterable[Distribution]:
        return [_distribution()] if context.name is None or context.name.lower() == "ollama" else []


class _Loader:
    """Loads a module by importing another one in its place."""

    def __init__(self, ours: str) -> None:
        self._ours = ours

    def create_module(self, _: ModuleSpec) -> None:
        """Leave the module to the import system; it is replaced when it is executed."""

    def exec_module(self, module: ModuleType) -> None:
        from importlib import import_module

        sys.modules[module.__name__] = import_module(self._ours)


def _distribution() -> Distribution:
    from importlib.metadata import Distribution

    class Official(Distribution):
        """The metadata of the official package, as far as programs ask for it."""

        def read_text(self, filename: str) -> str | None:
            files = {
                "METADATA": f"Metadata-Version: 2.1\nName: ollama\nVersion: {OFFICIAL_VERSION}\n",
                "top_level.txt": "ollama\n",
            }
            return files.get(filename)

        def locate_file(self, path: Any) -> Any:
            from pathlib import Path

            return Path(__file__).parent.parent / path

    return Official()


def run(arguments: Sequence[str]) -> None:
    """Run a program, or with `-m` a module, as Python itself does, with the processes of multiprocessing.

    Args:
        arguments: The path of the program, or `-m` and the name of a module, and its own arguments.

    Raises:
        SystemExit: There is nothing to run.
    """
    import runpy
    from pathlib import Path

    sys.path.insert(1, str(Path(__file__).parent / "spawned"))  # after the folder of the program
    match arguments:
        case ["-m", name, *_]:
            sys.argv = [*arguments[1:]]
            runpy.run_module(name, run_name="__main__", alter_sys=True)
        case [program, *_] if not program.startswith("-"):
            sys.argv = [*arguments]
            sys.path.insert(0, str(Path(program).resolve().parent))
            runpy.run_path(program, run_name="__main__")
        case _:
            raise SystemExit("usage: python -m wrapper.as_ollama (PROGRAM | -m MODULE) [ARGUMENT ...]")
