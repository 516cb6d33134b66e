# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

"""What the generated models and calls share."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterable, Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeAlias, TypeGuard, TypeVar, cast

from attrs import define

if TYPE_CHECKING:
    import datetime as dt

    import httpx

T = TypeVar("T")


class ApiModel:
    """An object of the API: typed attributes, and a mapping by the names that go over the wire.

    None stands for "not there": such a field is no key of the mapping and is never sent. Fields that the API's
    description does not know are kept in `additional_properties` and sent back as they came.
    """

    __slots__ = ("additional_properties",)

    additional_properties: dict[str, Any]

    # Dunder names, for no field of an API can clash with them.
    __attributes__: ClassVar[Mapping[str, str]] = {}  # wire name -> attribute, in order
    __required__: ClassVar[frozenset[str]] = frozenset()  # wire names that a union's branch is known by
    __constants__: ClassVar[Mapping[str, object]] = {}  # wire name -> the only value it can have
    __aliases__: ClassVar[Mapping[str, str]] = {}  # another name -> attribute

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """The model of a JSON object. Nothing is required and nothing is refused: what does not fit is kept as it is."""
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
        """A plain dict, fit for JSON, of all that is set; models inside become dicts too."""
        known = self.__attributes__
        values = {name: getattr(self, attribute) for name, attribute in known.items()}
        plain = {name: _plain(value) for name, value in values.items() if value is not None}
        plain.update((name, _plain(value)) for name, value in self.additional_properties.items() if name not in known)
        return plain

    # The names that users of pydantic models, and frameworks, call.

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
        """A plain dict by wire names of every field, None where it is not set, or as `to_dict` with an `exclude_…`.

        `include` and `exclude` choose among the names of this model. What has a second name stands there under both, or
        with `by_alias` under the wire name alone. Pydantic's other arguments change nothing.
        """
        dumped = self.to_dict()
        if not (exclude_none or exclude_unset or exclude_defaults):
            known = self.__attributes__
            whole = {name: _plain(getattr(self, attribute), whole=True) for name, attribute in known.items()}
            dumped = {**whole, **{name: value for name, value in dumped.items() if name not in known}}
        if not by_alias:
            dumped.update((name, dumped[wire]) for name, wire in self._other_names() if wire in dumped)
        return {
            name: value
            for name, value in dumped.items()
            if (include is None or name in include) and (exclude is None or name not in exclude)
        }

    def _other_names(self) -> Iterator[tuple[str, str]]:
        wires = {attribute: wire for wire, attribute in self.__attributes__.items()}
        return ((alias, wires[attribute]) for alias, attribute in self.__aliases__.items())

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = False, **options: Any) -> str:
        """The JSON text of `model_dump`, without spaces unless indented by `indent` of them a level."""
        dumped = self.model_dump(exclude_none=exclude_none, **options)
        separators = (",", ":") if indent is None else (",", ": ")
        return json.dumps(dumped, ensure_ascii=False, indent=indent, separators=separators)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with other values for the fields in `update`; `deep` copies what is inside, too."""
        new = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in (update or {}).items():
            new[name] = value
        return new

    @classmethod
    def model_validate(cls, obj: Self | Mapping[str, Any], **_: Any) -> Self:
        """The same as `from_dict`; a model of this class is given back as it is."""
        return obj if isinstance(obj, cls) else cls.from_dict(cast("Mapping[str, Any]", obj))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """The model of a JSON text. Raises ValueError where it is no JSON."""
        return cls.from_dict(json.loads(json_data))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """What a pydantic model needs to have this as a field; pydantic alone calls it."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.model_validate, serialization=core_schema.plain_serializer_function_ser_schema(_written)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """What a schema says of a field that holds this; pydantic alone calls it."""
        return {"type": "object", "title": cls.__name__}

    @property
    def __pydantic_serializer__(self) -> Any:
        """What pydantic needs to write this where it stands in a field of any type."""
        from pydantic_core import SchemaSerializer, core_schema

        written = core_schema.plain_serializer_function_ser_schema(_written)
        return SchemaSerializer(core_schema.any_schema(serialization=written))

    def keys(self) -> list[str]:
        """The names, as they go over the wire, of all that is set."""
        names = [name for name, attribute in self.__attributes__.items() if getattr(self, attribute) is not None]
        names.extend(name for name in self.additional_properties if name not in self.__attributes__)
        return names

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field by its wire name, or `default` where it is not set."""
        return self[name] if name in self else default

    def _attribute(self, name: str) -> str | None:
        # What the server sends under a name goes before an alias.
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

    if not TYPE_CHECKING:  # at run time only: a type checker shall find a misspelt name

        def __getattr__(self, name: str) -> Any:
            # Dunder names are protocols (copy, pickle), never fields; and the dict itself may not be there yet.
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
        shown = ", ".join(f"{name}={value!r}" for name, value in values.items() if value is not None)
        return f"{type(self).__name__}({shown})"


