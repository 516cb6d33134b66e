# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The fields of models: their description, and the fields that a caller's subclass declares."""

from __future__ import annotations

import ast
import copy
import inspect
import sys
import textwrap
from abc import ABCMeta
from collections.abc import Callable, Mapping, Sequence, Set as AbstractSet
from contextlib import suppress
from functools import cache
from itertools import pairwise
from types import SimpleNamespace, UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Union, cast, get_args, get_origin, get_type_hints

from attrs import evolve, frozen

from .errors import InvalidDataError

if TYPE_CHECKING:
    from .model import ApiModel

MISSING: Any = object()


@frozen
class FieldInfo:
    """A field of a model, with the attributes of pydantic's class of this name that code reads."""

    annotation: Any = None
    default: Any = None
    default_factory: Callable[[], Any] | None = None
    alias: str | None = None
    description: str | None = None
    required: bool = False
    title: str | None = None
    metadata: Sequence[Any] = ()
    json_schema_extra: Any = None
    declared: Any = ...  # the default in a caller's subclass; may be pydantic's Field

    def is_required(self) -> bool:
        """Whether data of the API always has the field."""
        return self.required

    def get_default(self, **_: Any) -> Any:
        """Return a new default."""
        return self.default_factory() if self.default_factory else copy.deepcopy(self.default)


class ModelType(ABCMeta):
    """The type of model classes. It makes fields of the annotations of a caller's subclass, as pydantic does."""

    # ABCMeta's own are several times as slow, and models have no virtual subclasses.
    __instancecheck__ = type.__instancecheck__
    __subclasscheck__ = type.__subclasscheck__

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> ModelType:
        options = {name: value for name, value in options.items() if not name.startswith("_")}  # not create_model's
        if "__attributes__" in namespace or "__slots__" in namespace:
            return super().__new__(mcs, name, bases, namespace, **options)
        return cast("ModelType", _new_subclass(super().__new__, mcs, name, bases, namespace, options))


def _new_subclass(
    new: Callable[..., Any], mcs: type, name: str, bases: tuple[type, ...], namespace: dict[str, Any], options: Any
) -> Any:
    inherited: dict[str, str] = {}
    for base in reversed(bases):
        inherited |= getattr(base, "__attributes__", {})
    own: dict[str, FieldInfo] = {}
    for attribute, annotation in _annotations(namespace).items():
        if not attribute.startswith("_") and attribute != "model_config" and not _is_class_variable(annotation):
            own[attribute] = _declared(annotation, namespace.pop(attribute, MISSING))
    slots = [attribute for attribute in own if attribute not in inherited.values()]
    if not any(getattr(base, "__weakrefoffset__", 0) for base in bases):
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    body = {key: value for key, value in namespace.items() if _is_behaviour(key, value)}
    if not own and "model_post_init" not in body and not any(map(_is_of_pydantic, body.values())):
        return new(mcs, name, bases, namespace, **options)
    wires = {attribute: wire for wire, attribute in inherited.items()}
    namespace["__attributes__"] = {
        **inherited,
        **{field.alias or wires.get(attribute, attribute): attribute for attribute, field in own.items()},
    }
    namespace["__own_fields__"] = {
        **{key: value for base in reversed(bases) for key, value in getattr(base, "__own_fields__", {}).items()},
        **own,
    }
    model: Any = new(mcs, name, bases, namespace, **options)
    validator = cache(lambda: _validator(model, own, body))

    def fill(self: Any, src: Mapping[str, Any]) -> None:
        cast("Any", super(model, self))._fill(src)
        _fill_own(self, own, frozenset(slots), src)
        if validate := validator():
            validate(self)

    model._fill = fill
    return model


def _annotations(namespace: dict[str, Any]) -> Mapping[str, Any]:
    if sys.version_info >= (3, 14):
        from annotationlib import Format, call_annotate_function, get_annotate_from_class_namespace

        annotate = get_annotate_from_class_namespace(namespace)
        return call_annotate_function(annotate, Format.FORWARDREF) if annotate else {}
    annotations: Mapping[str, Any] = namespace.get("__annotations__", {})
    return annotations


def _is_class_variable(annotation: Any) -> bool:
    if isinstance(annotation, str):
        return annotation.startswith(("ClassVar", "typing.ClassVar"))
    return annotation is ClassVar or get_origin(annotation) is ClassVar


def _declared(annotation: Any, default: Any) -> FieldInfo:
    """Describe a field from its declaration; its default may be pydantic's `Field`."""
    if default is MISSING:
        return FieldInfo(annotation, required=True)
    if not (hasattr(default, "is_required") and hasattr(default, "default_factory")):
        return FieldInfo(annotation, default, declared=default)
    return FieldInfo(
        annotation,
        None if default.is_required() or default.default_factory else default.default,
        default.default_factory,
        default.validation_alias if isinstance(default.validation_alias, str) else default.alias,
        default.description,
        default.is_required(),
        metadata=default.metadata,
        declared=default,
    )


