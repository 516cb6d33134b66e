# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""Request and response bodies: raw content, multipart forms, JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import define

from .conversion import is_sequence

if TYPE_CHECKING:
    import httpx

    from .model import ApiModel

    Part: TypeAlias = tuple[str | None, IO[bytes] | bytes | str, str | None]

T = TypeVar("T")

Content: TypeAlias = bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
"""A body of raw bytes: as a whole, from a file, or in chunks."""


@define
class File:
    """A file of a multipart form, with its file name and media type."""

    payload: IO[bytes] | bytes
    file_name: str | None = None
    mime_type: str | None = None


Upload: TypeAlias = File | IO[bytes] | bytes
"""A value that a multipart form accepts as a file."""


@define
class Response(Generic[T]):
    """A response of the server.

    `parsed` is the body as the API description types it, or None for a status that the description does not list.
    """

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    parsed: T | None


def form_parts(body: ApiModel) -> list[tuple[str, Part]]:
    """Return the parts of a multipart form as httpx's `files`; a list becomes one part per item."""
    return [
        (name, _part(name, item))
        for name, value in body.to_dict().items()
        for item in (value if is_sequence(value) else [value])
    ]


def _part(name: str, value: Any) -> Part:
    if isinstance(value, File):
        return value.file_name or name, value.payload, value.mime_type
    if isinstance(value, bytes) or hasattr(value, "read"):
        return name, value, None
    return None, value if isinstance(value, str) else json.dumps(value), None


def read_json(response: httpx.Response) -> Any:
    """Return the body's JSON, or None for an error response without JSON, such as a proxy's.

    Raises:
        ValueError: a successful response has a body that is not JSON.
    """
    try:
        return response.json()
    except ValueError:
        if response.is_error:
            return None
        raise
