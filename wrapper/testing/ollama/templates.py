"""Templates of prompts: a quick syntax check, and the fields that a template uses. Nothing is rendered."""

import re

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
