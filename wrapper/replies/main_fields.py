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
    types = _main_types(reply)
    found = may_lack or not types
    for name in types:
        if name in fields:
            found = True
            if not _matches(fields[name], types[name]):
                return f"its field {name!r} is {short_repr(fields[name])}"
    return None if found else f"it has no field {' or '.join(map(repr, types))}"


@cache
def _main_types(reply: type[ApiModel]) -> dict[str, FieldTypes]:
    return {name: reply.__field_types__.get(reply.__attributes__[name], ("Any",)) for name in reply.__main_fields__}


def _matches(value: object, types: FieldTypes) -> bool:
    return value is None or any(_matches_one(value, one) for one in types)


def _matches_one(value: object, one: str | FieldTypes) -> bool:
    if isinstance(one, str):
        return isinstance(value, _CLASSES.get(one, dict))
    if one[0] == "dict":
        return isinstance(value, dict)
    # The first item stands for all: an embedding has thousands.
    return isinstance(value, list) and all(_matches(item, one[1:]) for item in value[:1])
