"""Converts Python types to JSON Schema, for the parameters of tools and the `format` of replies."""

from __future__ import annotations

import json
from collections import abc
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from inspect import isclass
from pathlib import PurePath
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin
from uuid import UUID

from ..errors import RequestError
from .annotations import UNIONS, alias_value, class_doc, fields_of, is_unknown, members_of, unwrap
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
    datetime: {"type": "string", "format": "date-time"},  # before date, its base class
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    UUID: {"type": "string", "format": "uuid"},
}
"""The schema of each class that JSON represents as one value, and of its subclasses."""


def schema_of(hint: Any) -> Schema:
    """Build the JSON schema of a type; recursive types are in its `$defs`.

    Raises:
        RequestError: JSON cannot represent the type.
    """
    walk = _SchemaBuilder(refs=True)
    schema = walk.schema(hint)
    return {**schema, "$defs": walk.defs} if walk.defs else schema


def fields_schema(fields: list[Field]) -> Schema:
    """Build the JSON schema of an object with these fields, without `$ref`: the server drops it from tools.

    Raises:
        RequestError: JSON cannot represent the type of a field.
    """
    return _SchemaBuilder(refs=False).object_schema(fields)


def is_pydantic(hint: Any) -> bool:
    """Whether `hint` is a model of pydantic 2 or 1, recognised by its methods: pydantic may not be installed."""
    return isclass(hint) and (hasattr(hint, "model_json_schema") or hasattr(hint, "parse_obj"))


def pydantic_schema(hint: Any) -> Schema | None:
    """Return the JSON schema of a pydantic model, or None for any other type.

    Raises:
        RequestError: pydantic cannot build the schema.
    """
    if not is_pydantic(hint):
        return None
    try:
        return cast("Schema", hint.model_json_schema() if hasattr(hint, "model_json_schema") else hint.schema())
    except Exception as error:  # pydantic has several, and a model's own code can raise anything
        raise RequestError(f"cannot build the JSON schema of {name_of(hint)}: {error}") from error


def inline_refs(schema: Schema) -> Schema:
    """Replace each `$ref` of a schema by its definition, or by any object where a type contains itself."""
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
    """Return a value as JSON represents it: an Enum's value, a list for a tuple; None if JSON cannot represent it."""
    try:
        return json.loads(json.dumps(value, allow_nan=False, default=_enum_value))
    except (TypeError, ValueError, RecursionError):
        return None


def array_item(hint: Any) -> Any:
    """Return the item type of an array; None for any other type, including tuples of fixed length."""
    origin, args = get_origin(hint) or hint, get_args(hint)
    if not isinstance(origin, type) or issubclass(origin, (str, bytes, bytearray, abc.Mapping)):
        return None
    if issubclass(origin, tuple):
        return Any if not args else args[0] if len(args) == 2 and args[1] is ... else None
    if issubclass(origin, abc.Collection) or origin is abc.Iterable:
        return args[0] if args else Any
    return None


def name_of(hint: Any) -> str:
    """Return the name of a type for an error message."""
    return hint.__name__ if isclass(hint) else str(hint).replace("typing.", "")


class _UnsupportedTypeError(RequestError):
    """JSON cannot represent a type."""


class _SchemaBuilder:
    """Builds one schema recursively and keeps track of the types being built."""

    def __init__(self, *, refs: bool) -> None:
        self.defs: dict[str, Schema] = {}
        self._refs = refs
        self._open: list[Any] = []  # types being built, outermost first
        self._recursive: dict[str, Any] = {}  # types that contain themselves, by name in `$defs`

    def schema(self, hint: Any) -> Schema:
        hint, description = unwrap(hint)
        schema = self._unwrapped(hint)
        return {**schema, "description": description} if description else schema

    def object_schema(self, fields: list[Field]) -> Schema:
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

    def _unwrapped(self, hint: Any) -> Schema:
        origin = get_origin(hint)
        if is_unknown(hint):
            return {}
        if hint is None:
            return {"type": "null"}
        if origin in UNIONS:
            return self._union(members_of(hint))
        if origin is Literal:
            return _choice(list(get_args(hint)))
        if (schema := pydantic_schema(hint)) is not None:  # before fields_of: the client's own models have fields, too
            return inline_refs(schema)
        if alias_value(hint) is not None or fields_of(hint) is not None:
            return self._referable(hint)
        if isclass(hint) and issubclass(hint, Enum):
            return _choice(list(hint))
        if (item := array_item(hint)) is not None:
            unique = {"uniqueItems": True} if issubclass(origin or hint, abc.Set) else {}
            return {"type": "array", "items": self.schema(item), **unique}
        cls = origin or hint
        if isclass(cls) and issubclass(cls, tuple):
            items = [self.schema(item) for item in get_args(hint)]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        if isclass(cls) and issubclass(cls, abc.Mapping):
            values = self.schema(get_args(hint)[1]) if len(get_args(hint)) == 2 else {}
            return {"type": "object", "additionalProperties": values or True}
        for scalar, schema in SCALARS.items():
            if isclass(hint) and issubclass(hint, scalar):
                return dict(schema)
        raise _UnsupportedTypeError(
            f"JSON cannot represent {name_of(hint)}: use str, int, float, bool, a list or dict of them,"
            " an Enum, Literal, dataclass, attrs class, TypedDict or pydantic model"
        )

    def _union(self, members: list[Any]) -> Schema:
        schemas: list[Schema] = []
        errors: list[_UnsupportedTypeError] = []
        for member in members:
            try:
                schema = self.schema(member)
            except _UnsupportedTypeError as error:
                errors.append(error)
                continue
            if schema not in schemas:
                schemas.append(schema)
        # JSON cannot represent one member, such as a callback, but another one that can stand for all.
        if errors and all(schema == {"type": "null"} for schema in schemas):
            raise errors[0]
        if {} in schemas:
            return {}
        if len(schemas) == 1:
            return schemas[0]
        if all(schema.keys() == {"type"} and isinstance(schema["type"], str) for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}

    def _referable(self, hint: Any) -> Schema:
        if hint in self._open:
            return self._reference(hint) if self._refs else {} if alias_value(hint) is not None else {"type": "object"}
        if hint in self._recursive.values():
            return self._reference(hint)
        self._open.append(hint)
        schema = self._definition(hint)
        self._open.pop()
        if hint not in self._recursive.values():
            return schema
        reference = self._reference(hint)
        self.defs[reference["$ref"].rpartition("/")[2]] = schema
        return reference

    def _definition(self, hint: Any) -> Schema:
        fields = fields_of(hint)
        if fields is None:
            return self.schema(alias_value(hint))
        text = parse_docstring(class_doc(get_origin(hint) or hint)).text
        return {**({"description": text} if text else {}), **self.object_schema(fields)}

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
        raise RequestError(f"JSON cannot represent every value of {values!r}: use str, int, float, bool or None")
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
