"""Go's text/template, the part of it that model templates use.

A template is parsed, rendered, and asked what it knows of tools and thoughts.
"""

from __future__ import annotations

import contextlib
import operator
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ...http.json import encode, is_array, is_object, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class TemplateError(ValueError):
    """The template is wrong; the text is what Go says about it."""


class Shown(dict[str, Any]):
    """A dict that a template prints as JSON."""


class ShownList(list[Any]):
    """A list that a template prints as JSON."""


class NoList(ShownList):
    """A list that is not there, which JSON calls null."""


class Struct(dict[str, Any]):
    """A dict that a template prints as Go prints a struct: its values in braces."""


@dataclass
class Text:
    text: str


@dataclass
class Pipe:
    """Commands joined by `|`; the value of one is the last argument of the next."""

    commands: list[list[Any]]
    variables: list[str] = field(default_factory=list[str])
    declares: bool = True


@dataclass
class Action:
    pipe: Pipe


@dataclass
class Branch:
    """An if, a range or a with."""

    word: str
    pipe: Pipe
    body: list[Node]
    other: list[Node]


@dataclass
class Jump:
    word: str


Node = Text | Action | Branch | Jump


@dataclass(frozen=True)
class Field:
    """`.A.B`, or `$x.A.B` where `variable` is given, or `(…).A.B` where `of` is."""

    path: tuple[str, ...]
    variable: str | None = None
    of: Pipe | None = None


@dataclass(frozen=True)
class Call:
    name: str


@dataclass(frozen=True)
class Literal:
    value: Any


