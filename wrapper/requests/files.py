"""The files that create makes a model of: found in folders, and named as the server expects."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .params import Files

# The weights in a folder: those of the first kind found, because some folders hold them in two.
_WEIGHTS = (
    ("model*.safetensors", "*/model*.safetensors"),
    ("consolidated*.safetensors",),
    ("*.safetensors",),
    ("pytorch_model*.bin",),
    ("consolidated*.pth",),
    ("*.gguf",),
)
_MAX_PATH = 4096  # characters; a longer string is not looked up as a path
_BESIDE_WEIGHTS = ("*.json", "*/*.json", "tokenizer.model", "*/tokenizer.model", "chat_template.jinja")


def named_files(files: Files) -> dict[str, str | os.PathLike[str]]:
    """Return files, or their digests, by the names that the server will know them by.

    Raises:
        RequestError: A folder has no weights, or two files have the same name.
    """
    if isinstance(files, Mapping):
        return {**files}
    named: dict[str, str | os.PathLike[str]] = {}
    for path in map(as_path, files if isinstance(files, Sequence) and not isinstance(files, str) else [files]):
        parts = _parts(path) if path.is_dir() else {path.name: path}
        if same := named.keys() & parts.keys():
            raise RequestError(f"two files are called {min(same)!r}: pass a dict, with a name for each file")
        named |= parts
    return named


def as_path(path: object) -> Path:
    """Return a path.

    Raises:
        RequestError: The value is not the path of a file.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise RequestError(f"a file must be passed by its path, not {short_repr(path)}")
    return Path(cast("str | os.PathLike[str]", path))


def is_file(text: str) -> bool:
    """Whether a string is the path of an existing file."""
    try:
        return len(text) <= _MAX_PATH and Path(text).is_file()
    except (OSError, ValueError):  # the name is too long or contains a NUL
        return False


def _parts(folder: Path) -> dict[str, Path]:
    weights = next(filter(None, (_matching(folder, patterns) for patterns in _WEIGHTS)), None)
    if weights is None:
        raise RequestError(f"the folder {str(folder)!r} has no weights: no safetensors, PyTorch or GGUF file")
    return {path.relative_to(folder).as_posix(): path for path in (*weights, *_matching(folder, _BESIDE_WEIGHTS))}


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern))
