# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The base class of all generated models."""

from __future__ import annotations

import copy
import json
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, cast

from .values import ByteSize, Timestamp

FieldTypes: TypeAlias = "tuple[str | FieldTypes, ...]"
"""The alternative types of a field, by name: ("str",), or ("str", ("list", "int", "float")).

A nested tuple is a list or dict, with the alternative types of its items or values. A model goes by the name of its
class; "float" includes integers; "Any" accepts every value and "None" null.
"""


class ApiModel:
    """A JSON object of the API, with typed attributes; also a mapping by wire name, the name used in JSON.

    None means the field is unset: it is not a key of the mapping and is not sent. Fields that the API description does
    not declare are kept in `additional_properties` and sent back unchanged.
    """

    __slots__ = ("additional_properties",)

    additional_properties: dict[str, Any]

    # Dunder names cannot clash with a field of an API.
    __attributes__: ClassVar[Mapping[str, str]] = {}  # wire name -> attribute, in order
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {}  # attribute -> its types in the API description
    __required__: ClassVar[frozenset[str]] = frozenset()  # wire names; identify the branch of a union
    __constants__: ClassVar[Mapping[str, object]] = {}  # wire name -> its only possible value
    __aliases__: ClassVar[Mapping[str, str]] = {}  # alternative name -> attribute

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """Build a model from a JSON object. No field is required; a value of an unexpected type is kept unchanged."""
        self = cls.__new__(cls)
        self._fill(src)
        return self

    def _fill(self, src: Mapping[str, Any]) -> None:
        self._keep_unknown(src)

    def _keep_unknown(self, src: Mapping[str, Any]) -> None:
        known = self.__attributes__
        if src.keys() <= known.keys():
            self.additional_properties = {}
        else:
            self.additional_properties = {name: value for name, value in src.items() if name not in known}

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that are set as a plain dict, ready for JSON; nested models become dicts too."""
        known = self.__attributes__
        values = {name: getattr(self, attribute) for name, attribute in known.items()}
        plain = {name: _plain(value) for name, value in values.items() if value is not None}
        plain.update((name, _plain(value)) for name, value in self.additional_properties.items() if name not in known)
        return plain

    # The methods below carry pydantic's names, which frameworks and code written for pydantic models call.

    def model_dump(
        self,
        *,
        include: Container[str] | None = None,
        exclude: Container[str] | None = None,
        exclude_none: bool = False,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        by_alias: bool | None = None,
        **_: Any,
    ) -> dict[str, Any]:
        """Return all fields as a plain dict by wire name, unset ones as None.

        With any of the `exclude_…` flags, return the same as `to_dict`. `include` and `exclude` select among the fields
        of this model. A field with an alias appears under both names, or only under its wire name with `by_alias`.
        Pydantic's other arguments are accepted and ignored.
        """
        dumped = self.to_dict()
        if not (exclude_none or exclude_unset or exclude_defaults):
            known = self.__attributes__
            declared = {name: _plain(getattr(self, attribute), keep_none=True) for name, attribute in known.items()}
            dumped = {**declared, **{name: value for name, value in dumped.items() if name not in known}}
        if not by_alias:
            dumped.update((name, dumped[wire]) for name, wire in self._alias_names() if wire in dumped)
        return {
            name: value
            for name, value in dumped.items()
            if (include is None or name in include) and (exclude is None or name not in exclude)
        }

    def _alias_names(self) -> Iterator[tuple[str, str]]:
        wires = {attribute: wire for wire, attribute in self.__attributes__.items()}
        return ((alias, wires[attribute]) for alias, attribute in self.__aliases__.items())

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = False, **options: Any) -> str:
        """Return `model_dump` as JSON: compact, or indented by `indent` spaces per level."""
        dumped = self.model_dump(exclude_none=exclude_none, **options)
        separators = (",", ":") if indent is None else (",", ": ")
        return json.dumps(dumped, ensure_ascii=False, indent=indent, separators=separators)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with the values of `update` set; `deep` copies nested values too."""
        new = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in (update or {}).items():
            new[name] = value
        return new

    @classmethod
    def model_validate(cls, obj: Self | Mapping[str, Any], **_: Any) -> Self:
        """Build a model as `from_dict` does; return a model of this class unchanged."""
        return obj if isinstance(obj, cls) else cls.from_dict(cast("Mapping[str, Any]", obj))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Build a model from a JSON document.

        Raises:
            ValueError: the document is not valid JSON.
        """
        return cls.from_dict(json.loads(json_data))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return the core schema for pydantic, which allows this class as the type of a field."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.model_validate, serialization=core_schema.plain_serializer_function_ser_schema(_dump_by_alias)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the JSON Schema for pydantic."""
        return {"type": "object", "title": cls.__name__}

    @property
    def __pydantic_serializer__(self) -> Any:
        """The serializer that pydantic uses for a model in a field of type Any."""
        from pydantic_core import SchemaSerializer, core_schema

        serialization = core_schema.plain_serializer_function_ser_schema(_dump_by_alias)
        return SchemaSerializer(core_schema.any_schema(serialization=serialization))

    def keys(self) -> list[str]:
        """Return the wire names of the fields that are set."""
        names = [name for name, attribute in self.__attributes__.items() if getattr(self, attribute) is not None]
        names.extend(name for name in self.additional_properties if name not in self.__attributes__)
        return names

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
        return iter(self.keys())

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

    def __copy__(self) -> Self:
        new = self.__class__.__new__(self.__class__)
        for name in self.__attributes__.values():
            setattr(new, name, getattr(self, name))
        new.additional_properties = dict(self.additional_properties)
        return new

    def __repr__(self) -> str:
        values = {name: getattr(self, name) for name in self.__attributes__.values()}
        values["additional_properties"] = self.additional_properties or None
        arguments = ", ".join(f"{name}={value!r}" for name, value in values.items() if value is not None)
        return f"{type(self).__name__}({arguments})"


def _dump_by_alias(model: ApiModel) -> dict[str, Any]:
    return model.model_dump(by_alias=True)


class ExtraField:
    """An attribute for a field that other server versions have: an additional property, or None if it is unset."""

    def __set_name__(self, owner: type[ApiModel], name: str) -> None:
        self._name = name

    def __get__(self, model: ApiModel | None, owner: type[ApiModel]) -> Any:
        return self if model is None else model.additional_properties.get(self._name)

    def __set__(self, model: ApiModel, value: Any) -> None:
        model.additional_properties[self._name] = value


_SCALARS = frozenset({str, int, float, bool, type(None)})


def _plain(value: object, *, keep_none: bool = False) -> object:
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, ApiModel):
        return value.model_dump(by_alias=True) if keep_none else value.to_dict()
    if isinstance(value, Mapping):
        return {name: _plain(item, keep_none=keep_none) for name, item in cast("Mapping[Any, object]", value).items()}
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[object]", value)
        return [
            item if item.__class__ in _SCALARS else _plain(item, keep_none=keep_none) for item in items
        ]  # lists may be long
    return str(value) if isinstance(value, Timestamp) else int(value) if isinstance(value, ByteSize) else value
