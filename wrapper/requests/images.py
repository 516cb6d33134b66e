"""Images, encoded as the base64 strings of a request."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, Self, cast
from urllib.parse import unquote_to_bytes

from attrs import define, field

from ..errors import RequestError, short_repr
from .files import STRINGS_NAME_NO_FILES, as_path, is_file, read_pieces

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")  # first bytes of images
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_SINGLE = (str, bytes, bytearray, memoryview, os.PathLike, Mapping)  # iterable, but never several images
_URL_SAFE = str.maketrans("-_", "+/")
_ACCEPTED = "pass bytes, a Path, an open binary file, base64 or a data URI"


@define
class Image:
    """An image for a vision model.

    Args:
        value: the image, in one of these forms:

            - bytes, bytearray or memoryview: the content of the image file
            - `pathlib.Path` or another `os.PathLike`: the path of the image file
            - a binary file object: read from its current position to its end
            - str: a data URI, the path of an existing file, or base64; the base64 of a PNG, JPEG, GIF, WebP or TIFF is
              never looked up as a path
            - another `Image`

    >>> Image(b"GIF89a").model_dump()
    'R0lGODlh'
    >>> Image("data:image/gif;base64,R0lGODlh").model_dump()
    'R0lGODlh'
    """

    value: Any = field(repr=short_repr)

    def model_dump(self) -> str:
        """Return the image as base64; a `value` that is base64 already is returned unchanged.

        Raises:
            RequestError: `value` is not a valid image, or its file is unreadable.
        """
        encoded = as_image(self.value)
        return self.value if isinstance(self.value, str) and _join(self.value) == encoded else encoded

    def model_dump_json(self) -> str:
        """Return the image as base64 in JSON.

        Raises:
            RequestError: `value` is not a valid image, or its file is unreadable.
        """
        return json.dumps(self.model_dump())

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """Build an image from `{"value": …}` or from any form of a value; return an image unchanged."""
        if isinstance(obj, cls):
            return obj
        return cls(**obj) if isinstance(obj, Mapping) else cls(obj)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return the core schema for pydantic, which allows this class as the type of a field."""
        from pydantic_core import core_schema

        fields = {"value": core_schema.model_field(core_schema.any_schema())}
        described = core_schema.model_fields_schema(fields, model_name=cls.__name__)
        serialization = core_schema.plain_serializer_function_ser_schema(cls.model_dump)
        return core_schema.no_info_plain_validator_function(
            cls.model_validate, json_schema_input_schema=described, serialization=serialization
        )


def as_image(value: Any, *, string_paths: bool = True) -> str:
    """Encode one image, in any form that `Image` accepts, as base64.

    Args:
        value: The image.
        string_paths: Whether a string may be the path of a file.

    Raises:
        RequestError: `value` is not a valid image, or its file is unreadable.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        content = bytes(cast("bytes", value))
        return _encode(content, content)
    if isinstance(value, str):
        return _from_string(value, string_paths)
    if isinstance(value, os.PathLike):
        return _from_file(cast("os.PathLike[str]", value))
    if hasattr(value, "value"):
        return as_image(value.value, string_paths=string_paths)
    if hasattr(value, "read"):
        content = value.read()
        if not isinstance(content, bytes):
            raise RequestError(f"read() of {short_repr(value)} did not return bytes: open the file with mode 'rb'")
        return _encode(content, value)
    raise RequestError(f"invalid image {short_repr(value)}: {_ACCEPTED}")


def as_images(value: Any, *, string_paths: bool = True) -> list[str]:
    """Encode one image or an iterable of images as base64, as `as_image` does.

    Raises:
        RequestError: one of them is not a valid image, or its file is unreadable.
    """
    is_single = isinstance(value, _SINGLE) or hasattr(value, "value") or hasattr(value, "read")
    if is_single or not isinstance(value, Iterable):
        return [as_image(value, string_paths=string_paths)]
    return [as_image(item, string_paths=string_paths) for item in cast("Iterable[object]", value)]


def _from_string(text: str, string_paths: bool) -> str:
    start = text.lstrip()[:8].lower()
    if start.startswith("data:"):
        return _from_data_uri(text.strip())
    if start.startswith(("http://", "https://")):
        raise RequestError(f"the server does not fetch {short_repr(text)}: download the image and pass its bytes")
    content = _decode_unpadded(text)
    if content is not None and content.startswith(_MAGIC):
        return _encode(content, text)
    if string_paths and is_file(text):
        return _from_file(text)
    if string_paths and text.strip().lower().endswith(_SUFFIXES):
        raise RequestError(f"File {short_repr(text)} does not exist")
    content = _decode(text)
    if content is None and not string_paths:
        raise RequestError(f"{short_repr(text)} is neither base64 nor a data URI: {STRINGS_NAME_NO_FILES}")
    if content is None:
        raise RequestError(f"{short_repr(text)} is neither base64 nor the path of a file: {_ACCEPTED}")
    return _encode(content, text)


def _from_data_uri(uri: str) -> str:
    head, comma, data = uri.partition(",")
    if not comma:
        raise RequestError(f"invalid data URI {short_repr(uri)}: write a comma before the data")
    raw = unquote_to_bytes(data)
    content = _decode_unpadded(raw.decode("latin-1")) if head.lower().endswith(";base64") else raw
    if content is None:
        raise RequestError(f"invalid base64 in the data URI {short_repr(uri)}")
    return _encode(content, uri)


def _from_file(path: str | os.PathLike[str]) -> str:
    return _encode(b"".join(read_pieces(as_path(path))), path)


def _encode(content: bytes, source: object) -> str:
    if not content:
        raise RequestError(f"the image {short_repr(source)} is empty: {_ACCEPTED}")
    return base64.b64encode(content).decode("ascii")


def _decode_unpadded(text: str) -> bytes | None:
    return _decode(text + "=" * (-len(_join(text)) % 4))


def _decode(text: str) -> bytes | None:
    try:
        return base64.b64decode(_join(text).translate(_URL_SAFE), validate=True)
    except ValueError:
        return None


def _join(text: str) -> str:
    return "".join(text.split())
