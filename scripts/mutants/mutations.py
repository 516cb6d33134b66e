"""The mutations of a module: small changes that a test should notice."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "//"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
_METHODS = {
    "lower": "upper",
    "upper": "lower",
    "startswith": "endswith",
    "endswith": "startswith",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "partition": "rpartition",
    "rpartition": "partition",
    "split": "rsplit",
    "rsplit": "split",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "find": "rfind",
    "append": "extend",
}
_UNWRAPPED = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "copy", "removeprefix", "removesuffix"}
)
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_MESSAGES = frozenset({"warning", "info", "debug", "error", "exception", "warn", "TypeVar", "getLogger", "print"})


@dataclass(frozen=True)
class Mutation:
    """One change of a module, from `before` to `after`, at the byte offsets `start` to `end`."""

    path: str
    line: int
    function: str
    """The qualified name of the function, or an empty string for code that runs on import."""
    start: int
    end: int
    before: str
    after: str
    kind: str
    context: str
    """The whole line, for a reader."""

    @property
    def key(self) -> str:
        """A name that stays the same while lines move."""
        change = f"`{_one_line(self.before)[:120]}` -> `{_one_line(self.after)[:120]}`"
        return f"{self.path}::{self.function}: {self.kind}: {change} in `{_one_line(self.context)}`"

    def apply(self, source: bytes) -> bytes:
        """Return the mutated source."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def mutations(root: Path, path: str) -> list[Mutation]:
    """Return all mutations of a module, each text once; not all of them compile."""
    found: dict[tuple[int, int, str], Mutation] = {}
    for mutation in _Visitor(path, (root / path).read_bytes()).visit_module():
        found.setdefault((mutation.start, mutation.end, mutation.after), mutation)
    return [mutation for mutation in found.values() if mutation.before != mutation.after]


