"""From what a user gives as an image to the base64 text that is sent."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from reprlib import Repr
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from attrs import define, field

from ..errors import RequestError

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")  # how images begin
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_ONE = (str, bytes, bytearray, memoryview, os.PathLike, Mapping)  # can be iterated, and are one thing
_STANDARD = str.maketrans("-_", "+/")  # of base64 that is safe in URLs
_LONGEST_PATH = 4096  # characters: a longer text is no path, and the system need not be asked
_WAYS = "give bytes, a Path, a file opened in binary, base64 text or a data URI"

_short = Repr()
_short.maxstring = _short.maxother = 60


@define
class Image:
    """An image for a model that sees.

    `value` is its bytes, a path, base64 text, a data URI, or a file opened in binary.
    """

    value: Any = field(repr=_short.repr)

    def model_dump(self) -> str:
        """Give the base64 text; a text that is base64 already stays as it was given.

        Raises:
            RequestError: it is no image, or its file cannot be read.
        """
        text = as_image(self.value)
        return self.value if isinstance(self.value, str) and _joined(self.value) == text else text


def as_image(value: Any) -> str:
    """Make the base64 text of an image.

    Bytes are the image itself, a Path is a file. A text is, in this order: a data URI; the base64 of an image, which is
    recognised by how it begins, and no file is looked for; the path of a file that exists; any other base64.

    Raises:
        RequestError: it is none of these, or its file cannot be read.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        content = bytes(cast("bytes", value))
        return _encoded(content, content)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, os.PathLike):
        return _from_file(cast("os.PathLike[str]", value))
    if hasattr(value, "value"):
        return as_image(value.value)
    if hasattr(value, "read"):
        content = value.read()
        if not isinstance(content, bytes):
            raise RequestError(f"{_short.repr(value)} gives no bytes: open the file of the image with mode 'rb'")
        return _encoded(content, value)
    raise RequestError(f"an image cannot be {_short.repr(value)}: {_WAYS}")


def as_images(value: Any) -> list[str]:
    """Make the base64 texts of one image or of several.

    Raises:
        RequestError: one of them is no image, or its file cannot be read.
    """
    if isinstance(value, _ONE) or hasattr(value, "value") or hasattr(value, "read") or not isinstance(value, Iterable):
        return [as_image(value)]
    return [as_image(item) for item in cast("Iterable[object]", value)]


def _from_text(text: str) -> str:
    start = text.lstrip()[:8].lower()
    if start.startswith("data:"):
        return _from_data_uri(text.strip())
    if start.startswith(("http://", "https://")):
        raise RequestError(f"the server does not fetch {_short.repr(text)}: download the image and give its bytes")
    content = _decoded_leniently(text)
    if content is not None and content.startswith(_MAGIC):
        return _encoded(content, text)
    if _is_file(text):
        return _from_file(text)
    if text.strip().lower().endswith(_SUFFIXES):
        raise RequestError(f"File {_short.repr(text)} does not exist")
    content = _decoded(text)
    if content is None:
        raise RequestError(f"{_short.repr(text)} is neither base64 nor the path of a file: {_WAYS}")
    return _encoded(content, text)


def _from_data_uri(uri: str) -> str:
    head, comma, data = uri.partition(",")
    if not comma:
        raise RequestError(f"{_short.repr(uri)} is no data URI: a comma must stand before the data")
    raw = unquote_to_bytes(data)
    if not head.lower().endswith(";base64"):
        return _encoded(raw, uri)
    content = _decoded_leniently(raw.decode("latin-1"))
    if content is None:
        raise RequestError(f"the data of {_short.repr(uri)} is no base64")
    return _encoded(content, uri)


def _from_file(path: str | os.PathLike[str]) -> str:
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError, TypeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RequestError(f"the image {_short.repr(os.fspath(path))} cannot be read: {reason}") from error
    return _encoded(content, path)


def _is_file(text: str) -> bool:
    try:
        return len(text) <= _LONGEST_PATH and Path(text).is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _encoded(content: bytes, given: object) -> str:
    if not content:
        raise RequestError(f"the image {_short.repr(given)} is empty: {_WAYS}")
    return base64.b64encode(content).decode("ascii")


def _decoded_leniently(text: str) -> bytes | None:
    return _decoded(text + "=" * (-len(_joined(text)) % 4))


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(_joined(text).translate(_STANDARD), validate=True)
    except (binascii.Error, ValueError):
        return None


def _joined(text: str) -> str:
    return "".join(text.split())
