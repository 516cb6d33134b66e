"""Uploads: a file is hashed, asked for, and sent only where the server does not have it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import httpx

from . import _requests
from ._errors import RequestError, ResponseError
from ._exchange import Work, fetch_reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from ._exchange import Steps
    from ._params import CreateParams, Files
    from ._settings import Default, Timeout

_DIGEST = re.compile(r"sha256[:-][0-9a-f]{64}")
_WEIGHTS = ("*.safetensors", "*.json", "tokenizer.model")  # what makes a model, in a folder of safetensors
_PIECE = 1 << 20  # bytes that are in memory at a time


class _Pieces:
    """A file's bytes, piece by piece; each iteration reads it anew, so that an upload can be tried again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


class _AsyncPieces:
    """The same, read in a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with await anyio.open_file(self._path, "rb") as file:
            while piece := await file.read(_PIECE):
                yield piece


def upload(
    path: str | os.PathLike[str], http: httpx.Client | httpx.AsyncClient, retries: int, timeout: Timeout | Default
) -> Steps[str]:
    """Bring a file to the server; return its digest, "sha256:" and 64 hexadecimal digits.

    Raises:
        RequestError: the file cannot be read.
        OllamaError: as `fetch_reply` says.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        digest: str = yield Work(partial(_digest, file))
    except OSError as error:
        raise RequestError(f"the file {str(file)!r} cannot be read: {error}") from error
    try:
        # Asked first, for a server that has the blob hangs up on an upload without reading it.
        yield from fetch_reply(_requests.head_blob(digest, timeout), http, retries)
    except ResponseError as error:
        if error.status_code == 401:
            raise
        content = _AsyncPieces(file) if isinstance(http, httpx.AsyncClient) else _Pieces(file)
        yield from fetch_reply(_requests.create_blob(digest, content, size, timeout), http, retries)
    return digest


def upload_parts(
    params: CreateParams, http: httpx.Client | httpx.AsyncClient, retries: int, timeout: Timeout | Default
) -> Steps[CreateParams]:
    """Bring the files that create is to make a model of to the server; return the parameters with their digests.

    Raises:
        RequestError: a file is not there, or a folder has no weights.
        OllamaError: as `upload` says.
    """
    uploaded = params.copy()
    if (files := params.get("files")) is not None:
        uploaded["files"] = yield from _upload_all(files, http, retries, timeout)
    if (adapters := params.get("adapters")) is not None:
        uploaded["adapters"] = yield from _upload_all(adapters, http, retries, timeout)
    return uploaded


def _upload_all(
    files: Files, http: httpx.Client | httpx.AsyncClient, retries: int, timeout: Timeout | Default
) -> Steps[dict[str, str]]:
    digests: dict[str, str] = {}
    for name, value in _named(files):
        is_digest = isinstance(value, str) and _DIGEST.fullmatch(value)
        digests[name] = str(value) if is_digest else (yield from upload(value, http, retries, timeout))
    return digests


def _named(files: Files) -> Iterator[tuple[str, str | os.PathLike[str]]]:
    if isinstance(files, Mapping):
        yield from files.items()
        return
    for path in map(Path, [files] if isinstance(files, (str, os.PathLike)) else files):
        if not path.is_dir():
            yield path.name, path
            continue
        parts = sorted(part for pattern in _WEIGHTS for part in path.glob(pattern))
        if not any(part.suffix == ".safetensors" for part in parts):
            raise RequestError(f"the folder {str(path)!r} has no safetensors weights")
        yield from ((part.name, part) for part in parts)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