def compiles(root: Path, mutation: Mutation) -> bool:
    """Whether a mutant is valid Python."""
    try:
        compile(mutation.apply((root / mutation.path).read_bytes()), mutation.path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Visitor:
    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.lines = source.decode().splitlines()
        self.scopes: list[str] = []
        self.function = ""

    def visit_module(self) -> Iterator[Mutation]:
        for statement in ast.parse(self.source).body:
            yield from self.statement(statement)

    # Positions

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self.offset(node.lineno, node.col_offset), self.offset(end_line, end_column)

    def text(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode()

    def change(self, kind: str, start: int, end: int, after: str) -> Mutation:
        line = self.source.count(b"\n", 0, start) + 1
        before = self.source[start:end].decode()
        return Mutation(
            self.path, line, self.function, start, end, before, after, kind, f"{self.lines[line - 1].strip()}"
        )

    def replace(self, kind: str, node: ast.expr | ast.stmt | ast.keyword, after: str) -> Mutation:
        return self.change(kind, *self.span(node), after)

    # Statements

    def statement(self, node: ast.stmt) -> Iterator[Mutation]:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from self.definition(node)
            case ast.ClassDef():
                self.scopes.append(node.name)
                for statement in node.body:
                    yield from self.statement(statement)
                self.scopes.pop()
            case ast.If():
                if "TYPE_CHECKING" in self.text(node.test):
                    return
                yield self.replace("condition", node.test, "True")
                yield self.replace("condition", node.test, "False")
                yield from self.expression(node.test)
                yield from self.block(node.body, node.orelse)
            case ast.While():
                yield self.replace("condition", node.test, "False")
                yield from self.expression(node.test)
                yield from self.block(node.body, node.orelse)
            case ast.For() | ast.AsyncFor():
                yield self.replace("loop", node.iter, "()") if isinstance(node, ast.For) else self.drop(node)
                yield from self.expression(node.iter)
                yield from self.block(node.body, node.orelse)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    yield from self.expression(item.context_expr)
                yield from self.block(node.body)
            case ast.Try():
                yield from self.block(node.body, node.orelse, node.finalbody)
                for handler in node.handlers:
                    yield from self.handler(handler)
            case ast.Match():
                yield from self.expression(node.subject)
                for case in node.cases:
                    if case.guard is not None:
                        yield self.replace("condition", case.guard, "True")
                        yield self.replace("condition", case.guard, "False")
                        yield from self.expression(case.guard)
                    yield from self.block(case.body)
            case ast.Return():
                if node.value is not None:
                    if not (isinstance(node.value, ast.Constant) and node.value.value is None):
                        yield self.replace("return", node, "return None")
                    yield from self.expression(node.value)
                elif self.function:
                    yield self.drop(node)
            case ast.Raise():
                yield self.drop(node)
                if isinstance(node.exc, ast.Call):  # a message is not mutated
                    for argument in (*node.exc.args[1:], *(keyword.value for keyword in node.exc.keywords)):
                        yield from self.expression(argument)
                    yield from self.keywords(node.exc)
            case ast.Continue():
                yield self.replace("loop", node, "break")
            case ast.Break():
                yield self.replace("loop", node, "continue")
            case ast.Expr():
                if isinstance(node.value, ast.Constant):
                    return
                yield self.drop(node)
                yield from self.expression(node.value)
            case ast.Assign():
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                if {"__all__", "__slots__", "__match_args__"} & {*names}:
                    return
                if not names and self.function:
                    yield self.drop(node)
                yield from self.expression(node.value)
            case ast.AugAssign():
                yield self.drop(node)
                if type(node.op) in _ARITHMETIC:
                    old, new = _ARITHMETIC[type(node.op)]
                    yield from self.between("operator", node.target, node.value, f"{old}=", f"{new}=")
                yield from self.expression(node.value)
            case ast.AnnAssign():
                if node.value is not None and "TypeAlias" not in self.text(node.annotation):
                    if self.function and not isinstance(node.target, ast.Name):
                        yield self.drop(node)
                    yield from self.expression(node.value)
            case ast.Delete():
                yield self.drop(node)
            case _:
                return

    def definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Mutation]:
        if any(self.text(decorator).endswith(("overload", "abstractmethod")) for decorator in node.decorator_list):
            return
        outer, scopes = self.function, self.scopes
        self.scopes = [*scopes, node.name]
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.function = ".".join(self.scopes)
                yield from self.expression(default)
        self.function = ".".join(self.scopes)
        self.scopes = [*self.scopes, "<locals>"]
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        if not (len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)):
            yield from self.block(body)
        self.function, self.scopes = outer, scopes

    def block(self, *blocks: list[ast.stmt]) -> Iterator[Mutation]:
        for block in blocks:
            for statement in block:
                yield from self.statement(statement)

    def handler(self, handler: ast.ExceptHandler) -> Iterator[Mutation]:
        if isinstance(handler.type, ast.Tuple):
            yield from self.elements("except", handler.type, handler.type.elts)
        start, end = self.span(handler.body[0])[0], self.span(handler.body[-1])[1]
        yield self.change("swallow", start, end, "pass")
        yield self.change("swallow", start, end, "raise")
        yield from self.block(handler.body)

    def drop(self, node: ast.stmt) -> Mutation:
        return self.replace("drop", node, "pass")

    # Expressions

    def expression(self, node: ast.expr) -> Iterator[Mutation]:
        match node:
            case ast.Constant():
                yield from self.constant(node)
                return
            case ast.JoinedStr():  # before 3.12 the positions within one are wrong
                return
            case ast.Compare():
                operands = [node.left, *node.comparators]
                for operator, left, right in zip(node.ops, operands, operands[1:], strict=False):
                    for other in _COMPARISONS[type(operator)]:
                        yield self.change("comparison", self.span(left)[1], self.span(right)[0], f" {other} ")
            case ast.BoolOp():
                for index in range(len(node.values)):
                    kept = [self.text_in_brackets(value) for number, value in enumerate(node.values) if number != index]
                    joined = (" and " if isinstance(node.op, ast.And) else " or ").join(kept)
                    yield self.replace("operand", node, f"({joined})")
                if len(node.values) == 2 and isinstance(node.op, ast.Or) and not any(map(_is_condition, node.values)):
                    first, second = (self.text_in_brackets(value) for value in node.values)
                    yield self.replace("precedence", node, f"({second} or {first})")
            case ast.BinOp():
                if type(node.op) in _ARITHMETIC and not isinstance(node.left, ast.Constant | ast.JoinedStr):
                    old, new = _ARITHMETIC[type(node.op)]
                    yield from self.between("operator", node.left, node.right, old, new)
                if isinstance(node.op, ast.Add | ast.BitOr | ast.BitAnd | ast.Sub):
                    yield self.replace("operand", node, f"({self.text(node.left)})")
            case ast.UnaryOp():
                if isinstance(node.op, ast.Not):
                    yield self.replace("not", node, f"({self.text(node.operand)})")
            case ast.IfExp():
                yield self.replace("condition", node, f"({self.text(node.body)})")
                yield self.replace("condition", node, f"({self.text(node.orelse)})")
            case ast.Dict():
                yield from self.dictionary(node)
            case ast.Tuple() | ast.List() | ast.Set():
                yield from self.elements("element", node, node.elts)
            case ast.Subscript():
                yield from self.expression(node.value)
                if isinstance(node.slice, ast.Slice | ast.Constant | ast.UnaryOp | ast.BinOp | ast.Name | ast.Call):
                    yield from self.slice(node.slice)
                return
            case ast.Call():
                yield from self.call(node)
                return
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                for generator in node.generators:
                    for condition in generator.ifs:
                        yield self.replace("condition", condition, "True")
                        yield from self.expression(condition)
            case _:
                pass
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from self.expression(child)
            elif isinstance(child, ast.comprehension):
                yield from self.expression(child.iter)

    def slice(self, node: ast.expr) -> Iterator[Mutation]:
        if not isinstance(node, ast.Slice):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                yield from self.expression(node)
            return
        for bound in (node.lower, node.upper):
            if bound is not None:
                yield self.replace("bound", bound, f"({self.text(bound)}) + 1")
                yield self.replace("bound", bound, f"({self.text(bound)}) - 1")

    def constant(self, node: ast.Constant) -> Iterator[Mutation]:
        value = node.value
        if value is True or value is False:
            yield self.replace("constant", node, str(not value))
        elif isinstance(value, int | float):
            yield self.replace("constant", node, f"({value} + 1)")
            if value:
                yield self.replace("constant", node, f"({value} - 1)")
        elif isinstance(value, str):
            yield self.replace("constant", node, '"mutated"')
        elif isinstance(value, bytes):
            yield self.replace("constant", node, 'b"mutated"')

    def call(self, node: ast.Call) -> Iterator[Mutation]:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _MESSAGES or name.endswith(("Error", "Warning")) or name == "cast":
            return
        if isinstance(node.func, ast.Attribute):
            end = self.span(node.func)[1]
            if name in _METHODS:
                yield self.change("method", end - len(name), end, _METHODS[name])
            if name in _UNWRAPPED:
                yield self.replace("method", node, f"({self.text(node.func.value)})")
            yield from self.expression(node.func.value)
        elif name in _FUNCTIONS:
            yield self.replace("function", node.func, _FUNCTIONS[name])
        if name == "suppress":
            yield from self.elements("except", node, node.args)
        if len(node.args) == 2 and not any(isinstance(argument, ast.Starred) for argument in node.args):
            first, second = node.args
            if name not in {"isinstance", "issubclass", "hasattr", "getattr", "setattr", "field"} and _alike(
                first, second
            ):
                start, end = self.span(first)[0], self.span(second)[1]
                yield self.change("arguments", start, end, f"{self.text(second)}, {self.text(first)}")
        yield from self.keywords(node)
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            yield from self.expression(argument)

    def keywords(self, node: ast.Call) -> Iterator[Mutation]:
        if len(node.args) + len(node.keywords) > 1:
            yield from self.elements("keyword", node, node.keywords)

    def dictionary(self, node: ast.Dict) -> Iterator[Mutation]:
        entries = [
            f"{self.text(key)}: {self.text(value)}" if key is not None else f"**{self.text_in_brackets(value)}"
            for key, value in zip(node.keys, node.values, strict=True)
        ]
        for index in range(len(entries)):
            yield self.replace("entry", node, "{" + ", ".join(entries[:index] + entries[index + 1 :]) + "}")
        if None in node.keys and len(entries) > 1:
            yield self.replace("precedence", node, "{" + ", ".join(reversed(entries)) + "}")

    def elements(self, kind: str, whole: ast.expr, elements: list[ast.expr] | list[ast.keyword]) -> Iterator[Mutation]:
        """Drop each of the comma-separated elements."""
        whole_end = self.span(whole)[1]
        for element in elements:
            start, end = self.span(element)
            rest = self.source[end:whole_end]
            comma = len(rest) - len(rest.lstrip()) + 1 if rest.lstrip().startswith(b",") else 0
            yield self.change(kind, start, end + comma, "")

    def between(self, kind: str, left: ast.expr, right: ast.expr, old: str, new: str) -> Iterator[Mutation]:
        start, end = self.span(left)[1], self.span(right)[0]
        text = self.source[start:end].decode()
        if text.count(old) == 1:
            yield self.change(kind, start, end, text.replace(old, new))

    def text_in_brackets(self, node: ast.expr) -> str:
        return f"({self.text(node)})" if not isinstance(node, ast.Name | ast.Call | ast.Attribute) else self.text(node)


def _is_condition(node: ast.expr) -> bool:
    """Whether the order of two such operands makes no difference."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "").startswith(("is", "has", "_is", "any", "all"))
    return isinstance(node, ast.Compare | ast.UnaryOp | ast.BoolOp) or (
        isinstance(node, ast.Attribute) and node.attr.startswith(("is_", "has_"))
    )


def _alike(first: ast.expr, second: ast.expr) -> bool:
    return not isinstance(first, ast.Constant | ast.JoinedStr) and not isinstance(second, ast.Constant | ast.JoinedStr)
