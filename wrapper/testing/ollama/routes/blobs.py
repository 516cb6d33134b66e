"""Blobs: uploaded bytes, kept by their digest."""

import re

from ...http.json import quote
from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from ..state import Ollama
from ..store import Blob

_DIGEST = re.compile(r"sha256[:-][0-9a-fA-F]{64}")
INVALID_DIGEST = "invalid digest format"


def parse_digest(text: str) -> str:
    """Return a digest in the form sha256:…. Raise `APIError` if the text is not a digest."""
    if not _DIGEST.fullmatch(text):
        raise APIError(400, INVALID_DIGEST)
    return text.replace("-", ":", 1)


def head_blob(ollama: Ollama, request: Request) -> Response:
    text = request.path.removeprefix("/api/blobs/")
    if not ollama.store.has_blob(parse_digest(text)):
        return json_response({"error": f"blob {quote(text)} not found"}, 404)
    return Response(200, b"")


def create_blob(ollama: Ollama, request: Request) -> Response:
    text, blob = request.path.removeprefix("/api/blobs/"), request.upload
    if not isinstance(blob, Blob):
        raise TypeError("the body of this route must be uploaded to a Blob")
    if ollama.store.has_blob(parse_digest(text)):
        return Response(200, b"")
    ollama.store.put_blob(blob)
    if blob.digest != text:
        raise APIError(400, f"digest mismatch, expected {quote(text)}, got {quote(blob.digest)}")
    return Response(201, b"")
