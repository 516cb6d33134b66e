"""Find the JSON fields that a function's code names: keys of map literals, indexes of maps, and fields of a form."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from drift.tokens import Token

_READERS = {"PostForm", "GetPostForm", "DefaultPostForm", "PostFormArray", "FormFile", "FormValue"} | {
    "strFromInfo",  # how the server reads the model information of a create request
    "intFromInfo",
}
_SENDERS = {"newEvent"}  # functions that add the type of an event to the map they get


@dataclass
class Literal:
    """A composite literal with string keys, such as `gin.H{"error": …}`."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)  # each with its line
    type: str | None = None  # the value of its key "type", or the type of the event that it is sent as
    is_event: bool = False


def literals(body: list[Token]) -> Iterator[Literal]:
    """Yield the literals of a function's body with their own keys, without those of nested literals."""
    stack: list[Literal] = []
    in_case: list[int] = []
    for at, token in enumerate(body):
        if token.text == "{":
            event = _event(body, at)
            stack.append(Literal(token.line, type=event, is_event=event is not None))
        elif token.text == "}" and stack:
            if (literal := stack.pop()).keys:
                yield literal
        elif token.text == "case":
            in_case.append(len(stack))
        elif token.text == ":" and in_case and in_case[-1] == len(stack):
            in_case.pop()
        elif token.kind == "string" and stack and _text(body, at + 1) == ":" and _text(body, at - 1) in ("{", ",", ";"):
            if in_case and in_case[-1] == len(stack):
                continue
            stack[-1].keys.setdefault(token.value, token.line)
            if token.value == "type" and at + 2 < len(body) and body[at + 2].kind == "string":
                stack[-1].type = body[at + 2].value


def accesses(body: list[Token]) -> Iterator[Token]:
    """Yield the string literals by which a function reads or sets a field: `value["type"]`, `c.PostForm("model")`."""
    for at, token in enumerate(body):
        if token.kind != "string":
            continue
        is_index = _text(body, at - 1) == "[" and _text(body, at + 1) == "]"
        if is_index or (_text(body, at - 1) == "(" and _text(body, at - 2) in _READERS):
            yield token


def _event(body: list[Token], at: int) -> str | None:
    """Return the type of the event for which the literal at an index is made, or None."""
    start = at - 1
    while start >= 0 and body[start].text not in ("(", ","):
        start -= 1
    if start >= 3 and body[start - 1].kind == "string" and body[start - 2].text == "(":
        return body[start - 1].value if body[start - 3].text in _SENDERS else None
    return None


def _text(body: list[Token], at: int) -> str:
    return body[at].text if 0 <= at < len(body) else ""
