"""The base class of all generated models."""

from __future__ import annotations

import copy
import json
from collections import UserDict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, cast

from .dump import SCALARS, Dump, plain_leaf
from .errors import InvalidDataError
from .fields import FieldInfo, ModelType, defaults, model_fields

FieldTypes: TypeAlias = tuple["str | FieldTypes", ...]
"""The alternative types of a field, by name: ("str",), or ("str", ("list", "int", "float")).

A nested tuple is a list or dict, with the alternative types of its items or values. A model goes by the name of its
class; "float" includes integers; "Any" accepts every value and "None" null.
"""


JSONObject: TypeAlias = dict[str, Any]  # within a model, `dict` is a method


class FieldName(str):
    """A field's name from iterating over a model: a string that unpacks into the name and the value.

    A mapping yields its names, a pydantic model pairs; code written for the official package has both
    `for name in reply` and `for name, value in reply`.
    """

    __slots__ = ("_value",)

    _value: Any

    def __new__(cls, name: str, value: Any) -> Self:
        self = super().__new__(cls, name)
        self._value = value
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((str(self), self._value))


class ClassFields:
    """The attribute `model_fields` of a class and its objects."""

    def __get__(self, model: ApiModel | None, owner: type[ApiModel]) -> Mapping[str, FieldInfo]:
        return model_fields(owner)


