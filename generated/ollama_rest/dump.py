# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""Models as plain data: selected fields, JSON values."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from attrs import frozen

from .values import ByteSize, Timestamp

if TYPE_CHECKING:
    from .model import ApiModel

SCALARS = frozenset({str, int, float, bool, type(None)})


@frozen
class Dump:
    """How models become plain data."""

    skip_none: bool = False
    skip_defaults: bool = False
    for_json: bool = False

    def model(self, model: ApiModel, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Return the selected fields by wire name; unset fields are None."""
        return {
            wire: self.value(value, included, excluded)
            for wire, attribute, value in _fields(model)
            if not (value is None and self.skip_none and wire in model.__attributes__)
            if not (self.skip_defaults and model.__own_fields__ and _is_default(model, attribute, value))
            for included, excluded in _selected((wire, attribute), include, exclude)
        }

    def value(self, value: object, include: Any = None, exclude: Any = None) -> Any:
        """Convert a value of a model."""
        if value.__class__ in SCALARS:
            return value
        if _is_model(value):
            return self.model(value, include, exclude)
        if isinstance(value, Mapping):
            return {
                name: self.value(item, included, excluded)
                for name, item in cast("Mapping[Any, object]", value).items()
                for included, excluded in _selected((name,), include, exclude)
            }
        if isinstance(value, (list, tuple)):
            items = cast("Sequence[object]", value)
            if include is None and exclude is None:
                return [item if item.__class__ in SCALARS else self.value(item) for item in items]  # may be long
            return [
                self.value(item, included, excluded)
                for index, item in enumerate(items)
                for included, excluded in _selected((index, index - len(items)), include, exclude)
            ]
        if isinstance(value, (bytes, bytearray, memoryview)):
            return base64.b64encode(bytes(cast("bytes", value))).decode("ascii")
        if isinstance(value, os.PathLike):  # an image
            return base64.b64encode(Path(cast("os.PathLike[str]", value)).read_bytes()).decode("ascii")
        if self.for_json and not isinstance(value, str) and hasattr(value, "isoformat"):  # a date or time
            return cast("Any", value).isoformat()
        if self.for_json and isinstance(value, Enum):
            return self.value(value.value)
        if self.for_json and (uuid := sys.modules.get("uuid")) and isinstance(value, uuid.UUID):
            return str(value)
        if self.for_json and isinstance(value, AbstractSet):
            return [self.value(item) for item in cast("AbstractSet[object]", value)]
        return plain_leaf(value)


def plain_leaf(value: object) -> Any:
    """Convert a value that is neither a JSON value nor a model: a number or string of its own class, an object."""
    if isinstance(value, Timestamp):
        return str(value)
    if isinstance(value, ByteSize):
        return int(value)
    # An image of the client, or a pydantic model.
    return cast("Any", value).model_dump() if hasattr(value, "model_dump") and not isinstance(value, type) else value


def _is_model(value: object) -> TypeGuard[ApiModel]:
    from .model import ApiModel

    return isinstance(value, ApiModel)


def _fields(model: ApiModel) -> Iterator[tuple[str, str, object]]:
    """Yield the wire name, attribute and value of each field."""
    for wire, attribute in model.__attributes__.items():
        yield wire, attribute, getattr(model, attribute)
    for name, value in model.additional_properties.items():
        if name not in model.__attributes__:
            yield name, name, value


def _is_default(model: ApiModel, attribute: str, value: object) -> bool:
    field = model.__own_fields__.get(attribute)
    return field is not None and not field.is_required() and value == field.get_default()


def _selected(names: tuple[object, ...], include: Any, exclude: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what to include and exclude within a value, or nothing if the value itself is excluded."""
    included = None if include is None else _find(names, include)
    excluded = None if exclude is None else _find(names, exclude)
    if included is False or excluded is True:
        return
    yield (None if included is True else included), (None if excluded is False else excluded)


def _find(names: tuple[object, ...], selection: Any) -> Any:
    """Return whether a selection has one of the names of a value, or the selection within that value."""
    for name in (*names, "__all__"):
        if name in selection:
            inner: Any = cast("Mapping[object, Any]", selection)[name] if isinstance(selection, Mapping) else True
            return True if inner is ... else inner
    return False
