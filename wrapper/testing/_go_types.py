"""Decoding of JSON into typed fields with the complaints of Go's encoding/json.

A wrong type does not end the decoding at once: the first complaint is kept, the rest is still read, as Go does.
A type with a reading of its own (`Custom`) ends it.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ._go_json import Huge, Json, encode, is_array, is_object, pairs_of, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class WrongType(ValueError):
    """The complaint about a value, in Go's words."""


@dataclass
class _Mismatch(Exception):
    """A value that does not fit, and where it was found."""

    value: str
    wanted: str
    struct: str = ""
    path: tuple[str, ...] = ()

    def text(self) -> str:
        if self.path:
            where = f"Go struct field {self.struct}.{'.'.join(self.path)} of type {self.wanted}"
        else:
            where = f"Go value of type {self.wanted}"
        return f"json: cannot unmarshal {self.value} into {where}"


class Trouble:
    """The first mismatch of one decoding, and where the decoding stands.

    A type that reads itself decodes apart: its mismatches are told under the struct it stands in, and end everything.
    """

    def __init__(self, struct: str = "", path: tuple[str, ...] = (), apart: bool = False) -> None:
        self.struct = struct
        self.path = path
        self.apart = apart
        self.first: _Mismatch | None = None

    def read_apart(self, read: Callable[[Trouble], Any]) -> Any:
        inner = Trouble(self.struct, self.path, apart=True)
        result = read(inner)
        inner.tell()
        return result

    def tell(self) -> None:
        if self.first:
            raise WrongType(self.first.text())

    def keep(self, found: _Mismatch) -> None:
        if self.first is None:
            if self.path:
                found.struct, found.path = self.struct, (*self.path, *found.path)
            self.first = found


class Kind:
    """A Go type: reads a JSON value, or keeps a complaint and gives the type's zero value."""

    name = ""
    zero: Any = None

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        """Read a value; what is wrong with it is kept as `trouble`."""
        raise NotImplementedError

    def refuse(self, value: Json, trouble: Trouble) -> Any:
        trouble.keep(_Mismatch(kind_of(value), self.name))
        return self.zero


class Text(Kind):
    name = "string"
    zero = ""

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return ""
        return _well_formed(value) if isinstance(value, str) else self.refuse(value, trouble)


class Flag(Kind):
    """A bool; `unset` is what a missing one means."""

    name = "bool"

    def __init__(self, unset: bool | None = False) -> None:
        self.zero = unset

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return self.zero
        return value if isinstance(value, bool) else self.refuse(value, trouble)


class Whole(Kind):
    name = "int"
    zero = 0

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return 0
        if isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63:
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            trouble.keep(_Mismatch(f"number {encode(value).decode()}", self.name))
            return 0
        return self.refuse(value, trouble)


class Number(Kind):
    """A float of 64 or 32 bits."""

    zero = 0.0

    def __init__(self, bits: int = 64) -> None:
        self.name = f"float{bits}"
        self._most = 1.8e308 if bits == 64 else 3.4028235677973366e38

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return 0.0
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if abs(value) < self._most:
                return value
            trouble.keep(_Mismatch(f"number {encode(value).decode()}", self.name))
            return 0.0
        return self.refuse(value, trouble)


class Pointer(Kind):
    """A type or nothing at all."""

    def __init__(self, kind: Kind) -> None:
        self.name = kind.name
        self._kind = kind

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        return None if value is None else self._kind.read(value, trouble)


class Anything(Kind):
    """An `any`."""

    name = "interface {}"

    def read(self, value: Json, _: Trouble, /) -> Any:
        return value


class Unset:
    """The one value that JSON has not: what is unset was not sent, while null was."""


UNSET = Unset()


class Raw(Anything):
    """JSON that is read later, if at all."""

    name = "json.RawMessage"
    zero = UNSET


class Free(Kind):
    """An object with any fields."""

    name = "map[string]interface {}"

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is not None and not is_object(value):
            return self.refuse(value, trouble)
        for item in (value or dict[str, Any]()).values():
            if isinstance(item, Huge):
                trouble.keep(_Mismatch(f"number {item.text}", "float64"))
        return value