class ApiModel(metaclass=ModelType):
    """A JSON object of the API, with typed attributes; also a mapping by wire name, the name used in JSON.

    None means the field is unset: it is not a key of the mapping and is not sent. Fields that the API description does
    not declare are kept in `additional_properties` and sent back unchanged.
    """

    __slots__ = ("additional_properties",)

    additional_properties: JSONObject

    # Dunder names cannot clash with a field of an API.
    __attributes__: ClassVar[Mapping[str, str]] = {}  # wire name -> attribute, in order
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {}  # attribute -> its types in the API description
    __required__: ClassVar[frozenset[str]] = frozenset()  # wire names; identify the branch of a union
    __constants__: ClassVar[Mapping[str, object]] = {}  # wire name -> its only possible value
    __main_fields__: ClassVar[tuple[str, ...]] = ()  # wire names; a reply has at least one of them
    __aliases__: ClassVar[Mapping[str, str]] = {}  # alternative name -> attribute
    __own_fields__: ClassVar[Mapping[str, FieldInfo]] = {}  # attribute -> the field that a caller's subclass declares

    def __init__(self, *, additional_properties: Mapping[str, Any] | None = None, **fields: Any) -> None:
        self._fill({**fields, **(additional_properties or {})})

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """Build a model from a JSON object. No field is required; a value of an unexpected type is kept unchanged.

        Raises:
            InvalidDataError: `src` is not a mapping.
        """
        self = cls.__new__(cls)
        try:
            self._fill(src)
        except (AttributeError, TypeError) as error:
            if isinstance(cast("object", src), (Mapping, ApiModel)):
                raise
            raise InvalidDataError(f"{cls.__name__} must be a mapping, not {type(src).__name__}") from error
        return self

    def _fill(self, src: Mapping[str, Any]) -> None:
        self.additional_properties = self._unknown(src)

    def _unknown(self, src: Mapping[str, Any]) -> JSONObject:
        """Return the fields that the API description does not declare."""
        known = self.__attributes__
        return {name: value for name, value in src.items() if name not in known}

    def to_dict(self) -> JSONObject:
        """Return the fields that are set as a plain dict, ready for JSON; nested models become dicts too."""
        known = self.__attributes__
        values = {name: getattr(self, attribute) for name, attribute in known.items()}
        plain = {name: _plain(value) for name, value in values.items() if value is not None}
        plain.update((name, _plain(value)) for name, value in self.additional_properties.items() if name not in known)
        return plain

    # The methods below carry pydantic's names, which frameworks and code written for pydantic models call.

    model_fields: ClassVar[ClassFields] = ClassFields()
    __fields__: ClassVar[ClassFields] = model_fields
    model_config: ClassVar[Mapping[str, Any]] = {"extra": "allow"}
    model_computed_fields: ClassVar[Mapping[str, Any]] = {}

    @property
    def model_fields_set(self) -> set[str]:
        """The attributes of the fields that are set."""
        return {attribute for attribute in self.__attributes__.values() if getattr(self, attribute) is not None}

    @property
    def __fields_set__(self) -> set[str]:
        return self.model_fields_set

    @property
    def model_extra(self) -> JSONObject:
        """The fields that the API description does not declare."""
        return self.additional_properties

    @property
    def __dict__(self) -> JSONObject:  # type: ignore[override]  # a copy: the fields are in slots
        return {attribute: getattr(self, attribute) for attribute in model_fields(type(self))}

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: Any = None,
        exclude: Any = None,
        exclude_none: bool = False,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        by_alias: bool | None = None,
        **_: Any,
    ) -> JSONObject:
        """Return all fields as a plain dict by wire name, unset ones as None.

        With any of the `exclude_…` flags, unset fields are omitted. `include` and `exclude` select fields: a set of
        names, or a dict by name, whose values select within the field; an item of a list goes by its index, or all by
        "__all__". A field with an alias appears under both names, or only under its wire name with `by_alias`.
        Pydantic's other arguments are accepted and ignored.
        """
        dump = Dump(
            skip_none=exclude_none or exclude_unset or exclude_defaults,
            skip_defaults=exclude_defaults or exclude_unset,
            for_json=mode == "json",
        )
        dumped = dump.model(self, include, exclude)
        if not by_alias:
            dumped.update((name, dumped[wire]) for name, wire in self._alias_names() if wire in dumped)
            if exclude is not None:
                dumped = {
                    name: value for name, value in dumped.items() if name not in self.__aliases__ or name not in exclude
                }
        return dumped

    def _alias_names(self) -> Iterator[tuple[str, str]]:
        wires = {attribute: wire for wire, attribute in self.__attributes__.items()}
        return ((alias, wires[attribute]) for alias, attribute in self.__aliases__.items())

    def model_dump_json(
        self, *, indent: int | None = None, ensure_ascii: bool = False, exclude_none: bool = False, **options: Any
    ) -> str:
        """Return `model_dump` as JSON: compact, or indented by `indent` spaces per level."""
        options["mode"] = "json"
        dumped = self.model_dump(exclude_none=exclude_none, **options)
        separators = (",", ":") if indent is None else (",", ": ")
        return json.dumps(dumped, ensure_ascii=ensure_ascii, indent=indent, separators=separators)

    def dict(self, **options: Any) -> JSONObject:
        """Return `model_dump`, under the name of pydantic's version 1."""
        return self.model_dump(**options)

    def json(self, **options: Any) -> str:
        """Return `model_dump_json`, under the name of pydantic's version 1."""
        return self.model_dump_json(**options)

    def copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return `model_copy`, under the name of pydantic's version 1."""
        return self.model_copy(update=update, deep=deep)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with the values of `update` set; `deep` copies nested values too."""
        new = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in (update or {}).items():
            new[name] = value
        return new

    @classmethod
    def model_validate(cls, obj: Self | Mapping[str, Any], **_: Any) -> Self:
        """Build a model as `from_dict` does; return a model of this class unchanged.

        Raises:
            InvalidDataError: `obj` is not a mapping.
        """
        return obj if isinstance(obj, cls) else cls.from_dict(cast("Mapping[str, Any]", obj))

    @classmethod
    def parse_obj(cls, obj: Self | Mapping[str, Any]) -> Self:
        """Return `model_validate`, under the name of pydantic's version 1."""
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, data: str | bytes | bytearray, **_: Any) -> Self:
        """Return `model_validate_json`, under the name of pydantic's version 1."""
        return cls.model_validate_json(data)

    @classmethod
    def validate(cls, value: Self | Mapping[str, Any]) -> Self:
        """Return `model_validate`, under the name of pydantic's version 1."""
        return cls.model_validate(value)

    @classmethod
    def construct(cls, _fields_set: Any = None, **values: Any) -> Self:
        """Return `model_construct`, under the name of pydantic's version 1."""
        return cls.model_construct(**values)

    @classmethod
    def schema(cls, by_alias: bool = True, ref_template: str = "#/$defs/{model}") -> JSONObject:
        """Return `model_json_schema`, under the name of pydantic's version 1."""
        return cls.model_json_schema(by_alias=by_alias, ref_template=ref_template)

    @classmethod
    def schema_json(cls, *, by_alias: bool = True, ref_template: str = "#/$defs/{model}", **options: Any) -> str:
        """Return `model_json_schema` as JSON, under the name of pydantic's version 1; `options` are json.dumps's."""
        return json.dumps(cls.model_json_schema(by_alias=by_alias, ref_template=ref_template), **options)

    @classmethod
    def update_forward_refs(cls, **_: Any) -> None:
        """Do nothing, under the name of pydantic's version 1: see `model_rebuild`."""

    @classmethod
    def model_construct(cls, _fields_set: Any = None, **values: Any) -> Self:
        """Build a model from values by attribute or wire name, none of them required."""
        wires = {attribute: wire for wire, attribute in cls.__attributes__.items()}
        return cls.from_dict({wires.get(name, name): value for name, value in {**defaults(cls), **values}.items()})

    @classmethod
    def model_json_schema(cls, by_alias: bool = True, ref_template: str = "#/$defs/{model}", **_: Any) -> JSONObject:
        """Return the JSON Schema of this class. Pydantic's other arguments are accepted and ignored."""
        from .json_schema import schema_of_model

        return schema_of_model(cls, by_alias=by_alias, ref_template=ref_template)

    @classmethod
    def model_rebuild(cls, **_: Any) -> None:
        """Do nothing: pydantic's method resolves annotations, which models do when they are read."""

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Build a model from a JSON document.

        Raises:
            ValueError: the document is not valid JSON, or not an object.
        """
        return cls.from_dict(json.loads(json_data))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return the core schema for pydantic, which allows this class as the type of a field."""
        from .pydantic_schema import schema_for

        return schema_for(cls, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> JSONObject:
        """Return the JSON Schema for pydantic."""
        from .pydantic_schema import describe

        return describe(cls, schema, handler)

    @property
    def __pydantic_serializer__(self) -> Any:
        """The serializer that pydantic uses for a model in a field of type Any."""
        from .pydantic_schema import serializer

        return serializer()

    def keys(self) -> list[str]:
        """Return the wire names of the fields that are set."""
        names = [name for name, attribute in self.__attributes__.items() if getattr(self, attribute) is not None]
        names.extend(name for name in self.additional_properties if name not in self.__attributes__)
        return names

    def values(self) -> list[Any]:
        """Return the values of the fields that are set."""
        return [self[name] for name in self.keys()]

    def items(self) -> list[tuple[str, Any]]:
        """Return the wire names and values of the fields that are set."""
        return [(name, self[name]) for name in self.keys()]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field's value by its wire name, or `default` if it is unset."""
        try:
            return self[name]
        except KeyError:
            return default

    def _attribute(self, name: str) -> str | None:
        # A field that the server sends under the name takes precedence over an alias.
        return self.__attributes__.get(name) or (
            None if name in self.additional_properties else self.__aliases__.get(name)
        )

    def __getitem__(self, name: str) -> Any:
        attribute = self._attribute(name)
        if attribute is None:
            return self.additional_properties[name]
        value = getattr(self, attribute)
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        attribute = self._attribute(name)
        if attribute is None:
            self.additional_properties[name] = value
        else:
            setattr(self, attribute, value)

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        attribute = self._attribute(name)
        return name in self.additional_properties if attribute is None else getattr(self, attribute) is not None

    def __iter__(self) -> Iterator[str]:
        return iter([FieldName(name, self[name]) for name in self.keys()])

    def __len__(self) -> int:
        return len(self.keys())

    def __bool__(self) -> bool:
        return True  # also without fields, as for any object

    if not TYPE_CHECKING:  # hidden from type checkers, so that they report a misspelled name

        def __getattr__(self, name: str) -> Any:
            # Dunder names are protocols (copy, pickle), never fields. The dict is not set yet during unpickling.
            if not name.startswith("__") and name != "additional_properties" and name in self.additional_properties:
                return self.additional_properties[name]
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        names = (*self.__attributes__.values(), "additional_properties")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __getstate__(self) -> JSONObject:
        return {name: getattr(self, name) for name in (*self.__attributes__.values(), "additional_properties")}

    def __setstate__(self, state: JSONObject) -> None:
        for name in self.__attributes__.values():
            setattr(self, name, state.get(name))  # a pickle of an older version may lack a field
        self.additional_properties = state["additional_properties"]

    def __copy__(self) -> Self:
        new = self.__class__.__new__(self.__class__)
        for name in self.__attributes__.values():
            setattr(new, name, getattr(self, name))
        new.additional_properties = dict(self.additional_properties)
        return new

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """Yield the fields that are set, which Rich prints."""
        yield from self.items()

    def __repr__(self) -> str:
        values = {name: getattr(self, name) for name in self.__attributes__.values()}
        values["additional_properties"] = self.additional_properties or None
        arguments = ", ".join(f"{name}={value!r}" for name, value in values.items() if value is not None)
        return f"{type(self).__name__}({arguments})"


# A mapping, which Streamlit shows as a tree. A field named `items` or `values` hides the method of that name.
cast("Any", UserDict).register(ApiModel)


class ExtraField:
    """An attribute for a field that other server versions have: an additional property, or None if it is unset."""

    def __set_name__(self, owner: type[ApiModel], name: str) -> None:
        self._name = name

    def __get__(self, model: ApiModel | None, owner: type[ApiModel]) -> Any:
        return self if model is None else model.additional_properties.get(self._name)

    def __set__(self, model: ApiModel, value: Any) -> None:
        model.additional_properties[self._name] = value


def _plain(value: object) -> object:
    if value.__class__ in SCALARS:
        return value
    if isinstance(value, ApiModel):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in cast("Mapping[Any, object]", value).items()}
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[object]", value)
        return [item if item.__class__ in SCALARS else _plain(item) for item in items]  # lists may be long
    return plain_leaf(value)
