"""Checks of a request's fields, before anything is sent: their types, and whether JSON can express them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from ollama_rest.conversion import is_mapping, is_sequence
from ollama_rest.types import ApiModel

from ..errors import OllamaError, RequestError, short_repr, truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from ollama_rest.model import FieldTypes

M = TypeVar("M", bound=ApiModel)
P = ParamSpec("P")

_MAX_DEPTH = 200  # levels of nesting, well below the interpreter's limit of recursion
_MAX_BITS = 1024  # of an integer; a float has as many at most
_EXPRESSIBLE = (str, int, float, list, tuple, ApiModel, Mapping)

_CLASSES: dict[str, Any] = {"Any": object, "None": type(None), "str": str, "int": int, "float": (int, float)}
_NAMES = {"str": "a string", "int": "an integer", "float": "a number", "bool": "True or False", "dict": "a dict"}
_PLURALS = {"str": "strings", "int": "integers", "float": "numbers", "dict": "dicts", "Any": "any values"}


def build_body(body: Callable[P, M], /, *args: P.args, **fields: P.kwargs) -> M:
    """Return the body of a request, its fields checked.

    Raises:
        RequestError: A field has a type that the API does not accept, or JSON cannot express it. The message names the
            place, such as `messages[2].content`.
    """
    for name, value in fields.items():
        if not _is_plain(value):
            check_json(value, name)
    with reading("an argument"):
        return check_types(body(*args, **fields))


@contextmanager
def reading(name: str) -> Generator[None]:
    """Convert what an object of the caller raises while it is read, such as an iterator, to a RequestError."""
    try:
        yield
    except OllamaError:
        raise
    except Exception as error:
        raise _unreadable(name, error) from error


def check_json(value: object, where: str) -> None:
    """Check that JSON can express what is in a value; the type of the value itself is not checked.

    Raises:
        RequestError: It cannot. The message names the place.
    """
    with reading(where):
        if isinstance(value, _EXPRESSIBLE):
            _check_json(value, where, ())


def _check_json(value: Any, where: str, parents: tuple[int, ...]) -> None:
    if value is None or isinstance(value, (str, int, float)):
        _check_scalar(value, where)
        return
    try:
        children = _children(value, where)
        if children is None and hasattr(value, "model_dump") and not isinstance(value, type):
            children = [(where, value.model_dump())]
        if children is None:
            raise RequestError(
                f"{truncate(where, 80)} must be a string, number, bool, None, list or dict, not {short_repr(value)}"
            )
        if id(value) in parents:
            raise RequestError(f"{truncate(where, 80)} contains itself: JSON cannot express that")
        if len(parents) == _MAX_DEPTH:
            raise RequestError(f"{truncate(where, 80)} is nested too deeply: use at most {_MAX_DEPTH} levels")
        for place, child in children:
            _check_json(child, place, (*parents, id(value)))
    except OllamaError:
        raise
    except Exception as error:  # an object of the caller may raise anything while it is read
        raise _unreadable(where, error) from error


def _unreadable(where: str, error: Exception) -> RequestError:
    return RequestError(f"{truncate(where, 80)} cannot be read: {short_repr(error)}")


def _children(value: Any, where: str) -> Iterable[tuple[str, Any]] | None:
    """Return what a list, dict or model contains, with the place of each; None for another value."""
    if isinstance(value, (list, tuple)):
        items = enumerate(cast("list[Any]", value))  # strings are most of a long list, and are rarely not ASCII
        return ((f"{where}[{index}]", item) for index, item in items if item.__class__ is not str or not item.isascii())
    if isinstance(value, ApiModel):
        known = value.__attributes__.values()
        return _members({**value.additional_properties, **{name: getattr(value, name) for name in known}}, where)
    return _members(cast("Any", value), where) if isinstance(value, Mapping) else None


def _is_plain(value: object) -> bool:
    """Whether a value is of the usual kind, which JSON can express: it need not be looked at, nor its place named."""
    return value is None or value.__class__ is bool or (isinstance(value, str) and value.isascii())


def _members(mapping: Mapping[Any, Any], where: str) -> Iterable[tuple[str, Any]]:
    for key, value in mapping.items():
        if not isinstance(key, (str, int, float, type(None))):
            raise RequestError(f"a key of {truncate(where, 80)} must be a string, not {short_repr(key)}")
        if not _is_plain(key):
            _check_scalar(key, f"a key of {where}")
        if not _is_plain(value):
            name = f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{short_repr(key)}]"
            yield f"{where}{name}", value


def _check_scalar(value: object, where: str) -> None:
    place = truncate(where, 80)
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise RequestError(
                f"{place} has half of a surrogate pair at index {error.start}, which UTF-8 cannot express: "
                "remove it, or replace it with str.encode(errors='replace')"
            ) from error
    elif isinstance(value, float) and not math.isfinite(value):
        raise RequestError(f"{place} must be a finite number, not {value}")
    elif isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise RequestError(f"{place} must be a number that the server can read, not one of {value.bit_length()} bits")


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