@dataclass
class Texts(Kind):
    """An object whose values are strings."""

    name: str = "map[string]string"

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return None
        if not is_object(value):
            return self.refuse(value, trouble)
        return {k: Text().read(v, trouble) for k, v in value.items()}


@dataclass
class Listing(Kind):
    """A slice."""

    item: Kind
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.name or f"[]{self.item.name}"

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return None
        if not is_array(value):
            return self.refuse(value, trouble)
        return [self.item.read(item, trouble) for item in value]


class Bytes(Kind):
    """Bytes, as base64 or as a list of numbers."""

    name = "api.ImageData"
    zero = b""

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return b""
        if is_array(value):
            return bytes(self._byte(item, trouble) for item in value)
        if not isinstance(value, str):
            return self.refuse(value, trouble)
        return from_base64(value)

    def _byte(self, value: Json, trouble: Trouble) -> int:
        number = Whole().read(value, trouble)
        if 0 <= number <= 255:
            return int(number)
        trouble.keep(_Mismatch(f"number {number}", "uint8"))
        return 0


class Struct(Kind):
    """An object with known fields. Names are matched without regard to case; unknown ones are skipped.

    Without a name of its own it is called by its fields, as Go does.
    """

    def __init__(self, name: str, fields: Mapping[str, Kind], *, package: str = "api", as_alias: bool = False) -> None:
        self.short = name
        self.name = f"{package}.{name}" if name else _spelled_out(fields)
        self.fields = dict(fields)
        self._as_alias = (
            as_alias  # its own reading goes by way of a type called Alias, whose name is told in complaints
        )

    @property
    def zero(self) -> Any:
        return {field: kind.zero for field, kind in self.fields.items()}

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        result: dict[str, Any] = self.zero
        if value is None:
            return result
        if self._as_alias and not trouble.apart:
            return trouble.read_apart(partial(self.read, value))
        if not is_object(value):
            trouble.keep(_Mismatch(kind_of(value), "api.Alias" if self._as_alias else self.name))
            return result
        struct, path = trouble.struct, trouble.path
        for key, item in pairs_of(value):
            field = key if key in self.fields else key.lower()
            if field in self.fields:
                trouble.struct, trouble.path = (struct if trouble.apart else self.short), (*path, field)
                result[field] = self.fields[field].read(item, trouble)
        trouble.struct, trouble.path = struct, path
        return result


def _spelled_out(fields: Mapping[str, Kind]) -> str:
    words = {field: field.replace("_", " ").title().replace(" ", "").replace("Id", "ID") for field in fields}
    return f"struct {{ {'; '.join(f'{words[f]} {kind.name} {quote(_tag(f))}' for f, kind in fields.items())} }}"


def _tag(field: str) -> str:
    return f'json:"{field}"'


@dataclass
class Custom(Kind):
    """A type that reads itself: `reader` takes the JSON value and may raise WrongType, which ends the decoding."""

    reader: Callable[[Json], Any]
    null_is_read: bool = False
    zero: Any = None

    def read(self, value: Json, _: Trouble, /) -> Any:
        return self.zero if value is None and not self.null_is_read else self.reader(value)


@dataclass
class Ordered(Kind):
    """An object that keeps its order, read by a parser of its own with one complaint for anything else."""

    item: Kind
    zero: Any = None

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        if value is None:
            return self.zero
        if not is_object(value):
            raise WrongType("Value looks like object, but can't find closing '}' symbol")
        return {k: trouble.read_apart(partial(self.item.read, v)) for k, v in value.items()}


def fit(value: Json, kind: Kind) -> Any:
    """Fit a JSON value into a type.

    Raises:
        WrongType: it does not fit; the text is Go's complaint.
    """
    trouble = Trouble()
    result = kind.read(value, trouble)
    trouble.tell()
    return result