_ACTION = re.compile(r"\{\{(- )?(.*?)( -)?\}\}", re.DOTALL)
_COMMENT = re.compile(r"\s*/\*.*?\*/\s*", re.DOTALL)
_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:\\.|[^"\\\n])*"|`[^`]*`)|(?P<number>-?\d+(?:\.\d+)?)|(?P<variable>\$\w*(?:\.\w+)*)"""
    r"""|(?P<field>\.\w+(?:\.\w+)*)|(?P<dot>\.)|(?P<word>\w+)|(?P<mark>:=|[=,|()])|(?P<wrong>\S))"""
)


class Template:
    """A parsed template.

    Raises:
        TemplateError: it is none.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes = _Parser(source).parse()
        self.variables = {name.lower() for item in _fields(self.nodes) for name in item.path}
        if not self.variables & {"messages", "response"}:
            self.nodes.append(Action(Pipe([[Field(("Response",))]])))

    def render(self, values: Mapping[str, Any]) -> str:
        out: list[str] = []
        _Renderer(values, out).nodes(self.nodes, values)
        return "".join(out)

    def render_until_response(self, values: Mapping[str, Any]) -> str:
        """Render what comes before the model's own words."""
        out: list[str] = []
        renderer = _Renderer(values, out)
        renderer.stops_at_response = True
        with contextlib.suppress(_Stop):
            renderer.nodes(self.nodes, values)
        return "".join(out)

    @property
    def tool_tag(self) -> str:
        """What a tool call begins with in the model's own words."""
        for branch in _branches(self.nodes):
            if branch.word == "if" and any("ToolCalls" in f.path for f in _pipe_fields(branch.pipe)):
                text = next((n.text for n in _walk(branch.body) if isinstance(n, Text)), "")
                return text.partition("{")[0].strip() or "{"
        return "{"

    @property
    def thought_tags(self) -> tuple[str, str] | None:
        """What a thought begins and ends with in the model's own words, if the template has thoughts."""
        for branch in _branches(self.nodes):
            if branch.word == "range" and any("Messages" in f.path for f in _pipe_fields(branch.pipe)):
                for nodes in _lists(branch.body):
                    if any(
                        isinstance(n, Action) and any(f.path[:1] == ("Thinking",) for f in _pipe_fields(n.pipe))
                        for n in nodes
                    ):
                        first, last = nodes[0], nodes[-1]
                        if isinstance(first, Text) and isinstance(last, Text):
                            return first.text.strip(), last.text.strip()
        return None


def _walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Branch):
            yield from _walk(node.body)
            yield from _walk(node.other)


def _branches(nodes: list[Node]) -> Iterator[Branch]:
    return (node for node in _walk(nodes) if isinstance(node, Branch))


def _lists(nodes: list[Node]) -> Iterator[list[Node]]:
    yield nodes
    for branch in _branches(nodes):
        yield branch.body
        yield branch.other


def _pipe_fields(pipe: Pipe) -> Iterator[Field]:
    for command in pipe.commands:
        for item in command:
            if isinstance(item, Field):
                yield item
                if item.of:
                    yield from _pipe_fields(item.of)
            elif isinstance(item, Pipe):
                yield from _pipe_fields(item)


def _fields(nodes: list[Node]) -> Iterator[Field]:
    for node in _walk(nodes):
        if isinstance(node, (Action, Branch)):
            yield from _pipe_fields(node.pipe)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts = list(self._split())
        self.at = 0

    def _split(self) -> Iterator[tuple[str, str, int]]:
        """The template as (text or action, its content, its line)."""
        end, trim = 0, False
        for found in _ACTION.finditer(self.source):
            text = self.source[end : found.start()]
            text = text.lstrip() if trim else text
            yield "text", text.rstrip() if found[1] else text, 0
            trim, end = bool(found[3]), found.end()
            if not _COMMENT.fullmatch(found[2]):
                yield "action", found[2].strip(), self._line(found.start())
        rest = self.source[end:]
        if "{{" in rest:
            raise TemplateError(f"template: :{self._line(len(self.source))}: unclosed action")
        yield "text", rest.lstrip() if trim else rest, 0

    def _line(self, position: int) -> int:
        return self.source.count("\n", 0, position) + 1

    def parse(self) -> list[Node]:
        nodes, end = self._list()
        if end:
            raise TemplateError(f"template: :{self.parts[self.at - 1][2]}: unexpected {{{{{end.split()[0]}}}}}")
        return nodes

    def _list(self) -> tuple[list[Node], str]:
        nodes: list[Node] = []
        while self.at < len(self.parts):
            kind, content, line = self.parts[self.at]
            self.at += 1
            if kind == "text":
                if content:
                    nodes.append(Text(content))
                continue
            word = content.split(None, 1)[0] if content else ""
            if word in ("end", "else"):
                return nodes, content
            if word in ("if", "range", "with"):
                nodes.append(self._branch(word, content[len(word) :], line))
            elif word in ("break", "continue"):
                nodes.append(Jump(word))
            else:
                nodes.append(Action(_pipe(content, line, "command")))
        return nodes, ""

    def _branch(self, word: str, condition: str, line: int) -> Branch:
        pipe = _pipe(condition, line, word)
        body, end = self._list()
        other: list[Node] = []
        if end.startswith("else"):
            rest = end[4:].strip()
            if rest:
                inner, _, condition = rest.partition(" ")
                if inner != word:
                    raise TemplateError(f"template: :{self.parts[self.at - 1][2]}: unexpected <{inner}> in input")
                other = [self._branch(inner, condition, line)]
                return Branch(word, pipe, body, other)
            other, end = self._list()
        if end != "end":
            raise TemplateError(f"template: :{self._line(len(self.source))}: unexpected EOF")
        return Branch(word, pipe, body, other)


def _pipe(content: str, line: int, where: str) -> Pipe:
    tokens = [_Token(found) for found in _TOKEN.finditer(content)]
    variables, declares = list[str](), True
    marks = [token.text for token in tokens]
    for sign in (":=", "="):
        if sign in marks:
            cut = marks.index(sign)
            variables = [token.text for token in tokens[:cut] if token.kind == "variable"]
            declares = sign == ":="
            tokens = tokens[cut + 1 :]
            break
    if not tokens:
        raise TemplateError(f"template: :{line}: missing value for {where}")
    pipe = _commands(iter(tokens), line)
    pipe.variables, pipe.declares = variables, declares
    return pipe


class _Token:
    """A word of an action. A glued one has no space before it."""

    def __init__(self, found: re.Match[str]) -> None:
        self.kind = found.lastgroup or ""
        self.text: str = found[self.kind]
        self.glued = found.start() == found.start(self.kind)


def _commands(tokens: Iterator[_Token], line: int) -> Pipe:
    commands: list[list[Any]] = [[]]
    for token in tokens:
        command = commands[-1]
        if token.kind == "mark" and token.text == "(":
            command.append(_commands(tokens, line))
        elif token.kind == "mark" and token.text == ")":
            break
        elif token.kind == "mark" and token.text == "|":
            commands.append([])
        elif token.text == '"':
            raise TemplateError(f"template: :{line}: unterminated quoted string")
        elif token.kind in ("wrong", "mark"):
            raise TemplateError(f"template: :{line}: unexpected {quote(token.text)} in operand")
        elif token.kind == "field" and token.glued and command and isinstance(command[-1], Pipe):
            command[-1] = Field(tuple(token.text[1:].split(".")), of=command[-1])
        else:
            command.append(_operand(token.kind, token.text, line))
    return Pipe(commands)


def _operand(kind: str, text: str, line: int) -> Any:
    if kind == "string":
        return Literal(text[1:-1] if text[0] == "`" else text[1:-1].encode().decode("unicode_escape"))
    if kind == "number":
        return Literal(float(text) if "." in text else int(text))
    if kind == "variable":
        name, *path = text.split(".")
        return Field(tuple(path), name)
    if kind == "field":
        return Field(tuple(text[1:].split(".")))
    if kind == "dot":
        return Field(())
    if text in ("true", "false", "nil"):
        return Literal({"true": True, "false": False, "nil": None}[text])
    if text not in _FUNCTIONS:
        raise TemplateError(f"template: :{line}: function {quote(text)} not defined")
    return Call(text)