def _written(model: ApiModel) -> dict[str, Any]:
    return model.model_dump(by_alias=True)


class Kept:
    """A field that other servers send or take: it is among the additional properties, and None where it is not there."""

    def __set_name__(self, owner: type[ApiModel], name: str) -> None:
        self._name = name

    def __get__(self, model: ApiModel | None, owner: type[ApiModel]) -> Any:
        return self if model is None else model.additional_properties.get(self._name)

    def __set__(self, model: ApiModel, value: Any) -> None:
        model.additional_properties[self._name] = value


class Timestamp(str):
    """A time as the server wrote it, RFC 3339 with up to nine digits of a second, that can be used as a datetime, too.

    `expires_at - datetime.now(UTC)`, `modified_at < then`, `modified_at.year`, `modified_at.astimezone()` and
    f"{modified_at:%d.%m.%Y}" are those of `datetime`. What a text has too, such as `replace` and a hash, is the text's.
    Two of them are in the order of the clock, and equal where their texts are.
    """

    __slots__ = ()

    @property
    def datetime(self) -> dt.datetime:
        """The time with its offset, to the microsecond. Raises ValueError where the text is no RFC 3339 time."""
        from datetime import datetime

        return datetime.fromisoformat(self)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):  # dunder names are protocols (copy, pickle)
            with suppress(ValueError, AttributeError):
                return getattr(self.datetime, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __format__(self, format_spec: str) -> str:
        return self.datetime.strftime(format_spec) if "%" in format_spec else super().__format__(format_spec)

    def __add__(self, other: Any) -> Any:
        return super().__add__(other) if isinstance(other, str) else self.datetime + other

    def __radd__(self, other: Any) -> Any:
        # For Python it is this that adds a Timestamp to a text, too.
        return str.__add__(other, self) if isinstance(other, str) else other + self.datetime

    def __sub__(self, other: Any) -> Any:
        return self.datetime - _time(other)

    def __rsub__(self, other: Any) -> Any:
        return other - self.datetime

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return super().__eq__(other)
        with suppress(ValueError):
            return self.datetime == other
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __lt__(self, other: Any) -> bool:
        return super().__lt__(other) if _is_text(other) else self.datetime < _time(other)

    def __le__(self, other: Any) -> bool:
        return super().__le__(other) if _is_text(other) else self.datetime <= _time(other)

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __ge__(self, other: Any) -> bool:
        return not self < other


def _is_text(other: object) -> bool:
    return isinstance(other, str) and not isinstance(other, Timestamp)


def _time(other: Any) -> Any:
    return other.datetime if isinstance(other, Timestamp) else other


_PREFIXES = "KMGTPE"
_BYTES: dict[str, int] = {
    "": 1,
    **{prefix.lower(): 1000**power for power, prefix in enumerate(_PREFIXES, 1)},
    **{f"{prefix.lower()}i": 1024**power for power, prefix in enumerate(_PREFIXES, 1)},
}


class ByteSize(int):
    """A number of bytes."""

    __slots__ = ()

    def human_readable(self, decimal: bool = False, separator: str = "") -> str:
        """The size in the largest unit it has one of, such as "3.1GiB", or "3.4GB" if `decimal`."""
        step, unit = (1000, "B") if decimal else (1024, "iB")
        size, power = float(self), 0
        while abs(size) >= step and power < len(_PREFIXES):
            size, power = size / step, power + 1
        return f"{size:.1f}{separator}{_PREFIXES[power - 1]}{unit}" if power else f"{self}{separator}B"

    def to(self, unit: str) -> float:
        """The size in a unit such as "MB", "GiB" or "Mbit", in upper or lower case. Raises ValueError for another."""
        name = unit.lower()
        in_bits = name.endswith("bit")
        one = _BYTES.get(name.removesuffix("bit" if in_bits else "b"))
        if one is None:
            raise ValueError(f"{unit!r} is no unit of bytes: use one such as 'MB', 'GiB' or 'Mbit'")
        return self / one * (8 if in_bits else 1)


_SCALARS = frozenset({str, int, float, bool, type(None)})


def _plain(value: object, *, whole: bool = False) -> object:
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, ApiModel):
        return value.model_dump(by_alias=True) if whole else value.to_dict()
    if isinstance(value, Mapping):
        return {name: _plain(item, whole=whole) for name, item in cast("Mapping[Any, object]", value).items()}
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[object]", value)
        return [
            item if item.__class__ in _SCALARS else _plain(item, whole=whole) for item in items
        ]  # lists may be long
    return str(value) if isinstance(value, Timestamp) else int(value) if isinstance(value, ByteSize) else value


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict) or isinstance(value, Mapping)  # the first test is much the faster


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)))


