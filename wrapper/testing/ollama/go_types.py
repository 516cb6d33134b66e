"""The Go types that the server declares the fields of requests as: each reads a JSON value or refuses it.

A message about a wrong value names the field and its type as the server does.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from ..http.json import Json, is_array, is_object, quote


class UnmarshalError(ValueError):
    """A value of a wrong type; the text names the field."""


@dataclass(frozen=True)
class Place:
    """Where a value is: the struct that declares it, and the names that lead to it."""

    struct: str = ""
    path: tuple[str, ...] = ()
    fixed: bool = False  # below a type that decodes itself: the server names the struct above it

    def field(self, struct: str, name: str) -> Self:
        return replace(self, struct=self.struct if self.fixed else struct, path=(*self.path, name))

    def keep_struct(self) -> Self:
        return replace(self, fixed=bool(self.path))

    def error(self, value: str, wanted: str) -> UnmarshalError:
        field = f"struct field {self.struct}.{'.'.join(self.path)}" if self.path else "value"
        return UnmarshalError(f"json: cannot unmarshal {value} into Go {field} of type {wanted}")


class GoType:
    """A type with its name in Go. A missing field is `zero`, and so is null."""

    name: str
    zero: Any = None

    def read(self, value: Json, place: Place, /) -> Any:
        """Return the value as the server reads it. Raise `UnmarshalError` if it is of another type."""
        return self.zero if value is None else self.decode(value, place)

    def decode(self, value: Json, place: Place, /) -> Any:
        """Read a value that is not null."""
        raise NotImplementedError


@dataclass(frozen=True)
class Scalar(GoType):
    """A type that is one of Python's own, converted by `convert`."""

    name: str
    types: tuple[type, ...]
    zero: Any = None
    convert: Callable[[Any], Any] | None = None

    def decode(self, value: Json, place: Place, /) -> Any:
        if type(value) not in self.types or (type(value) is int and abs(value) >= 1 << 63):
            wrong = kind_of(value)
            raise place.error(f"number {value}" if wrong == "number" and int in self.types else wrong, self.name)
        return self.convert(value) if self.convert else value


