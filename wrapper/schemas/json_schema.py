"""From Python types to JSON schema: one walk, for the arguments of tools and for the form of replies."""

from __future__ import annotations

import json
from collections import abc
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin
from uuid import UUID

from ..errors import RequestError
from .annotations import UNIONS, alias_value, fields_of, is_class, is_unknown, members_of, own_doc, peel
from .docstrings import parse_docstring

if TYPE_CHECKING:
    from .annotations import Field

Schema = dict[str, Any]

SCALARS: dict[type, Schema] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    bytes: {"type": "string"},
    PurePath: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},  # before date, whose subclass it is
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    UUID: {"type": "string", "format": "uuid"},
}
"""The schema of each class that is one value in JSON, and of its subclasses."""


def schema_of(hint: Any) -> Schema:
    """Make the JSON schema of a type; one that contains itself is kept in `$defs`.

    Raises:
        RequestError: JSON has no form for the type.
    """
    walk = _Walk(refs=True)
    schema = walk.schema(hint)
    return {**schema, "$defs": walk.defs} if walk.defs else schema


def fields_schema(fields: list[Field]) -> Schema:
    """Make the JSON schema of an object of these fields, without `$ref`: the server does not keep it in a tool.

    Raises:
        RequestError: JSON has no form for the type of a field.
    """
    return _Walk(refs=False).of_fields(fields)


def is_pydantic(hint: Any) -> bool:
    """Whether this is a pydantic model, of version 2 or 1; known by its methods, for pydantic may not be there."""
    return is_class(hint) and (hasattr(hint, "model_json_schema") or hasattr(hint, "parse_obj"))


def own_schema(hint: Any) -> Schema | None:
    """Ask a pydantic model for its JSON schema; None for any other type."""
    if not is_pydantic(hint):
        return None
    return cast("Schema", hint.model_json_schema() if hasattr(hint, "model_json_schema") else hint.schema())


def inlined(schema: Schema) -> Schema:
    """Put each definition of a schema where it is referred to; a type within itself is any object."""
    definitions = {**schema.get("$defs", {}), **schema.get("definitions", {})}

    def inline(node: Any, within: tuple[str, ...]) -> Any:
        if isinstance(node, list):
            return [inline(item, within) for item in cast("abc.Sequence[object]", node)]
        if not isinstance(node, dict):
            return node
        content = cast("Schema", node)
        name = str(content.get("$ref")).rpartition("/")[2]
        rest = {
            key: inline(value, within) for key, value in content.items() if key != "$ref" or name not in definitions
        }
        if name not in definitions:
            return rest
        target = {"type": "object"} if name in within else inline(definitions[name], (*within, name))
        return {**target, **rest}

    body = {key: value for key, value in schema.items() if key not in {"$defs", "definitions"}}
    return cast("Schema", inline(body, ()))


def json_value(value: Any) -> Any:
    """Give a value as JSON has it: the value of an Enum, a list for a tuple; None where JSON has no form for it."""
    try:
        return json.loads(json.dumps(value, allow_nan=False, default=_enum_value))
    except (TypeError, ValueError, RecursionError):
        return None


def array_item(hint: Any) -> Any:
    """Find the type of the items of an array that is no tuple of fixed length; None where this is no array."""
    origin, args = get_origin(hint) or hint, get_args(hint)
    if not isinstance(origin, type) or issubclass(origin, (str, bytes, bytearray, abc.Mapping)):
        return None
    if issubclass(origin, tuple):
        return Any if not args else args[0] if len(args) == 2 and args[1] is ... else None
    if issubclass(origin, abc.Collection) or origin is abc.Iterable:
        return args[0] if args else Any
    return None


def name_of(hint: Any) -> str:
    """Name a type for an error's text."""
    return hint.__name__ if is_class(hint) else str(hint).replace("typing.", "")