def duration(value: Json) -> float:
    """Read a duration: seconds as a number, or Go's notation. Gives seconds, infinity for a negative one."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise WrongType(f"Unsupported type: '{_GO_TYPES[kind_of(value)]}'")
    seconds = _parse_duration(value) if isinstance(value, str) else float(value)
    if seconds < 0:
        return float("inf")
    overflows = not isinstance(value, str) and seconds * 1e9 >= 1 << 63
    return 1e-9 if overflows else seconds  # what does not fit ends up in the past


def _parse_duration(text: str) -> float:
    rest = text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0.0
    if not rest:
        raise WrongType(f"time: invalid duration {_quoted(text)}")
    total = 0
    while rest:
        number = re.match(r"(\d*)(\.?\d*)", rest, re.ASCII)
        if not number or number[0] in ("", ".") or int(number[1] or 0) > _MOST:
            raise WrongType(f"time: invalid duration {_quoted(text)}")
        rest = rest[number.end() :]
        unit = re.match(r"[^.\d]*", rest, re.ASCII)
        if not unit or not unit[0]:
            raise WrongType(f"time: missing unit in duration {_quoted(text)}")
        if unit[0] not in _UNITS:
            raise WrongType(f"time: unknown unit {_quoted(unit[0])} in duration {_quoted(text)}")
        total += int(number[1] or 0) * _UNITS[unit[0]] + int(float(f"0{number[2]}") * _UNITS[unit[0]])
        rest = rest[unit.end() :]
    if total > (_MOST if text[0] == "-" else _MOST - 1):
        raise WrongType(f"time: invalid duration {_quoted(text)}")
    return (-total if text[0] == "-" else total) / 1e9


def _quoted(text: str) -> str:
    """A text as Go's package for times quotes it: what is no plain ASCII, byte by byte."""
    return '"' + "".join(_quoted_character(c) for c in text) + '"'


def _quoted_character(c: str) -> str:
    if c in '"\\':
        return "\\" + c
    return c if " " <= c < "\x80" else "".join(f"\\x{byte:02x}" for byte in c.encode("utf-8", "replace"))


_MOST = 1 << 63  # nanoseconds
_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_GO_TYPES = {"bool": "bool", "array": "[]interface {}", "object": "map[string]interface {}"}


def thinking(value: Json) -> bool | str:
    """Read how much to think: a bool or one of four words."""
    words = '"high", "medium", "low", "max", true, or false'
    if isinstance(value, str) and value not in ("high", "medium", "low", "max"):
        raise WrongType(f"invalid think value: {quote(value)} (must be {words})")
    if not isinstance(value, (bool, str)):
        raise WrongType(f"think must be a boolean or string ({words})")
    return value


def from_base64(text: str) -> bytes:
    """Decode standard base64.

    Raises:
        WrongType: it is none; the text names the place as Go does.
    """
    data = text.encode("utf-8", "replace")
    compact = data.translate(None, b"\r\n")
    if not _BASE64.fullmatch(compact):
        raise WrongType(f"illegal base64 data at input byte {_wrong_byte(data)}")
    return base64.b64decode(compact)


_BASE64 = re.compile(rb"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def _wrong_byte(data: bytes) -> int:
    """Where data that is no base64 stops to be: line breaks may be anywhere, and nothing may follow the padding."""
    letters = re.match(rb"[A-Za-z0-9+/\r\n]*", data)
    end = letters.end() if letters else 0
    open_ones = len(data[:end].translate(None, b"\r\n")) % 4  # of a group of four
    if end == len(data):
        return end - open_ones
    if data[end : end + 1] != b"=" or open_ones < 2:
        return end
    padding = re.compile(rb"=[\r\n]*" * (4 - open_ones)).match(data, end)
    if padding:
        return padding.end()
    first = re.compile(rb"=[\r\n]*").match(data, end)
    after = first.end() if first else end
    return after if after == len(data) else after - 1


def _well_formed(text: str) -> str:
    """Lone surrogates become the replacement character, as in Go."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def type_of(value: Json) -> str:
    """What Go calls the type of a value that it read as `any`."""
    if value is None:
        return "<nil>"
    kind = kind_of(value)
    return {"number": "float64", "string": "string", **_GO_TYPES}[kind]


def kind_of(value: Json) -> str:
    """What JSON calls a value, which is not null."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if is_array(value):
        return "array"
    return "object" if is_object(value) else "number"
