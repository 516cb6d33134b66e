"""Prompts: a quick syntax check of their templates, and their text without one. A token of a prompt is a word here."""

import re
from typing import Any

from ..http.json import encode

_ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_FIELD = re.compile(r"\.([A-Za-z]\w*)")
_BLOCKS = {"if", "range", "with", "block", "define"}
_WORDS = {
    *("break", "continue", "template", "true", "false", "nil", "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge"),
    *("len", "index", "slice", "print", "printf", "println", "html", "js", "urlquery", "call", "json"),
    *("currentDate", "yesterdayDate", "toTypeScriptType"),
}


class TemplateError(ValueError):
    """A template whose blocks or actions do not end, or with an unknown function."""


def check(source: str) -> None:
    """Raise TemplateError for actions and blocks that do not end, and for an unknown function."""
    end = depth = 0
    for action in _ACTION.finditer(source):
        line = source.count("\n", 0, action.start()) + 1
        word, end = action[1].partition(" ")[0], action.end()
        if word in ("end", "else") and not depth:
            raise TemplateError(f"template: :{line}: unexpected {{{{{word}}}}}")
        if word.isidentifier() and word not in {"end", "else"} | _BLOCKS | _WORDS:
            raise TemplateError(f'template: :{line}: function "{word}" not defined')
        depth += (word in _BLOCKS) - (word == "end")
    last = source.count("\n") + 1
    if "{{" in source[end:]:
        raise TemplateError(f"template: :{last}: unclosed action")
    if depth:
        raise TemplateError(f"template: :{last}: unexpected EOF")


def fields(source: str) -> set[str]:
    """Return the names of the fields that the actions of a template use, such as "Messages"."""
    return {name for action in _ACTION.findall(source) for name in _FIELD.findall(action)}


def conversation(messages: list[dict[str, Any]], tools: list[Any] | None = None) -> str:
    """Return the text of a conversation, and of the tools that the model may call."""
    parts = [encode(tool).decode() for tool in tools or list[Any]()]
    for message in messages:
        calls = [encode(call["function"]).decode() for call in message["tool_calls"] or list[Any]()]
        parts.append(" ".join(filter(None, (message["role"], message["thinking"], message["content"], *calls))))
    return "\n".join(parts)


def count_tokens(prompt: str) -> int:
    """Return how many tokens a prompt has."""
    return len(prompt.split())
