"""Parse the types of Go source: structs with their fields and tags, and how they refer to other types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drift.tokens import Token

_OPEN, _CLOSE = {"(", "[", "{"}, {")", "]", "}"}


@dataclass(frozen=True)
class Named:
    """A name, perhaps of another package, with the arguments of a generic type."""

    package: str | None
    name: str
    arguments: tuple["GoType", ...] = ()


@dataclass(frozen=True)
class Pointer:
    element: "GoType"


@dataclass(frozen=True)
class Container:
    """A slice, an array, a map (of its values) or a channel."""

    element: "GoType"


@dataclass(frozen=True)
class Opaque:
    """A function or an interface: neither has JSON fields."""


@dataclass(frozen=True)
class Field:
    name: str
    type: "GoType"
    tag: str
    embedded: bool
    line: int

    @property
    def json_tag(self) -> str | None:
        """The value of the tag's key `json`, or None."""
        for key, value in re.findall(r'([^\s":]+):"((?:[^"\\]|\\.)*)"', self.tag):
            if key == "json":
                return re.sub(r"\\(.)", r"\1", value)
        return None


@dataclass(frozen=True)
class Struct:
    fields: tuple[Field, ...]
    line: int = field(compare=False, default=0)


GoType = Named | Pointer | Container | Opaque | Struct


class Cursor:
    """A position in a list of tokens."""

    def __init__(self, tokens: list[Token], position: int = 0) -> None:
        self.tokens = tokens
        self.position = position

    def peek(self, offset: int = 0) -> str:
        at = self.position + offset
        return self.tokens[at].text if at < len(self.tokens) else ""

    @property
    def line(self) -> int:
        return self.tokens[min(self.position, len(self.tokens) - 1)].line

    def next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def accept(self, text: str) -> bool:
        if self.peek() == text:
            self.position += 1
            return True
        return False

    def skip_group(self) -> list[Token]:
        """Skip a bracketed group, and return the tokens inside it."""
        start, depth = self.position, 0
        while self.position < len(self.tokens):
            text = self.next().text
            depth += (text in _OPEN) - (text in _CLOSE)
            if depth == 0:
                break
        return self.tokens[start + 1 : self.position - 1]

    def skip_statement(self) -> list[Token]:
        """Skip to behind the next semicolon outside brackets, and return the tokens before it."""
        start = self.position
        while self.position < len(self.tokens) and self.peek() not in {";", *_CLOSE}:
            if self.peek() in _OPEN:
                self.skip_group()
            else:
                self.position += 1
        skipped = self.tokens[start : self.position]
        self.accept(";")
        return skipped


def parse_type(cursor: Cursor) -> GoType:
    """Parse the type at the cursor."""
    text = cursor.next().text
    match text:
        case "*":
            return Pointer(parse_type(cursor))
        case "(":
            inner = parse_type(cursor)
            cursor.accept(")")
            return inner
        case "[":
            cursor.position -= 1
            cursor.skip_group()
            return Container(parse_type(cursor))
        case "map":
            cursor.skip_group()
            return Container(parse_type(cursor))
        case "chan":
            cursor.accept("<-")
            return Container(parse_type(cursor))
        case "<-":
            cursor.accept("chan")
            return Container(parse_type(cursor))
        case "struct":
            return _parse_struct(cursor)
        case "interface":
            cursor.skip_group()
            return Opaque()
        case "func":
            cursor.skip_group()
            if cursor.peek() == "(":
                cursor.skip_group()
            elif cursor.peek() not in {";", ",", ")", "}", "{", "=", "]", ""} and not _is_string(cursor):
                parse_type(cursor)
            return Opaque()
        case _:
            return _parse_name(cursor, text)


def _parse_name(cursor: Cursor, text: str) -> Named:
    package = None
    if cursor.accept("."):
        package, text = text, cursor.next().text
    arguments: list[GoType] = []
    if cursor.peek() == "[" and cursor.peek(1) != "]":
        inner = Cursor(cursor.skip_group())
        while inner.peek():
            arguments.append(parse_type(inner))
            inner.accept(",")
    return Named(package, text, tuple(arguments))


def _is_string(cursor: Cursor) -> bool:
    return cursor.position < len(cursor.tokens) and cursor.tokens[cursor.position].kind == "string"


def _parse_struct(cursor: Cursor) -> Struct:
    line = cursor.line
    body = Cursor(cursor.skip_group())
    fields: list[Field] = []
    while body.peek():
        if not body.accept(";"):
            fields += _parse_fields(body)
    return Struct(tuple(fields), line)


def _parse_fields(body: Cursor) -> Iterator[Field]:
    """Parse one line of a struct, which declares one embedded type, or one or more names."""
    names: list[Token] = []
    if not (
        body.peek() in ("*", "(") or body.peek(1) in (".", ";", "") or _embeds_tagged(body) or _embeds_generic(body)
    ):
        names.append(body.next())
        while body.accept(","):
            names.append(body.next())
    line = body.line
    go_type = parse_type(body)
    tag = body.next().value if _is_string(body) else ""
    body.skip_statement()
    if names:
        for name in names:
            yield Field(name.text, go_type, tag, embedded=False, line=name.line)
        return
    named = go_type.element if isinstance(go_type, Pointer) else go_type
    yield Field(named.name if isinstance(named, Named) else "", go_type, tag, embedded=True, line=line)


def _embeds_tagged(body: Cursor) -> bool:
    return body.position + 1 < len(body.tokens) and body.tokens[body.position + 1].kind == "string"


def _embeds_generic(body: Cursor) -> bool:
    """Whether the line is an embedded `Name[Argument]`, and not `name [size]Type`."""
    if body.peek(1) != "[" or body.peek(2) == "]":
        return False
    ahead = Cursor(body.tokens, body.position + 1)
    ahead.skip_group()
    return ahead.peek() in (";", "") or _is_string(ahead)
