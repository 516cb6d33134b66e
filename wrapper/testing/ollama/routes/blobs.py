"""Blobs: bytes that a client uploads, kept by their digest."""

from __future__ import annotations

import hashlib
import re
import tempfile
from typing import IO, TYPE_CHECKING

from ...http.json import quote
from ...http.responses import APIError, empty_response, json_response

if TYPE_CHECKING:
    from ...http.server import Request, Response
    from ..state import Ollama

IN_MEMORY = 1 << 20  # longer blobs go to a file that has no name
_DIGEST = re.compile(r"sha256[:-][0-9a-fA-F]{64}")
INVALID_DIGEST = "invalid digest format"


class Blob:
    """Bytes on their way in, and once they are in."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - close() closes it
        self.size = 0
        self.kept = False

    def write(self, data: bytes) -> None:
        self._hash.update(data)
        self.file.write(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"

    def close(self) -> None:
        self.file.close()


def digest_of(text: str) -> str:
    """A digest as blobs are kept by.

    Raises:
        APIError: the text is none.
    """
    if not _DIGEST.fullmatch(text):
        raise APIError(400, INVALID_DIGEST)
    return text.replace("-", ":", 1)


def _asked(request: Request) -> str:
    return request.path.removeprefix("/api/blobs/")


def head_blob(ollama: Ollama, request: Request) -> Response:
    """HEAD /api/blobs/{digest}"""
    if not ollama.store.has_blob(digest_of(_asked(request))):
        return json_response({"error": f"blob {quote(_asked(request))} not found"}, 404)
    return empty_response()


def create_blob(ollama: Ollama, request: Request) -> Response:
    """POST /api/blobs/{digest}"""
    blob = request.upload
    if not isinstance(blob, Blob):
        raise TypeError("the body of this route has to be taken as a blob")
    if ollama.store.has_blob(digest_of(_asked(request))):
        return empty_response()
    ollama.store.put_blob(blob)
    if blob.digest != _asked(request):
        raise APIError(400, f"digest mismatch, expected {quote(_asked(request))}, got {quote(blob.digest)}")
    return empty_response(201)
