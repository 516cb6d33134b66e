"""Whether the fields of a request are of the types that the API knows, told before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError

if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[object], bool]

M = TypeVar("M", bound=ApiModel)

_SHOWN = 80  # characters of a wrong value
_WORDS = {"str": "a text", "bool": "True or False", "int": "a whole number", "float": "a number"}


def check_types(model: M, where: str = "") -> M:
    """Give back a model whose fields are of their types; what fields a model inside has is not looked at.

    Raises:
        RequestError: one is of another type; the error names it, and what it may be.
    """
    kinds = type(model).__annotations__
    for name in model.__attributes__.values():
        value = getattr(model, name)
        if value is not None and not _check(kinds[name])(value):
            raise RequestError(f"{where}{name} must be {_described(kinds[name])}, not {shown(value)}")
    return model


def shown(value: object) -> str:
    """Show a value in an error, whatever its length."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@cache
def _check(kind: str) -> Check:
    """Make the check of a type, as the generated models' annotations spell it."""
    checks = [_check_one(alternative) for alternative in _alternatives(kind)]
    return lambda value: any(check(value) for check in checks)


def _check_one(kind: str) -> Check:
    name, _, inside = kind.removesuffix("]").partition("[")
    if name == "Any":
        return lambda _: True
    if name == "None":
        return lambda value: value is None
    if name == "bool":
        return lambda value: isinstance(value, bool)
    if name == "str":
        return lambda value: isinstance(value, str)
    if name in ("int", "float"):
        numbers = (int,) if name == "int" else (int, float)
        return lambda value: isinstance(value, numbers) and not isinstance(value, bool)
    if name == "list":
        item = _check(inside)
        return lambda value: _is_list(value) and all(map(item, cast("Sequence[object]", value)))
    if name == "dict":
        item = _check(inside.partition(", ")[2])
        return lambda value: isinstance(value, Mapping) and all(map(item, cast("Mapping[Any, object]", value).values()))
    return lambda value: isinstance(value, (ApiModel, Mapping))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def _alternatives(kind: str) -> list[str]:
    return re.split(r" \| (?![^\[]*\])", kind)


def _described(kind: str) -> str:
    """Say a type in words.

    >>> _described("str | list[str] | None")
    'a text or a list of texts'
    """
    words = [_described_one(alternative) for alternative in _alternatives(kind) if alternative != "None"]
    return " or ".join(words)


def _described_one(kind: str) -> str:
    name, _, inside = kind.removesuffix("]").partition("[")
    if name == "list":
        items = {"str": "texts", "int": "whole numbers", "float": "numbers"}
        return f"a list of {items.get(inside, f'{inside}s or dicts')}"
    if name == "dict":
        return "a dict"
    return _WORDS.get(name, f"a dict or {name}")
