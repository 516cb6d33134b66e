# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""From JSON values to models and typed values.

The `as_…` functions return a value of an unexpected type unchanged: a newer server may send it, and a response is never
rejected.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

from .model import ApiModel

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_EXACT = 2**53  # a larger integer may lose digits as a float


def as_model(value: Any, model: type[ApiModel]) -> Any:
    """Convert a mapping to a model."""
    return model.from_dict(value) if value.__class__ is dict or is_mapping(value) else value


def as_models(value: Any, model: type[ApiModel]) -> Any:
    """Convert a sequence of mappings to a list of models."""
    return [as_model(item, model) for item in value] if is_sequence(value) else value


def as_one_of(value: Any, *models: type[ApiModel]) -> Any:
    """Convert a mapping to the first of the models whose required fields and constants it has."""
    if is_mapping(value):
        for model in models:
            if value.keys() >= model.__required__ and all(
                value.get(name, constant) == constant for name, constant in model.__constants__.items()
            ):
                return model.from_dict(value)
    return value


def as_list(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Convert each item of a sequence, to a list."""
    return [convert(item) for item in value] if is_sequence(value) else value


def as_dict(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Convert each value of a mapping, to a dict."""
    return {name: convert(item) for name, item in value.items()} if is_mapping(value) else value


def as_float(value: Any) -> Any:
    """Convert an integer to a float, unless it would lose digits: the server writes 1.0 as 1."""
    return float(value) if value.__class__ is int and -_MAX_EXACT <= value <= _MAX_EXACT else value


def as_floats(value: Any) -> Any:
    """Convert the integers in a sequence of numbers to floats."""
    if not is_sequence(value):
        return value
    try:
        deque(map(float.conjugate, value), 0)  # the fastest check that all are floats
    except TypeError:
        return [item if item.__class__ is float else as_float(item) for item in value]
    return value


def as_type(value: Any, subclass: type[Any]) -> Any:
    """Convert a plain string or number to a subclass of its type."""
    return subclass(value) if value.__class__ is subclass.__base__ else value


def copy_container(value: Any) -> Any:
    """Copy a mapping to a dict and a sequence to a list, and return any other value unchanged."""
    return dict(value) if is_mapping(value) else list(value) if is_sequence(value) else value


def drop_none(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the items whose value is not None."""
    return {name: value for name, value in values.items() if value is not None}


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is an object in the sense of JSON, and not a model."""
    return isinstance(value, dict) or (isinstance(value, Mapping) and not isinstance(value, ApiModel))


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether a value is an array in the sense of JSON."""
    return isinstance(value, list) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)))