class _Stop(Exception):
    pass


class _LoopJump(Exception):
    def __init__(self, word: str) -> None:
        self.word = word


class _Renderer:
    def __init__(self, root: Any, out: list[str]) -> None:
        self.variables: dict[str, Any] = {"$": root}
        self.out = out
        self.stops_at_response = False

    def nodes(self, nodes: Sequence[Node], dot: Any) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self.out.append(node.text)
            elif isinstance(node, Jump):
                raise _LoopJump(node.word)
            elif isinstance(node, Branch):
                self._branch(node, dot)
            else:
                value = self._pipe(node.pipe, dot)
                if not node.pipe.variables:
                    self.out.append("<no value>" if value is None else show(value))
                if self.stops_at_response and any("Response" in f.path for f in _pipe_fields(node.pipe)):
                    raise _Stop

    def _branch(self, branch: Branch, dot: Any) -> None:
        value = self._pipe(branch.pipe, dot)
        if branch.word == "range" and value:
            for key, item in sorted(value.items()) if is_object(value) else enumerate(value):
                names = branch.pipe.variables
                self.variables.update(zip(names, (key, item) if len(names) > 1 else (item,), strict=False))
                try:
                    self.nodes(branch.body, item)
                except _LoopJump as jump:
                    if jump.word == "break":
                        break
        elif value:
            self.nodes(branch.body, value if branch.word == "with" else dot)
        else:
            self.nodes(branch.other, dot)

    def _pipe(self, pipe: Pipe, dot: Any) -> Any:
        value: Any = None
        for number, command in enumerate(pipe.commands):
            arguments = [self._value(item, dot) for item in command if not isinstance(item, Call)]
            if number:
                arguments.append(value)
            head = command[0] if command else None
            value = _FUNCTIONS[head.name](*arguments) if isinstance(head, Call) else arguments[0]
        for name in pipe.variables:
            self.variables[name] = value
        return value

    def _value(self, item: Any, dot: Any) -> Any:
        if isinstance(item, Literal):
            return item.value
        if isinstance(item, Pipe):
            return self._pipe(item, dot)
        value = self.variables.get(item.variable) if item.variable is not None else dot
        if item.of is not None:
            value = self._pipe(item.of, dot)
        for name in item.path:
            value = value.get(name) if is_object(value) else None
        return value


def show(value: Any) -> str:
    """A value as Go prints it."""
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, NoList):
        return "null"
    if isinstance(value, (Shown, ShownList)):
        return encode(value).decode()
    if isinstance(value, Struct):
        return "{" + " ".join(map(show, value.values())) + "}"
    if is_object(value):
        return "map[" + " ".join(f"{key}:{show(item)}" for key, item in sorted(value.items())) + "]"
    if is_array(value):
        return "[" + " ".join(map(show, value)) + "]"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _print(layout: str, *values: Any) -> str:
    rest = list(values)
    return re.sub(r"%[a-z]", lambda found: quote(str(rest.pop(0))) if found[0] == "%q" else show(rest.pop(0)), layout)


def _index(value: Any, *keys: Any) -> Any:
    for key in keys:
        value = value.get(key) if is_object(value) else value[key]
    return value


def _day(before: int) -> Callable[..., str]:
    def day(*_: Any) -> str:
        return (datetime.now(UTC) - timedelta(days=before)).strftime("%Y-%m-%d")

    return day


def _and(*values: Any) -> Any:
    return next((value for value in values if not value), values[-1])


def _or(*values: Any) -> Any:
    return next((value for value in values if value), values[-1])


def _equal(value: Any, *others: Any) -> bool:
    return value in others


def _slice(value: Any, start: int = 0, stop: int | None = None) -> Any:
    return value[start:stop]


def _joined(*values: Any) -> str:
    return "".join(map(show, values))


def _json(value: Any) -> str:
    return encode(value).decode()


def _any(_value: Any) -> str:
    return "any"


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "and": _and,
    "or": _or,
    "not": operator.not_,
    "eq": _equal,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "len": len,
    "index": _index,
    "slice": _slice,
    "print": _joined,
    "printf": _print,
    "json": _json,
    "currentDate": _day(0),
    "yesterdayDate": _day(1),
    "toTypeScriptType": _any,
}