class _Walk:
    """Goes over the types of one schema, and knows which of them it is within."""

    def __init__(self, *, refs: bool) -> None:
        self.defs: dict[str, Schema] = {}
        self._refs = refs
        self._within: list[Any] = []
        self._recursive: dict[str, Any] = {}  # types that contain themselves, by their names in `$defs`

    def schema(self, hint: Any) -> Schema:
        hint, description = peel(hint)
        schema = self._bare(hint)
        return {**schema, "description": description} if description else schema

    def of_fields(self, fields: list[Field]) -> Schema:
        schema: Schema = {"type": "object", "properties": {f.name: self._field(f) for f in fields}}
        if required := [f.name for f in fields if f.required]:
            schema["required"] = required
        return schema

    def _field(self, field: Field) -> Schema:
        schema = dict(self.schema(field.type))
        if field.description:
            schema.setdefault("description", field.description)
        default = json_value(field.default)
        return schema if default is None else {**schema, "default": default}

    def _bare(self, hint: Any) -> Schema:
        origin = get_origin(hint)
        if is_unknown(hint):
            return {}
        if hint is None:
            return {"type": "null"}
        if origin in UNIONS:
            return self._union(members_of(hint))
        if origin is Literal:
            return _choice(list(get_args(hint)))
        if alias_value(hint) is not None or fields_of(hint) is not None:
            return self._named(hint)
        if (schema := own_schema(hint)) is not None:
            return inlined(schema)
        if is_class(hint) and issubclass(hint, Enum):
            return _choice(list(hint))
        if (item := array_item(hint)) is not None:
            unique = {"uniqueItems": True} if issubclass(origin or hint, abc.Set) else {}
            return {"type": "array", "items": self.schema(item), **unique}
        cls = origin or hint
        if isinstance(cls, type) and issubclass(cls, tuple):
            items = [self.schema(item) for item in get_args(hint)]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        if isinstance(cls, type) and issubclass(cls, abc.Mapping):
            values = self.schema(get_args(hint)[1]) if len(get_args(hint)) == 2 else {}
            return {"type": "object", "additionalProperties": values or True}
        for scalar, schema in SCALARS.items():
            if is_class(hint) and issubclass(hint, scalar):
                return dict(schema)
        raise RequestError(
            f"JSON has no form for {name_of(hint)}: use str, int, float, bool, a list or dict of them,"
            " an Enum, Literal, dataclass, attrs class, TypedDict or pydantic model"
        )

    def _union(self, members: list[Any]) -> Schema:
        schemas: list[Schema] = []
        for schema in map(self.schema, members):
            if schema not in schemas:
                schemas.append(schema)
        if {} in schemas:
            return {}
        if len(schemas) == 1:
            return schemas[0]
        if all(schema.keys() == {"type"} and isinstance(schema["type"], str) for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}

    def _named(self, hint: Any) -> Schema:
        if hint in self._within:
            return self._reference(hint) if self._refs else {} if alias_value(hint) is not None else {"type": "object"}
        if hint in self._recursive.values():
            return self._reference(hint)
        self._within.append(hint)
        schema = self._definition(hint)
        self._within.pop()
        if hint not in self._recursive.values():
            return schema
        reference = self._reference(hint)
        self.defs[reference["$ref"].rpartition("/")[2]] = schema
        return reference

    def _definition(self, hint: Any) -> Schema:
        fields = fields_of(hint)
        if fields is None:
            return self.schema(alias_value(hint))
        text = parse_docstring(own_doc(get_origin(hint) or hint)).text
        return {**({"description": text} if text else {}), **self.of_fields(fields)}

    def _reference(self, hint: Any) -> Schema:
        name = next((name for name, known in self._recursive.items() if known == hint), None)
        if name is None:
            base = name = (get_origin(hint) or hint).__name__
            while name in self._recursive:
                name = f"{base}{len(self._recursive) + 1}"
            self._recursive[name] = hint
        return {"$ref": f"#/$defs/{name}"}


def _choice(values: list[Any]) -> Schema:
    plain = [value.value if isinstance(value, Enum) else value for value in values]
    if not plain or any(json_value(value) is None and value is not None for value in plain):
        raise RequestError(f"JSON has no form for every value of {values!r}")
    types = list(dict.fromkeys(_json_type(value) for value in plain))
    return {"type": types[0] if len(types) == 1 else types, "enum": [json_value(value) for value in plain]}


def _json_type(value: Any) -> str:
    for scalar in (NoneType, bool, int, float, str):
        if isinstance(value, scalar):
            return str(SCALARS[scalar]["type"])
    return "object" if isinstance(value, dict) else "array"


def _enum_value(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    raise TypeError
