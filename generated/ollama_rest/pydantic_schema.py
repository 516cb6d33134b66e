# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""Models in pydantic: validation, serialization and JSON Schema. Pydantic itself calls these functions."""

from __future__ import annotations

import inspect
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import PydanticSchemaGenerationError
from pydantic_core import InitErrorDetails, SchemaSerializer, ValidationError, core_schema

from .conversion import is_mapping
from .dump import Dump
from .fields import model_fields
from .model import ApiModel

if TYPE_CHECKING:
    from collections.abc import Callable

_in_progress: ContextVar[frozenset[str]] = ContextVar("in_progress", default=frozenset())


def schema_for(model: type[ApiModel], handler: Any) -> Any:
    """Return the core schema of a model."""
    ref = f"{model.__module__}.{model.__qualname__}:{id(model)}"
    if ref in _in_progress.get():  # the model contains itself
        return core_schema.definition_reference_schema(ref)
    token = _in_progress.set(_in_progress.get() | {ref})
    try:
        fields = {
            field.alias or attribute: core_schema.typed_dict_field(
                _field_schema(model, attribute, field.annotation, handler), required=False
            )
            for attribute, field in model_fields(model).items()
        }
    finally:
        _in_progress.reset(token)
    known = core_schema.typed_dict_schema(fields, extra_behavior="allow")

    def convert(value: Any, validate: Callable[[Any], Any]) -> ApiModel:
        return _validate(model, value, validate)

    convert.__name__ = convert.__qualname__ = model.__name__  # pydantic's errors show it
    return core_schema.no_info_wrap_validator_function(convert, known, ref=ref, serialization=_serialization())


def _field_schema(model: type[ApiModel], attribute: str, annotation: Any, handler: Any) -> Any:
    field = model.__own_fields__.get(attribute)
    if field is not None and field.metadata:
        annotation = cast("Any", Annotated)[
            (annotation, *field.metadata)
        ]  # not `declared`: pydantic warns of its alias
    try:
        schema = handler.generate_schema(annotation)
    except PydanticSchemaGenerationError:  # an open file, or a type of the caller's own
        return core_schema.any_schema()
    if field is not None:
        return schema
    # A constructor's argument that may be anything, such as images, is converted later.
    arguments = getattr(model.__init__, "__annotations__", {})
    return core_schema.no_info_wrap_validator_function(
        _keep if arguments.get(attribute) == "Any" else _keep_none, schema
    )


def _keep(value: Any, validate: Callable[[Any], Any]) -> Any:
    return value


def _keep_none(value: Any, validate: Callable[[Any], Any]) -> Any:
    return None if value is None else validate(value)


def _validate(model: type[ApiModel], value: Any, validate: Callable[[Any], Any]) -> ApiModel:
    if isinstance(value, model):
        return value
    if not is_mapping(value) and not (isinstance(value, ApiModel) and issubclass(model, type(value))):
        error = InitErrorDetails(type="model_type", input=value, ctx={"class_name": model.__name__})
        raise ValidationError.from_exception_data(model.__name__, [error])
    # A new server may add fields and an old one lack some. Both at once, or no required field, is another model's data.
    data = dict(value)
    missing = model.__required__ - data.keys()
    unknown = data.keys() - model.__attributes__.keys() - model_fields(model).keys()
    if missing and (unknown or missing == model.__required__):
        errors = [InitErrorDetails(type="missing", loc=(name,), input=data) for name in sorted(missing)]
        raise ValidationError.from_exception_data(model.__name__, errors)
    return model.from_dict(validate(data))


def describe(model: type[ApiModel], schema: Any, handler: Any) -> dict[str, Any]:
    """Add to pydantic's JSON Schema of a model what the core schema does not hold."""
    reference: dict[str, Any] = handler(schema)
    described: dict[str, Any] = handler.resolve_ref_schema(reference)
    described["title"] = model.__name__
    if model.__doc__:
        described["description"] = inspect.cleandoc(model.__doc__)
    for attribute, field in model_fields(model).items():
        name = field.alias or attribute
        if field.description:
            described["properties"][name]["description"] = field.description
        if field.is_required():
            described.setdefault("required", []).append(name)
    return reference


def serializer() -> SchemaSerializer:
    """Return the serializer of a model in a field of type Any."""
    return SchemaSerializer(core_schema.any_schema(serialization=_serialization()))


def _serialization() -> Any:
    return core_schema.plain_serializer_function_ser_schema(_serialize, info_arg=True)


def _serialize(model: Any, info: core_schema.SerializationInfo) -> Any:
    dump = Dump(
        skip_none=info.exclude_none or info.exclude_unset or info.exclude_defaults,
        skip_defaults=info.exclude_defaults or info.exclude_unset,
        for_json=info.mode == "json",
    )
    return dump.model(model, info.include, info.exclude) if isinstance(model, ApiModel) else model
