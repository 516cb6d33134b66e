"""Document keyword parameters in the docstrings of verbs, from the docstrings of the TypedDicts that declare them.

An editor shows the docstring in the source and does not follow `**params: Unpack[ChatParams]` to the text there.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH = 120


def keyword_docs(*sources: str) -> dict[str, dict[str, str]]:
    """Return the docstring of each key of each TypedDict; a class in a later source extends its namesake."""
    docs: dict[str, dict[str, str]] = {}
    for source in sources:
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.ClassDef):
                docs.setdefault(statement.name, {}).update(_key_docs(statement))
    return docs


def _key_docs(class_: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for key, text in zip(class_.body, class_.body[1:], strict=False):
        match key, text:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(doc))):
                yield name, " ".join(inspect.cleandoc(doc).split())


def fill(source: str, docs: Mapping[str, Mapping[str, str]]) -> str:
    """Bring the Args sections of functions with `**params: Unpack[…]` up to date; functions without one stay as is.

    The entries of the keyword parameters follow those of the other parameters.
    """
    lines = source.splitlines()
    for first, last, keywords in sorted(_docstrings(source), reverse=True):  # from the end, so that lines keep numbers
        if keywords in docs:
            lines[first - 1 : last] = _fill_section(lines[first - 1 : last], docs[keywords])
    return "\n".join(lines) + "\n"


def _docstrings(source: str) -> Iterator[tuple[int, int, str]]:
    """Find the docstrings of functions with `**params: Unpack[…]`: first line, last line, name of the TypedDict."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(function):
            match function.args.kwarg:
                case ast.arg(annotation=ast.Subscript(value=ast.Name("Unpack"), slice=ast.Name(keywords))):
                    docstring = function.body[0]
                    yield docstring.lineno, docstring.end_lineno or docstring.lineno, keywords


def _fill_section(lines: list[str], docs: Mapping[str, str]) -> list[str]:
    """Replace the entries of keyword parameters in the Args section of a docstring."""
    start = next((number for number, line in enumerate(lines, 1) if line.strip() == "Args:"), None)
    if start is None:
        return lines
    margin = _indent(lines[start - 1])
    end = next(number for number in range(start, len(lines)) if _indent(lines[number]) <= margin)
    entries: list[list[str]] = []
    for line in lines[start:end]:
        if _indent(line) == margin + 4:
            entries.append([])
        entries[-1].append(line)
    kept = [entry for entry in entries if entry[0].strip().partition(":")[0] not in docs]
    written = [_entry(name, text, margin + 4) for name, text in docs.items()]
    return [*lines[:start], *(line for entry in kept + written for line in entry), *lines[end:]]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _entry(name: str, text: str, margin: int) -> list[str]:
    wrapper = textwrap.TextWrapper(WIDTH, " " * margin, " " * (margin + 4), break_long_words=False)
    wrapper.break_on_hyphens = False
    return wrapper.wrap(f"{name}: {text}")
