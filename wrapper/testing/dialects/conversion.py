"""Conversion of values between the native form and those of other APIs."""

import base64
import secrets
from datetime import datetime
from typing import Any

from ..http.responses import APIError
from ..ollama.go_types import GoType, UnmarshalError, from_base64, unmarshal


def decode(value: Any, type: GoType, prefix: str = "") -> Any:
    """Decode a JSON value. Raise `APIError` if it is of another type; the message starts with `prefix`."""
    try:
        return unmarshal(value, type)
    except UnmarshalError as error:
        raise APIError(400, f"{prefix}{error}") from None


def decode_base64(text: Any, prefix: str) -> str:
    """Return an image or audio in base64 as the native routes take it. Raise `APIError` if it is invalid."""
    try:
        return base64.b64encode(from_base64(text)).decode()
    except UnmarshalError as error:
        raise APIError(400, f"{prefix}{error}") from None


def new_id(prefix: str) -> str:
    """Return a random id."""
    return f"{prefix}{secrets.token_hex(12)}"


def unix_time(timestamp: str) -> int:
    """Return the seconds since 1970 of a native timestamp."""
    return int(datetime.fromisoformat(timestamp).timestamp())