def _fill_own(model: ApiModel, own: Mapping[str, FieldInfo], added: AbstractSet[str], src: Mapping[str, Any]) -> None:
    hints = type_hints(type(model))
    wires = {attribute: wire for wire, attribute in model.__attributes__.items()}
    for attribute, field in own.items():
        name = wires[attribute] if wires[attribute] in src else attribute
        model.additional_properties.pop(attribute, None)
        # For a field that is not added here, the constructor of the class above passes None if it is unset.
        if name in src and (attribute in added or src[name] is not None):
            setattr(model, attribute, _convert(src[name], hints.get(attribute, Any)))
        elif field.is_required():
            raise InvalidDataError(f"{type(model).__name__} requires the field {attribute!r}")
        else:
            setattr(model, attribute, field.get_default())


def _is_behaviour(name: str, value: Any) -> bool:
    """Whether an item of a class body is a method, a property or one of pydantic's validators."""
    is_behaviour = inspect.isfunction(value) or _is_of_pydantic(value)
    return not name.startswith("__") and (is_behaviour or isinstance(value, (property, classmethod, staticmethod)))


def _is_of_pydantic(value: object) -> bool:
    return type(value).__module__.startswith("pydantic.")


def _validator(
    model: type[ApiModel], own: Mapping[str, FieldInfo], body: Mapping[str, Any]
) -> Callable[[ApiModel], None] | None:
    """Return a function that validates as pydantic would the fields of a subclass, if pydantic is installed.

    A pydantic model with the same fields and the body of the subclass does it, with its constraints and validators.
    """
    try:
        from pydantic import ConfigDict, create_model
    except ImportError:
        return None
    hints, attributes = type_hints(model), [*model.__attributes__.values()]
    fields: dict[str, Any] = {
        attribute: (hints.get(attribute, Any), own[attribute].declared) if attribute in own else (Any, None)
        for attribute in attributes
    }
    always = ConfigDict(extra="ignore", arbitrary_types_allowed=True, populate_by_name=True, protected_namespaces=())
    config = cast("ConfigDict", {**model.model_config, **always})
    pydantic_model = create_model(model.__name__, __config__=config, __validators__=dict(body), **fields)

    def validate(self: ApiModel) -> None:
        values = {attribute: getattr(self, attribute) for attribute in attributes}
        data = {name: value for name, value in values.items() if not _is_default(own.get(name), value)}
        validated = pydantic_model.model_validate(data)
        for attribute in attributes:
            setattr(self, attribute, getattr(validated, attribute))

    return validate


def _is_default(field: FieldInfo | None, value: Any) -> bool:
    return value is None if field is None else not field.is_required() and value == field.get_default()


def _convert(value: Any, hint: Any) -> Any:
    """Convert mappings to the models that a type hint names."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        for argument in arguments:
            if isinstance(value, argument if isinstance(argument, type) else get_origin(argument) or ()):
                return _convert(value, argument)
        models = [argument for argument in arguments if hasattr(argument, "model_validate")]
        return _convert(value, models[0]) if len(models) == 1 else value
    if isinstance(value, dict) and hasattr(hint, "model_validate"):
        return hint.model_validate(cast("Any", value))
    if origin in (list, Sequence) and isinstance(value, (list, tuple)):
        return [_convert(item, arguments[0]) for item in cast("Sequence[Any]", value)]
    if origin in (dict, Mapping) and isinstance(value, dict):
        return {name: _convert(item, arguments[1]) for name, item in cast("Mapping[str, Any]", value).items()}
    return cast("Any", value)


@cache
def type_hints(model: type[ApiModel]) -> Mapping[str, Any]:
    """Return the types of a model's fields; Any where a name in the annotation cannot be resolved."""
    hints: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        module = vars(sys.modules[base.__module__])
        for name, annotation in inspect.get_annotations(base).items():
            if name in model.__attributes__.values():
                try:
                    alone = SimpleNamespace(__annotations__={name: annotation})
                    hints |= get_type_hints(alone, module, dict(vars(base)), include_extras=True)
                except (NameError, TypeError):
                    hints[name] = Any
    return hints


def defaults(model: type[ApiModel]) -> Mapping[str, Any]:
    """Return the default arguments of the constructor that are not None, by attribute."""
    arguments: dict[str, Any] = getattr(model.__init__, "__kwdefaults__", None) or {}
    return {name: value for name, value in arguments.items() if value is not None}


@cache
def model_fields(model: type[ApiModel]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model by attribute."""
    from .model import ExtraField

    hints, described, default = type_hints(model), _descriptions(model), defaults(model)
    fields = {
        attribute: evolve(model.__own_fields__[attribute], annotation=hints.get(attribute, Any))
        if attribute in model.__own_fields__
        else FieldInfo(
            hints.get(attribute, Any),
            default.get(attribute),
            alias=wire if wire != attribute else None,
            description=described.get(attribute),
            required=wire in model.__required__,
        )
        for wire, attribute in model.__attributes__.items()
    }
    extra = {name for base in model.__mro__ for name, value in vars(base).items() if isinstance(value, ExtraField)}
    return {**fields, **{name: FieldInfo(Any) for name in sorted(extra - fields.keys())}}


def _descriptions(model: type[ApiModel]) -> Mapping[str, str]:
    """Return the docstrings of attributes, which only the source has; nothing where it is missing."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if "__attributes__" in vars(base):
            with suppress(OSError, TypeError, SyntaxError):
                [body] = ast.parse(textwrap.dedent(inspect.getsource(base))).body
                found |= _attribute_docstrings(body)
    return found


def _attribute_docstrings(body: ast.stmt) -> dict[str, str]:
    statements = body.body if isinstance(body, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(statements)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }
