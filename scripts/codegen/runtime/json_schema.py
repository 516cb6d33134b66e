"""The JSON Schema of a model."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from .fields import model_fields
from .values import ByteSize, Timestamp

if TYPE_CHECKING:
    from .model import ApiModel

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    Timestamp: {"type": "string", "format": "date-time"},
    int: {"type": "integer"},
    ByteSize: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def schema_of_model(model: type[ApiModel], *, by_alias: bool, ref_template: str) -> dict[str, Any]:
    """Return the JSON Schema of a model; the models in it are in `$defs`."""
    schemas = _Schemas(by_alias, ref_template)
    schema = schemas.model(model)
    if schemas.contains_itself(model):
        return {"$defs": schemas.found, "$ref": ref_template.format(model=model.__name__)}
    found = {name: nested for name, nested in schemas.found.items() if name != model.__name__}
    return {"$defs": found, **schema} if found else schema


class _Schemas:
    def __init__(self, by_alias: bool, ref_template: str) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self._by_alias = by_alias
        self._ref_template = ref_template
        self._referenced = set[str]()

    def contains_itself(self, model: type[ApiModel]) -> bool:
        return model.__name__ in self._referenced

    def model(self, model: type[ApiModel]) -> dict[str, Any]:
        schema: dict[str, Any] = {}
        self.found[model.__name__] = schema
        if model.__doc__:
            schema["description"] = inspect.cleandoc(model.__doc__)
        schema["properties"] = properties = dict[str, Any]()
        required: list[str] = []
        for attribute, field in model_fields(model).items():
            name = field.alias if field.alias and self._by_alias else attribute
            properties[name] = {**self.value(field.annotation), "title": attribute.replace("_", " ").title()}
            if field.description:
                properties[name]["description"] = field.description
            if field.is_required():
                required.append(name)
            elif field.default_factory is None:
                properties[name]["default"] = field.default
        if required:
            schema["required"] = required
        return schema | {"title": model.__name__, "type": "object"}

    def value(self, hint: Any) -> dict[str, Any]:
        origin, arguments = get_origin(hint), get_args(hint)
        if hint in _SCALARS:
            return {**_SCALARS[hint]}
        if hasattr(hint, "__attributes__"):
            if hint.__name__ not in self.found:
                self.model(hint)
            self._referenced.add(hint.__name__)
            return {"$ref": self._ref_template.format(model=hint.__name__)}
        if origin in (Union, UnionType):
            return {"anyOf": [self.value(argument) for argument in arguments]}
        if origin is Literal:
            return {"enum": [*arguments]}
        if hint in (list, tuple) or origin in (list, Sequence):
            return {"type": "array", "items": self.value(arguments[0]) if arguments else {}}
        if hint is dict or origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.value(arguments[1]) if arguments else True}
        return {}
