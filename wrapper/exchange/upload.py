"""Uploads: hash a file, ask for its digest, and send it only if the server does not have it."""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import ResponseError
from ..requests import builders
from ..requests.checks import reading
from ..requests.files import as_path, changed, named_files, read_pieces
from .send import fetch_reply
from .steps import RunBlocking

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Iterator, Mapping
    from pathlib import Path

    from ollama_rest.models import ProgressResponse

    from ..replies.progress import ProgressReporter
    from ..requests.call import Call
    from .steps import Flow, Session

_PIECES_PER_STEP = 16  # to hash at a time
SERVER_DRAIN_LIMIT = 256 << 10
"""Bytes of a body that Go reads to its end; on a longer upload, a server that has the blob hangs up."""


class _CallbackError(Exception):
    """The function that progress is reported to raised the cause."""


class _FileContent:
    """A file's bytes in pieces; each iteration reads the file anew, so that an upload can be retried."""

    def __init__(self, path: Path, digest: str, size: int, progress: ProgressReporter | None) -> None:
        self._path = path
        self._digest = digest
        self._size = size
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        for piece in self.pieces():
            yield piece
            sent += len(piece)
            self.report(sent)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _AsyncPieces(self)

    def pieces(self) -> Iterator[bytes]:
        """Yield the content; the last piece only if the whole still has its digest.

        Raises:
            RequestError: The file is unreadable, or was changed.
        """
        hashed, left = hashlib.sha256(), self._size
        for piece in read_pieces(self._path, self._size):
            hashed.update(piece)
            left -= len(piece)
            if not left and _name(hashed) != self._digest:
                raise changed(self._path)
            yield piece

    def report(self, sent: int) -> None:
        """Report the bytes sent so far."""
        if self._progress is None:
            return
        from ollama_rest.models import ProgressResponse

        status = f"uploading {self._path.name}"
        try:
            self._progress.add(ProgressResponse(status=status, digest=self._digest, completed=sent, total=self._size))
        except Exception as error:  # any error, httpx's too, would otherwise pass for the connection's
            raise _CallbackError from error


class _AsyncPieces:
    """The pieces of a file, read in a thread; not a generator, which trio reports if its reader drops it."""

    def __init__(self, content: _FileContent) -> None:
        self._content = content
        self._pieces = content.pieces()
        self._sent = 0

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        from ..transport.event_loop import run_in_thread

        if self._sent:
            self._content.report(self._sent)
        piece: bytes = await run_in_thread(partial(next, self._pieces, b""))
        if not piece:
            raise StopAsyncIteration
        self._sent += len(piece)
        return piece


def upload(
    path: str | os.PathLike[str],
    session: Session,
    progress: ProgressReporter | None = None,
    *,
    skip_check_below: int = 0,
) -> Flow[str]:
    """Upload a file; return its digest, "sha256:" and 64 hexadecimal digits.

    A file of up to `skip_check_below` bytes is sent without asking whether the server has it.

    Raises:
        RequestError: The file cannot be read.
        OllamaError: As `fetch_reply` raises it.
    """
    file = as_path(path, string_paths=session.string_paths)
    digest, size = yield from _hash(file)
    if size > skip_check_below:
        try:
            yield from fetch_reply(builders.head_blob(digest), session)
        except ResponseError as error:
            if error.status_code == 401:
                raise
        else:
            return digest
    content = _FileContent(file, digest, size, progress)
    try:
        yield from fetch_reply(builders.create_blob(digest, content, size), session)
    except _CallbackError as error:
        if error.__cause__ is None:
            raise
        raise error.__cause__ from None
    return digest


def prepare_create(
    model: str, arguments: Mapping[str, Any], session: Session, progress: ProgressReporter | None
) -> Flow[Call[ProgressResponse]]:
    """Check the arguments of create, upload its files, and build its call.

    Raises:
        RequestError: An argument is wrong; nothing was sent.
        OllamaError: As `upload` raises it.
    """
    body = builders.create_request(model, arguments, string_paths=session.string_paths)
    uploads: dict[str, dict[str, str | Path]] = {}
    for name in builders.FILE_ARGUMENTS:
        if (files := arguments.get(name)) is not None:
            with reading(name):
                uploads[name] = named_files(files, name, string_paths=session.string_paths)
    for name, files in uploads.items():
        digests: dict[str, str] = {}
        for part, file in files.items():
            digests[part] = file if isinstance(file, str) else (yield from upload(file, session, progress))
        setattr(body, name, digests)
    return builders.create(body)


def _hash(path: Path) -> Flow[tuple[str, int]]:
    """Return the digest and the size of a file. A huge file takes many steps, and a cancelled call ends after one."""
    hashed, size, pieces = hashlib.sha256(), 0, read_pieces(path)

    def read_some() -> int:
        count = 0
        for piece in islice(pieces, _PIECES_PER_STEP):
            hashed.update(piece)
            count += len(piece)
        return count

    while count := (yield RunBlocking(read_some)):
        size += count
    return _name(hashed), size


def _name(hashed: Any) -> str:
    return f"sha256:{hashed.hexdigest()}"
