"""Make the synchronous client, and the functions of the module, from the asynchronous client.

Both are plain source: the transformation works on the text, so that examples in docstrings follow, too.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYNC = (
    (r"\n *# <only async>.*?# </only async>", ""),
    (r"\basync (def|with|for) ", r"\1 "),
    (r"\bawait ", ""),
    (r"\b__aenter__\b", "__enter__"),
    (r"\b__aexit__\b", "__exit__"),
    (r"\basync_io\b", "sync_io"),
    (r"\bAsync(Client|Stream|Transport)\b", r"\1"),
    (r"NoReturn, ", ""),
    (r"An asynchronous client of one Ollama server, for asyncio and trio", "A client of one Ollama server"),
    (r"The asynchronous client: every verb, awaited\.", "The synchronous client: every verb."),
    (r" `scripts/regenerate` makes `sync_client.py` from this file\.", ""),
)

_FUNCTIONS_HEAD = '''"""The verbs as functions, on a client that the first call creates."""

# Annotations are evaluated so that `help()`, `inspect.signature` and `typing.get_type_hints` show real types.

'''


def sync_client(source: str) -> str:
    """Return the source of the synchronous client."""
    for pattern, replacement in _SYNC:
        source = re.sub(pattern, replacement, source, flags=re.DOTALL)
    return source


def functions(source: str) -> str:
    """Return the source of the module's functions; `source` is that of the synchronous client."""
    lines = source.splitlines(keepends=True)
    tree = ast.parse(source)
    [client] = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    head = "".join(_text(lines, node) for node in imports)
    head = re.sub(r"from \.(\w)", r"from .clients.\1", head).replace("from ..", "from .")
    added = "from .clients.default import default_client\n"
    verbs = [node for node in client.body if isinstance(node, ast.FunctionDef) and _is_verb(node)]
    return _FUNCTIONS_HEAD + head + added + "".join(_function(lines, node) for node in verbs)


def _is_verb(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and node.name not in {"abort", "close"}


def _function(lines: list[str], node: ast.FunctionDef) -> str:
    is_overload = any(isinstance(item, ast.Name) and item.id == "overload" for item in node.decorator_list)
    first = min([node.lineno, *(item.lineno for item in node.decorator_list)]) - 1
    last = node.end_lineno if is_overload else node.body[0].end_lineno  # the docstring
    text = "".join(line.removeprefix("    ") for line in lines[first:last])
    text = re.sub(r"\(\s*self,\s*", "(", text, count=1)
    text = text.replace("client.", "").replace("(await ", "(")
    if is_overload:
        return f"\n\n{text}"
    return f"\n\n{text}    return default_client().{node.name}({', '.join(_arguments(node.args))})\n"


def _arguments(arguments: ast.arguments) -> Iterator[str]:
    for argument in arguments.args[1:]:
        yield argument.arg
    for argument in arguments.kwonlyargs:
        yield f"{argument.arg}={argument.arg}"
    if arguments.kwarg:
        yield f"**{arguments.kwarg.arg}"


def _text(lines: list[str], node: ast.stmt) -> str:
    return "".join(lines[node.lineno - 1 : node.end_lineno])