def _well_formed(text: str) -> str:
    """Replace lone surrogates."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def from_base64(text: str) -> bytes:
    """Decode standard base64. Raise `UnmarshalError` if the text is not valid; the message says where."""
    compact = text.replace("\r", "").replace("\n", "")
    if not _BASE64.fullmatch(compact):
        valid = re.match(r"[A-Za-z0-9+/]*", compact)
        raise UnmarshalError(f"illegal base64 data at input byte {valid.end() if valid else 0}")
    return base64.b64decode(compact)


_BASE64 = re.compile(r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")

STRING = Scalar("string", (str,), "", _well_formed)
BYTES = Scalar("api.ImageData", (str,), b"", from_base64)
BOOL = Scalar("bool", (bool,), False)
TRUE = Scalar("bool", (bool,), True)  # a bool that is true by default
INT = Scalar("int", (int,), 0)
FLOAT = Scalar("float64", (int, float), 0.0)
FLOAT32 = Scalar("float32", (int, float), 0.0)
MAP = Scalar("map[string]interface {}", (dict,))


class Pointer(GoType):
    """A type whose missing values are None."""

    def __init__(self, type: GoType) -> None:
        self.name: str = type.name
        self._type = type

    def decode(self, value: Json, place: Place, /) -> Any:
        return self._type.read(value, place)


UNSET: Any = object()  # the default of a field that distinguishes a missing value from null


@dataclass(frozen=True)
class AnyValue(GoType):
    """A field of any type."""

    name: str = "interface {}"
    zero: Any = None

    def read(self, value: Json, _: Place, /) -> Any:
        return value


ANY = AnyValue()
RAW = AnyValue("json.RawMessage", UNSET)


class Slice(GoType):
    """A list of items of one type."""

    def __init__(self, item: GoType, name: str = "") -> None:
        self.item = item
        self.name: str = name or f"[]{item.name}"

    def decode(self, value: Json, place: Place, /) -> Any:
        if not is_array(value):
            raise place.error(kind_of(value), self.name)
        return [self.item.read(item, place) for item in value]


class Map(GoType):
    """An object whose values are of one type."""

    def __init__(self, item: GoType, zero: Any = None) -> None:
        self.item = item
        self.name: str = f"map[string]{item.name}"
        self.zero = zero

    def decode(self, value: Json, place: Place, /) -> Any:
        if not is_object(value):
            raise self._error(value, place)
        return {key: self.item.read(item, place.keep_struct()) for key, item in value.items()}

    def _error(self, value: Json, place: Place) -> UnmarshalError:
        return place.error(kind_of(value), self.name)


class OrderedMap(Map):
    """An object that keeps its order. The server decodes it with a library that has one error message."""

    def _error(self, value: Json, place: Place) -> UnmarshalError:  # noqa: ARG002 - the same for all
        return UnmarshalError("Value looks like object, but can't find closing '}' symbol")


STRING_MAP = Map(STRING)


class Struct(GoType):
    """An object with known fields. Names are matched without regard to case; unknown ones are ignored."""

    def __init__(
        self, name: str, fields: Mapping[str, GoType], *, package: str = "api", as_alias: bool = False
    ) -> None:
        self.name: str = f"{package}.{name}" if name else "struct"
        self.fields: dict[str, GoType] = dict(fields)
        self._struct = name
        self._as_alias = as_alias  # decodes itself by way of a type called Alias, which the server names in errors

    @property
    def zero(self) -> Any:
        return {field: type.zero for field, type in self.fields.items()}

    def decode(self, value: Json, place: Place, /) -> Any:
        result: dict[str, Any] = self.zero
        if not is_object(value):
            raise place.error(kind_of(value), "api.Alias" if self._as_alias else self.name)
        if self._as_alias:
            place = place.keep_struct()
        for key, item in value.items():
            field = key if key in self.fields else key.lower()
            if field in self.fields:
                result[field] = self.fields[field].read(item, place.field(self._struct, field))
        return result


@dataclass(frozen=True)
class Custom(GoType):
    """A type that decodes itself: `reader` takes the value, unless it is null, and may raise UnmarshalError."""

    reader: Callable[[Json], Any]
    zero: Any = None
    name: str = "custom"

    def decode(self, value: Json, _: Place, /) -> Any:
        return self.reader(value)


def unmarshal(value: Json, type: GoType) -> Any:
    """Read a JSON value as a Go type. Raise `UnmarshalError` if the value, or one in it, is of another type."""
    return type.read(value, Place())


def duration(value: Json) -> float:
    """Return a duration in seconds, from a number of seconds or Go's notation; infinity for a negative one."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise UnmarshalError(f"Unsupported type: '{type_of(value)}'")
    seconds = _parse_duration(value) if isinstance(value, str) else float(value)
    return float("inf") if seconds < 0 else seconds


def _parse_duration(text: str) -> float:
    rest = text.removeprefix("-").removeprefix("+")
    if rest == "0":
        return 0.0
    seconds = 0.0
    while rest or not text:
        found = re.match(r"(\d+\.?\d*|\.\d+)([^.\d]*)", rest, re.ASCII)
        if not found:
            raise UnmarshalError(f"time: invalid duration {quote(text)}")
        if not found[2]:
            raise UnmarshalError(f"time: missing unit in duration {quote(text)}")
        if found[2] not in _UNITS:
            raise UnmarshalError(f"time: unknown unit {quote(found[2])} in duration {quote(text)}")
        seconds += float(found[1]) * _UNITS[found[2]]
        rest = rest[found.end() :]
    if seconds >= _MAX_DURATION:
        raise UnmarshalError(f"time: invalid duration {quote(text)}")
    return -seconds if text[0] == "-" else seconds


_MAX_DURATION = 2**63 / 1e9  # seconds
_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


def thinking(value: Json) -> bool | str:
    """Return how much to think: a bool or one of four words."""
    words = '"high", "medium", "low", "max", true, or false'
    if isinstance(value, str) and value not in ("high", "medium", "low", "max"):
        raise UnmarshalError(f"invalid think value: {quote(value)} (must be {words})")
    if not isinstance(value, (bool, str)):
        raise UnmarshalError(f"think must be a boolean or string ({words})")
    return value


def type_of(value: Json) -> str:
    """Return the name that Go has for the type of a JSON value of any type."""
    if value is None:
        return "<nil>"
    kind = kind_of(value)
    return {"number": "float64", "array": "[]interface {}", "object": "map[string]interface {}"}.get(kind, kind)


def kind_of(value: Json) -> str:
    """Return the name that JSON has for the type of a value that is not null."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if is_array(value):
        return "array"
    return "object" if is_object(value) else "number"
