"""Find the types that a handler reads its request into, and those that it replies with."""

from collections.abc import Iterator

from drift.go_types import Cursor, GoType, parse_type
from drift.source import Function
from drift.tokens import Token

_READERS = {"ShouldBindJSON", "BindJSON", "ShouldBind", "Bind", "ShouldBindBodyWithJSON", "MustBindWith"}
_WRITERS = {"JSON", "AbortWithStatusJSON", "IndentedJSON", "PureJSON", "SecureJSON", "AsciiJSON"}


def body_types(function: Function) -> Iterator[GoType]:
    """Yield the types that a function names for the body of a request or reply."""
    body = function.body
    for at, token in enumerate(body[:-1]):
        if body[at + 1].text != "(" or token.text not in _READERS | _WRITERS:
            continue
        cursor = Cursor(body, at + 1)
        arguments = cursor.skip_group()
        for index, argument in enumerate(arguments):
            if not argument.is_name or (index and arguments[index - 1].text == "."):
                continue
            yield from _type_of(function, argument.text)
            if token.text in _WRITERS:
                yield from _literal_type(arguments, index)


def _literal_type(tokens: list[Token], at: int) -> Iterator[GoType]:
    """Yield the type of the composite literal at an index, as in `api.ShowResponse{…}`."""
    cursor = Cursor(tokens, at)
    parsed = parse_type(cursor)
    if cursor.peek() == "{":
        yield parsed


def _type_of(function: Function, variable: str) -> Iterator[GoType]:
    """Yield the type of a variable, as far as its declaration names it."""
    yield from (declared for name, declared in function.parameters if name == variable)
    body = function.body
    for at, token in enumerate(body[:-3]):
        if token.text != variable:
            continue
        if at and body[at - 1].text == "var" and body[at + 1].text != "=":
            yield parse_type(Cursor(body, at + 1))
        elif body[at + 1].text == ":=" and body[at + 2].text == "new":
            yield parse_type(Cursor(body, at + 4))
        elif body[at + 1].text in (":=", "="):
            start = at + 3 if body[at + 2].text == "&" else at + 2
            if body[start].is_name or body[start].text in ("[", "map"):
                yield from _literal_type(body, start)
