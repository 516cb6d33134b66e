"""Whether JSON is a reply of the API at all, or that of another service."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import short_repr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ollama_rest.model import FieldTypes
    from ollama_rest.types import ApiModel

_CLASSES: dict[str, Any] = {
    "Any": object,
    "None": type(None),
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "list": list,
}


def find_mismatch(reply: type[ApiModel], fields: Mapping[str, Any], *, may_lack: bool) -> str | None:
    """Return why a JSON object is not a reply of this class, or None if it is one.

    A reply has one of its class's main fields, unless it `may_lack` them. A main field has the type of the API; null
    stands for an empty value.

    >>> from ollama_rest.models import EmbedResponse
    >>> find_mismatch(EmbedResponse, {"detail": "Not Found"}, may_lack=False)
    "it has no field 'embeddings'"
    >>> find_mismatch(EmbedResponse, {"embeddings": [["a"]]}, may_lack=False)
    "its field 'embeddings' is [['a']]"
    """
    main_fields = _main_fields(reply)
    found = may_lack or not main_fields
    for name, classes, items in main_fields:
        if name in fields:
            found = True
            value = fields[name]
            if not isinstance(value, classes) or (items and value.__class__ is list and not _holds(value, items)):
                return f"its field {name!r} is {short_repr(value)}"
    return None if found else f"it has no field {' or '.join(repr(name) for name, *_ in main_fields)}"


@cache
def _main_fields(reply: type[ApiModel]) -> list[tuple[str, tuple[type, ...], FieldTypes]]:
    """Return the name of each main field, its classes, and the types of its items if it is a list."""
    fields = ((name, reply.__field_types__.get(reply.__attributes__[name], ("Any",))) for name in reply.__main_fields__)
    return [(name, _classes(types), _items(types)) for name, types in fields]


def _classes(types: FieldTypes) -> tuple[type, ...]:
    return (type(None), *(_CLASSES.get(one if isinstance(one, str) else str(one[0]), dict) for one in types))


def _items(types: FieldTypes) -> FieldTypes:
    return next((one[1:] for one in types if not isinstance(one, str) and one[0] == "list"), ())


def _holds(values: list[Any], types: FieldTypes) -> bool:
    # The first item stands for all: an embedding has thousands.
    items = _items(types)
    return all(
        isinstance(value, _classes(types)) and (not isinstance(value, list) or not items or _holds(value, items))
        for value in values[:1]
    )
