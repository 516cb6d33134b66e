"""Uploads: a file is hashed, asked for, and sent only where the server does not have it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import anyio
import httpx

from ..errors import RequestError, ResponseError, short_repr
from ..exchange.send import Work, fetch_reply
from . import builders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from typing import Any

    from ollama_rest.models import ProgressResponse

    from ..clients.settings import Default, Timeout
    from ..exchange.send import Steps
    from ..replies.progress import Watch
    from .call import Call
    from .params import Files

_DIGEST = re.compile(r"sha256[:-][0-9a-f]{64}")
# The weights in a folder: of the first kind that is there, for some folders have them in two.
_WEIGHTS = (
    ("model*.safetensors", "*/model*.safetensors"),
    ("consolidated*.safetensors",),
    ("*.safetensors",),
    ("pytorch_model*.bin",),
    ("consolidated*.pth",),
    ("*.gguf",),
)
_BESIDE_WEIGHTS = ("*.json", "*/*.json", "tokenizer.model", "*/tokenizer.model", "chat_template.jinja")
_PIECE = 1 << 20  # bytes that are in memory at a time
READ_IN_ANY_CASE = 256 << 10
"""Bytes of a body that Go reads to its end; on a longer upload, a server that has the blob hangs up."""


class _Upload:
    """A file's bytes, piece by piece; each iteration reads it anew, so that an upload can be tried again."""

    def __init__(self, path: Path, digest: str, size: int, watch: Watch | None) -> None:
        self._path = path
        self._digest = digest
        self._size = size
        self._watch = watch

    def _tell(self, sent: int) -> None:
        if self._watch is not None:
            from ollama_rest.models import ProgressResponse

            status = f"uploading {self._path.name}"
            try:
                self._watch.add(ProgressResponse(status=status, digest=self._digest, completed=sent, total=self._size))
            except Exception as error:
                raise RuntimeError from error  # one of httpx would be taken for the server's, and tried again


class _Pieces(_Upload):
    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
                self._tell(file.tell())


class _AsyncPieces(_Upload):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with await anyio.open_file(self._path, "rb") as file:
            while piece := await file.read(_PIECE):
                yield piece
                self._tell(await file.tell())


def upload(
    path: str | os.PathLike[str],
    http: httpx.Client | httpx.AsyncClient,
    retries: int,
    timeout: Timeout | Default,
    watch: Watch | None = None,
    *,
    unasked: int = 0,
) -> Steps[str]:
    """Bring a file to the server; return its digest, "sha256:" and 64 hexadecimal digits.

    A file of up to `unasked` bytes is sent without asking whether the server has it.

    Raises:
        RequestError: the file cannot be read.
        OllamaError: as `fetch_reply` says.
    """
    file = _path(path)
    try:
        size = file.stat().st_size
        digest: str = yield Work(partial(_digest, file))
    except (OSError, ValueError) as error:
        raise RequestError(f"the file {str(file)!r} cannot be read: {error}") from error
    if size > unasked:
        try:
            yield from fetch_reply(builders.head_blob(digest, timeout), http, retries)
        except ResponseError as error:
            if error.status_code == 401:
                raise
        else:
            return digest
    pieces = _AsyncPieces if isinstance(http, httpx.AsyncClient) else _Pieces
    content = pieces(file, digest, size, watch)
    try:
        yield from fetch_reply(builders.create_blob(digest, content, size, timeout), http, retries)
    except RequestError:
        if watch is not None and watch.untold is not None:  # it was no fault of the request
            raise watch.untold from None
        raise
    return digest


def upload_parts(
    call: Call[ProgressResponse], arguments: Mapping[str, Any], http: httpx.Client | httpx.AsyncClient, retries: int
) -> Steps[None]:
    """Bring the files that create is to make a model of to the server, and name them in its request.

    Raises:
        RequestError: a file is not there, or a folder has no weights.
        OllamaError: as `upload` says.
    """
    given = {name: _named(files) for name in builders.FILES_OF_CREATE if (files := arguments.get(name)) is not None}
    for name, files in given.items():
        digests: dict[str, str] = {}
        for part, file in files.items():
            if isinstance(file, str) and _DIGEST.fullmatch(file):
                digests[part] = file
            else:
                digests[part] = yield from upload(file, http, retries, call.timeout, call.watch)
        call.request["json"][name] = digests


def _named(files: Files) -> dict[str, str | os.PathLike[str]]:
    """Give files, or their digests, by the names that the server shall know them by."""
    if isinstance(files, Mapping):
        return {**files}
    named: dict[str, str | os.PathLike[str]] = {}
    for path in map(_path, files if isinstance(files, Sequence) and not isinstance(files, str) else [files]):
        parts = _parts(path) if path.is_dir() else {path.name: path}
        if same := named.keys() & parts.keys():
            raise RequestError(f"two files are called {min(same)!r}: give them as a dict, by names of your own")
        named |= parts
    return named


def _parts(folder: Path) -> dict[str, Path]:
    weights = next(filter(None, (_matching(folder, patterns) for patterns in _WEIGHTS)), None)
    if weights is None:
        raise RequestError(f"the folder {str(folder)!r} has no weights: no safetensors, PyTorch or GGUF file")
    return {path.relative_to(folder).as_posix(): path for path in (*weights, *_matching(folder, _BESIDE_WEIGHTS))}


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def _path(path: object) -> Path:
    if not isinstance(path, (str, os.PathLike)):
        raise RequestError(f"a file must be given by its path, not {short_repr(path)}")
    return Path(cast("str | os.PathLike[str]", path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
