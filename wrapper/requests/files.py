"""Local files: read in pieces, and those that create makes a model of, named as the server expects."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import RequestError, excerpt, short_repr
from .checks import check_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
STRINGS_NAME_NO_FILES = "this client reads no file that a string names (string_paths=False), pass a pathlib.Path"
_DIGEST = re.compile(r"sha256[:-][0-9a-f]{64}")
_PIECE = 1 << 20  # bytes of a file that are in memory at a time
_MAX_PATH = 4096  # characters; a longer string is not looked up as a path
_BESIDE_WEIGHTS = ("*.json", "*/*.json", "tokenizer.model", "*/tokenizer.model", "chat_template.jinja")


def named_files(files: Files, name: str, *, string_paths: bool) -> dict[str, str | Path]:
    """Return files, or their digests, by the names that the server will know them by.

    Raises:
        RequestError: A folder has no weights, or two files have the same name.
    """
    if isinstance(files, Mapping):
        check_json(dict.fromkeys(files), name)
        return {part: _path_or_digest(file, string_paths) for part, file in files.items()}
    named: dict[str, str | Path] = {}
    for file in files if isinstance(files, Sequence) and not isinstance(files, str) else [files]:
        path = as_path(file, string_paths=string_paths)
        try:
            parts = _parts(path) if path.is_dir() else {path.name: path}
        except OSError as error:
            raise _unreadable(path, error) from error
        if same := named.keys() & parts.keys():
            raise RequestError(f"two files are called {min(same)!r}: pass a dict, with a name for each file")
        named |= parts
    return named


def _path_or_digest(file: object, string_paths: bool) -> str | Path:
    if isinstance(file, str) and _DIGEST.fullmatch(file):
        return file
    return as_path(file, string_paths=string_paths)


def as_path(path: object, *, string_paths: bool = True) -> Path:
    """Return a path; a string is one only with `string_paths`.

    Raises:
        RequestError: The value is not the path of a file.
    """
    shown = short_repr(path)
    if not isinstance(path, (str, os.PathLike)):
        raise RequestError(f"a file must be passed by its path, not {shown}")
    if isinstance(path, str) and not string_paths:
        raise RequestError(f"{shown} is not a path: {STRINGS_NAME_NO_FILES}")
    try:
        return Path(cast("str | os.PathLike[str]", path))
    except Exception as error:  # a path of bytes, or a __fspath__ that raises anything
        raise RequestError(f"a file must be passed by its path, not {shown}: {short_repr(error)}") from error


def is_file(text: str) -> bool:
    """Whether a string is the path of an existing file."""
    try:
        return len(text) <= _MAX_PATH and Path(text).is_file()
    except (OSError, ValueError):  # the name is too long or contains a NUL
        return False


def read_pieces(path: Path, size: int | None = None) -> Iterator[bytes]:
    """Yield the content of a file in pieces; the last one only if the file has not grown.

    Args:
        path: The path of the file.
        size: The size that the file must have. Default: any.

    Raises:
        RequestError: It is not a regular file, is unreadable, or changes while it is read.
    """
    try:
        _check_regular(path.stat())  # opening a device may have effects
        with open(path, "rb", opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            _check_regular(status)
            left = status.st_size
            while size in (None, status.st_size):
                piece = file.read(min(_PIECE, left))
                left -= len(piece)
                if (left and not piece) or (not left and file.read(1)):
                    break
                if piece:
                    yield piece
                if not left:
                    return
    except (OSError, ValueError) as error:  # ValueError: the path contains a NUL or a lone surrogate
        raise _unreadable(path, error) from error
    raise changed(path)


def changed(path: Path) -> RequestError:
    """Return the error for a file that is not the same throughout a call."""
    return RequestError(
        f"the file {excerpt(repr(str(path)))} changed while it was read: call again when it is complete"
    )


def _unreadable(path: Path, error: Exception) -> RequestError:
    reason = getattr(error, "strerror", None) or error
    return RequestError(f"the file {excerpt(repr(str(path)))} cannot be read: {reason}")


_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def _check_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if kind := _KINDS.get(stat.S_IFMT(status.st_mode)):
        raise OSError(errno.EINVAL, f"it is {kind}, pass a regular file")


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; do not wait for the other end of a pipe that took its place."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # Windows has no such pipes


def _parts(folder: Path) -> dict[str, Path]:
    weights = next(filter(None, (_matching(folder, patterns) for patterns in _WEIGHTS)), None)
    if weights is None:
        raise RequestError(f"the folder {str(folder)!r} has no weights: no safetensors, PyTorch or GGUF file")
    return {path.relative_to(folder).as_posix(): path for path in (*weights, *_matching(folder, _BESIDE_WEIGHTS))}


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern))