# The following leave a value that is of another kind as it is: a newer server may send it, and a reply is never refused.


def as_model(value: Any, model: type[ApiModel]) -> Any:
    """A model of a mapping."""
    return model.from_dict(value) if _is_mapping(value) else value


def as_models(value: Any, model: type[ApiModel]) -> Any:
    """A list of models of a sequence of mappings."""
    return [as_model(item, model) for item in value] if _is_sequence(value) else value


def as_one_of(value: Any, *models: type[ApiModel]) -> Any:
    """A model of a mapping, of the first class whose required fields and constants are in it."""
    if _is_mapping(value):
        for model in models:
            if value.keys() >= model.__required__ and all(
                value.get(name, constant) == constant for name, constant in model.__constants__.items()
            ):
                return model.from_dict(value)
    return value


def as_list(value: Any, convert: Callable[[Any], Any]) -> Any:
    """A list of the converted items of a sequence."""
    return [convert(item) for item in value] if _is_sequence(value) else value


def as_dict(value: Any, convert: Callable[[Any], Any]) -> Any:
    """A dict of the converted values of a mapping."""
    return {name: convert(item) for name, item in value.items()} if _is_mapping(value) else value


def as_type(value: Any, kind: type[Any]) -> Any:
    """A value of this class, of a plain text or number."""
    return kind(value) if value.__class__ is kind.__base__ else value


def given(others: Mapping[str, Any]) -> dict[str, Any]:
    """Of arguments that no field is named after, those that are not None."""
    return {name: value for name, value in others.items() if value is not None}


def own(value: Any) -> Any:
    """A new dict or list of the same items, of a mapping or a sequence."""
    return dict(value) if _is_mapping(value) else list(value) if _is_sequence(value) else value


Content: TypeAlias = bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
"""A body of raw bytes: at once, from a file, or piece by piece."""


@define
class File:
    """A file of a form, with the name and the type it is sent under."""

    payload: IO[bytes] | bytes
    file_name: str | None = None
    mime_type: str | None = None


Upload: TypeAlias = File | IO[bytes] | bytes
"""What a form takes as a file."""

Part: TypeAlias = tuple[str | None, IO[bytes] | bytes | str, str | None]


def form(body: ApiModel) -> list[tuple[str, Part]]:
    """The parts of a multipart form, in the shape of httpx's `files`; a list becomes one part for each item."""
    return [
        (name, _part(name, item))
        for name, value in body.to_dict().items()
        for item in (value if _is_sequence(value) else [value])
    ]


def _part(name: str, value: Any) -> Part:
    if isinstance(value, File):
        return value.file_name or name, value.payload, value.mime_type
    if isinstance(value, bytes) or hasattr(value, "read"):
        return name, value, None
    return None, value if isinstance(value, str) else json.dumps(value), None


def read_json(response: httpx.Response) -> Any:
    """The JSON of a body; None where an error answer has another body, or none, as those of proxies do."""
    try:
        return response.json()
    except ValueError:
        if response.is_error:
            return None
        raise


@define
class Response(Generic[T]):
    """An answer of the server.

    `parsed` is what the API's description makes of the body, and None for a status it does not know.
    """

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    parsed: T | None
