"""JSON as Go's encoding/json reads and writes it: its escapes when writing, its words when what it reads is no JSON."""

from __future__ import annotations

import contextlib
import json
import math
from typing import TYPE_CHECKING, Any, Never, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = Any  # what json.loads gives; its shape is only known once it was looked at
Fields = dict[str, Any]  # an object


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


class Repeating(dict[str, Any]):
    """An object in which a name comes more than once: the last value counts, and all of them are in `pairs`."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


class Huge(float):
    """A number that no float can hold, and how it was written."""

    text: str


def pairs_of(value: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """The names and values of an object as they were sent."""
    return value.pairs if isinstance(value, Repeating) else value.items()


_SPACE = " \t\r\n"


class NotJson(ValueError):
    """What Go says about bytes that are no JSON."""


class NoJson(ValueError):
    """There is nothing but space."""


def encode(value: Json) -> bytes:
    """Write compact JSON, with the characters escaped that Go escapes to keep a page's HTML safe."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    for raw, escaped in _ESCAPES:
        if raw in text:
            text = text.replace(raw, escaped)
    return text.encode("utf-8", "replace")


_ESCAPES = [(c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029"]


def decode(data: bytes) -> Json:
    """Read the first JSON value in `data`; what follows it is not looked at, as in the real server.

    Raises:
        NoJson: there is only space.
        NotJson: it is malformed; the text is what Go says.
    """
    return _first(data)[0]


def decode_all(data: bytes) -> Json:
    """Read the one JSON value that `data` is.

    Raises:
        NotJson: it is none; the text is what Go says.
    """
    try:
        value, rest = _first(data)
    except NoJson:
        raise NotJson(_CUT) from None
    except NotJson as error:
        raise NotJson(_CUT if str(error) == "unexpected EOF" else str(error)) from None
    if rest:
        raise NotJson(f"invalid character {quote_rune(rest[0])} after top-level value")
    return value


_CUT = "unexpected end of JSON input"


def _first(data: bytes) -> tuple[Json, str]:
    """The first JSON value, and what follows it behind space."""
    text = data.decode("utf-8", "replace")
    start = len(text) - len(text.lstrip(_SPACE))
    if start == len(text):
        raise NoJson
    try:
        value, end = _DECODER.raw_decode(text, start)
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:
        _complain(data)
    return value, text[end:].lstrip(_SPACE)


def _complain(data: bytes) -> Never:
    text = data.decode("latin-1")
    with contextlib.suppress(RecursionError):
        _Scanner(text).value()
    raise _too_deep(text)


def _too_deep(text: str) -> NotJson:
    bracket = max("[{", key=text.count)
    return NotJson(f"invalid character {quote_rune(bracket)} exceeded max depth")


def _refuse_constant(name: str) -> Never:
    raise ValueError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeating(pairs)


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        number = Huge(text)
        number.text = text
    return number


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_float, object_pairs_hook=_object)


class _Scanner:
    """Walks text, a character for each byte, until Go's scanner would complain. It builds nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def _peek(self) -> str:
        if self.at >= len(self.text):
            raise NotJson("unexpected EOF")
        return self.text[self.at]

    def _space(self) -> str:
        while self._peek() in _SPACE:
            self.at += 1
        return self._peek()

    def _fail(self, where: str) -> Never:
        raise NotJson(f"invalid character {quote_rune(self._peek())} {where}")

    def value(self) -> None:
        c = self._space()
        if c == "{":
            self._object()
        elif c == "[":
            self._array()
        elif c == '"':
            self._string()
        elif c == "-" or (c.isdigit() and c.isascii()):
            self._digits()
        elif c in "tfn":
            self._literal({"t": "true", "f": "false", "n": "null"}[c])
        else:
            self._fail("looking for beginning of value")

    def _object(self) -> None:
        self.at += 1
        if self._space() == "}":
            self.at += 1
            return
        while True:
            if self._space() != '"':
                self._fail("looking for beginning of object key string")
            self._string()
            if self._space() != ":":
                self._fail("after object key")
            self.at += 1
            self.value()
            c = self._space()
            if c not in ",}":
                self._fail("after object key:value pair")
            self.at += 1
            if c == "}":
                return

    def _array(self) -> None:
        self.at += 1
        if self._space() == "]":
            self.at += 1
            return
        while True:
            self.value()
            c = self._space()
            if c not in ",]":
                self._fail("after array element")
            self.at += 1
            if c == "]":
                return

    def _string(self) -> None:
        self.at += 1
        while (c := self._peek()) != '"':
            if c == "\\":
                self.at += 1
                c = self._peek()
                if c == "u":
                    for _ in range(4):
                        self.at += 1
                        if self._peek() not in "0123456789abcdefABCDEF":
                            self._fail("in \\u hexadecimal character escape")
                elif c not in 'bfnrt\\/"':
                    self._fail("in string escape code")
            elif c < " ":
                self._fail("in string literal")
            self.at += 1
        self.at += 1

    def _literal(self, word: str) -> None:
        for c in word:
            if self._peek() != c:
                self._fail(f"in literal {word} (expecting {quote_rune(c)})")
            self.at += 1

    def _digits(self) -> None:
        if self._peek() == "-":
            self.at += 1
            if not self._is_digit():
                self._fail("in numeric literal")
        if self._peek() == "0":
            self.at += 1
        else:
            self._run()
        if self._more() == ".":
            self.at += 1
            if not self._is_digit():
                self._fail("after decimal point in numeric literal")
            self._run()
        if self._more() in ("e", "E"):
            self.at += 1
            if self._peek() in "+-":
                self.at += 1
            if not self._is_digit():
                self._fail("in exponent of numeric literal")
            self._run()

    def _more(self) -> str:
        return self.text[self.at : self.at + 1]

    def _is_digit(self) -> bool:
        return self._peek() in "0123456789"

    def _run(self) -> None:
        while self._more() and self._more() in "0123456789":
            self.at += 1


def quote(text: str) -> str:
    """A string as Go's %q writes it."""
    return '"' + "".join(_quoted(c, '"') for c in text) + '"'


def quote_rune(c: str) -> str:
    """A byte as Go's scanner names it, in single quotes."""
    return "'" + _quoted(c, "'") + "'"


def _quoted(c: str, mark: str) -> str:
    if c in (mark, "\\"):
        return "\\" + c
    if short := _SHORT.get(c):
        return short
    if c < " " or c == "\x7f":
        return f"\\x{ord(c):02x}"
    if not c.isprintable():
        return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
    return c


_SHORT = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
