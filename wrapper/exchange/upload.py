"""Uploads: hash a file, ask for its digest, and send it only if the server does not have it."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import OllamaError, RequestError, ResponseError
from ..requests import builders
from ..requests.files import as_path, named_files
from .send import fetch_reply
from .steps import RunBlocking

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping
    from pathlib import Path

    from ollama_rest.models import ProgressResponse

    from ..replies.progress import ProgressReporter
    from ..requests.call import Call
    from .steps import Flow, Session

_DIGEST = re.compile(r"sha256[:-][0-9a-f]{64}")
_PIECE = 1 << 20  # bytes that are in memory at a time
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
        with self._path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
                self._report(file.tell())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        from ..transport.event_loop import run_in_thread

        with await run_in_thread(lambda: self._path.open("rb")) as file:
            while piece := await run_in_thread(lambda: file.read(_PIECE)):
                yield piece
                self._report(file.tell())

    def _report(self, sent: int) -> None:
        if self._progress is None:
            return
        from ollama_rest.models import ProgressResponse

        status = f"uploading {self._path.name}"
        try:
            self._progress.add(ProgressResponse(status=status, digest=self._digest, completed=sent, total=self._size))
        except Exception as error:  # any error, httpx's too, would otherwise pass for the connection's
            raise _CallbackError from error


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
    file = as_path(path)
    try:
        size = file.stat().st_size
        digest: str = yield RunBlocking(partial(_digest, file))
    except OllamaError:
        raise
    except (OSError, ValueError) as error:
        raise RequestError(f"the file {str(file)!r} cannot be read: {error}") from error
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
    body = builders.create_request(model, arguments)
    uploads = {
        name: named_files(files) for name in builders.FILE_ARGUMENTS if (files := arguments.get(name)) is not None
    }
    for name, files in uploads.items():
        digests: dict[str, str] = {}
        for part, file in files.items():
            if isinstance(file, str) and _DIGEST.fullmatch(file):
                digests[part] = file
            else:
                digests[part] = yield from upload(file, session, progress)
        setattr(body, name, digests)
    return builders.create(body)


def _digest(path: Path, check: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            check()
            digest.update(piece)
    return f"sha256:{digest.hexdigest()}"
