"""Whether JSON is a reply of the API at all, or that of another service."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

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
    found = may_lack
    for name, types, usual in _main_fields(reply):
        if name in fields:
            found = True
            value = fields[name]
            if value.__class__ is not usual and not _matches(value, types):
                return f"its field {name!r} is {short_repr(value)}"
    if found or not reply.__main_fields__:
        return None
    return f"it has no field {' or '.join(map(repr, reply.__main_fields__))}"


def only_main_field(reply: type[ApiModel]) -> tuple[str, type | None]:
    """Return the name and the usual class of a class's only main field: a reply that has it needs no further look."""
    fields = _main_fields(reply)
    return (fields[0][0], fields[0][2]) if len(fields) == 1 else ("", None)


@cache
def _main_fields(reply: type[ApiModel]) -> list[tuple[str, FieldTypes, type | None]]:
    """Return the name of each main field, its types, and the class that spares a look at them."""
    fields: list[tuple[str, FieldTypes, type | None]] = []
    for name in reply.__main_fields__:
        types = reply.__field_types__.get(reply.__attributes__[name], ("Any",))
        usual = _CLASSES.get(types[0], dict) if isinstance(types[0], str) else None
        fields.append((name, types, usual))
    return fields


def _matches(value: object, types: FieldTypes) -> bool:
    return value is None or any(_matches_one(value, one) for one in types)


def _matches_one(value: object, one: str | FieldTypes) -> bool:
    if isinstance(one, str):
        return isinstance(value, _CLASSES.get(one, dict))
    if one[0] == "dict":
        return isinstance(value, dict)
    # The first item stands for all: an embedding has thousands.
    return isinstance(value, list) and all(_matches(item, one[1:]) for item in cast("list[object]", value)[:1])
