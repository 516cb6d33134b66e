"""JSON bodies: compact encoding with the server's escapes, and decoding with short error messages."""

import json
import math
from typing import Any, Never, TypeGuard

Json = Any  # a decoded value, whose type is not known yet
Fields = dict[str, Any]  # an object

_SPACE = " \t\r\n"
_ESCAPES = [(c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029"]


class JSONSyntaxError(ValueError):
    """The bytes are not valid JSON."""


class EmptyBody(ValueError):
    """The body is empty or only white space."""


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def encode(value: Json) -> bytes:
    """Return compact JSON. The characters that the server escapes for HTML are escaped too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    for raw, escaped in _ESCAPES:
        text = text.replace(raw, escaped)
    return text.encode("utf-8", "replace")


def decode(data: bytes) -> Json:
    """Return the first JSON value in `data`. Like the server, ignore what follows it.

    Raises:
        EmptyBody: there is only white space.
        JSONSyntaxError: the value is malformed.
    """
    text = data.decode("utf-8", "replace").lstrip(_SPACE)
    if not text:
        raise EmptyBody
    try:
        return _DECODER.raw_decode(text)[0]
    except RecursionError:
        raise JSONSyntaxError("exceeded max depth") from None
    except json.JSONDecodeError as error:
        unfinished = error.pos >= len(text) or error.msg.startswith("Unterminated")
        raise JSONSyntaxError("unexpected EOF" if unfinished else f"invalid character {text[error.pos]!r}") from None


def _no_constant(name: str) -> Never:
    raise JSONSyntaxError(f"invalid character {name[0]!r} looking for beginning of value")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise JSONSyntaxError(f"number {text} is out of range")
    return number


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)


def quote(text: str) -> str:
    """Return a string in double quotes, for an error message."""
    return json.dumps(text, ensure_ascii=False)


def omit_empty(**fields: Any) -> Fields:
    """Return the fields that are not empty: the server omits the others."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}
