"""Type checks of a request's fields, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ollama_rest.conversion import is_mapping, is_sequence
from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from ollama_rest.model import FieldTypes

M = TypeVar("M", bound=ApiModel)

_CLASSES: dict[str, Any] = {"Any": object, "None": type(None), "str": str, "int": int, "float": (int, float)}
_NAMES = {"str": "a string", "int": "an integer", "float": "a number", "bool": "True or False", "dict": "a dict"}
_PLURALS = {"str": "strings", "int": "integers", "float": "numbers", "dict": "dicts", "Any": "any values"}


def check_types(model: M, where: str = "") -> M:
    """Return the model if each of its fields has a type that the API accepts; fields of nested models are not checked.

    Raises:
        RequestError: a field has another type. The message names the field, the accepted types and the value.
    """
    for name, types in type(model).__field_types__.items():
        value = getattr(model, name)
        if value is not None and not _matches(value, types):
            raise RequestError(f"{where}{name} must be {_describe(types)}, not {short_repr(value)}")
    return model


def _matches(value: object, types: FieldTypes) -> bool:
    for one in types:  # noqa: SIM110 - any() takes twice as long, and an embed request may have thousands of items
        if _matches_one(value, one):
            return True
    return False


def _matches_one(value: object, one: str | FieldTypes) -> bool:
    if isinstance(one, tuple):
        if one[0] == "list":
            return is_sequence(value) and all(_matches(item, one[1:]) for item in value)
        return is_mapping(value) and all(_matches(item, one[1:]) for item in value.values())
    if isinstance(value, bool):  # for Python, a bool is an int
        return one in ("bool", "Any")
    return isinstance(value, _CLASSES.get(one, (ApiModel, Mapping)))


def _describe(types: FieldTypes) -> str:
    """Describe types in words.

    >>> _describe(("str", ("list", "str"), "None"))
    'a string or a list of strings'
    """
    return " or ".join(_describe_one(one) for one in types if one != "None")


def _describe_one(one: str | FieldTypes) -> str:
    if isinstance(one, str):
        return _NAMES.get(one, f"a dict or {one}")
    if one[0] == "dict":
        return "a dict"
    return "a list of " + " or ".join(_PLURALS.get(str(item), f"{item}s or dicts") for item in one[1:])
