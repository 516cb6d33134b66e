"""Structured output: converts a type to the `format` of a request, and the reply's text to an object of that type."""

from __future__ import annotations

import json
from collections import abc, defaultdict
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import partial
from inspect import isabstract, isclass
from pathlib import PurePath
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, NewType, TypeVar, cast, get_args, get_origin, overload
from uuid import UUID

from ollama_rest.conversion import is_mapping

from ..errors import InvalidResponseError, RequestError, short_repr
from .annotations import UNIONS, Field, alias_value, fields_of, is_unknown, members_of, unwrap
from .json_schema import SCALARS, Schema, array_item, is_pydantic, json_value, name_of, pydantic_schema, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def as_format(value: object) -> Schema:
    """Convert a type to its JSON schema, the `format` of a request; a schema is returned as a dict.

    Raises:
        RequestError: `value` is not a type or schema, or JSON cannot represent the type.
    """
    if is_mapping(value):
        return dict(value)
    if not isclass(value) and hasattr(value, "json_schema"):
        return cast("Any", value).json_schema()  # type: ignore[no-any-return]  # TypeAdapter returns a dict
    if not _is_type(value):
        raise RequestError(
            "format must be 'json', a JSON schema, or a type such as a dataclass or pydantic model, not "
            + short_repr(value)
            + ("" if fields_of(type(value)) is None and not is_pydantic(type(value)) else ": pass its class")
        )
    return pydantic_schema(value) or schema_of(value)


@overload
def parse(text: str, into: type[T]) -> T: ...
@overload
def parse(text: str, into: object) -> Any: ...
def parse(text: str, into: Any) -> Any:
    """Parse JSON into an object of any type that `format` accepts.

    Unknown keys are ignored, unless a pydantic model forbids them.

    Raises:
        InvalidResponseError: the text is not valid JSON or does not match `into`; the message names the location.
        RequestError: JSON cannot represent `into`.

    >>> parse('{"price": 5}', dict[str, float])
    {'price': 5.0}
    """
    try:
        if hasattr(into, "model_validate_json"):
            return into.model_validate_json(text)
        if not isclass(into) and hasattr(into, "validate_json"):
            return into.validate_json(text)
        return _build(_load(text), into, "$")
    except (ValueError, RecursionError) as error:
        if isinstance(error, RequestError):
            raise
        raise InvalidResponseError(str(error), 200, body=text) from error


class _MismatchError(ValueError):
    """A value does not match its type; `path` is its location."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        start = repr(text[:100]) if text else "an empty string"
        raise _MismatchError("$", f"expected JSON, got {start} ({error})") from None


def _is_type(value: object) -> bool:
    return isinstance(value, (type, NewType)) or get_origin(value) is not None or alias_value(value) is not None


def _build(value: Any, hint: Any, path: str) -> Any:
    hint, _ = unwrap(hint)
    cls: Any = get_origin(hint) or hint
    if is_unknown(hint):
        return value
    if cls in UNIONS:
        return _build_union(value, members_of(hint), path)
    if cls is Literal:
        return _choose(value, list(get_args(hint)), path)
    if (alias := alias_value(hint)) is not None:
        return _build(value, alias, path)
    if (fields := fields_of(hint)) is not None:
        return _build_object(value, cls, fields, path)
    if is_pydantic(hint):
        return _construct(hint.model_validate if hasattr(hint, "model_validate") else hint.parse_obj, value, path)
    if isclass(hint) and issubclass(hint, Enum):
        return _choose(value, list(hint), path)
    if (item := array_item(hint)) is not None:
        return _build_array(value, cls, item, path)
    if isclass(cls) and issubclass(cls, tuple):
        return _build_tuple(value, list(get_args(hint)), path)
    if isclass(cls) and issubclass(cls, abc.Mapping):
        return _build_mapping(value, cls, get_args(hint), path)
    return _build_scalar(value, NoneType if hint is None else hint, path)


def _build_object(value: Any, cls: Any, fields: list[Field], path: str) -> Any:
    content = _expect(value, dict, "object", path)
    for field in fields:
        if field.required and field.name not in content:
            raise _MismatchError(_at(path, field.name), "missing")
    known = {f.name: _build(content[f.name], f.type, _at(path, f.name)) for f in fields if f.name in content}
    return _construct(lambda values: cls(**values), known, path)


def _build_union(value: Any, members: list[Any], path: str) -> Any:
    """Build the first member that matches; classes with more of the object's keys come first."""
    failures: list[_MismatchError] = []
    for member in sorted(members, key=lambda member: -_known_keys(value, member)):
        try:
            return _build(value, member, path)
        except _MismatchError as error:
            if member is not NoneType:
                failures.append(error)
    deepest = max(failures, key=lambda failure: len(failure.path))
    if len(failures) == 1 or len(deepest.path) > len(path):
        raise deepest
    names = " or ".join("null" if member is NoneType else name_of(unwrap(member)[0]) for member in members)
    raise _MismatchError(path, f"expected {names}, got {_short_json(value)}")


def _known_keys(value: Any, member: Any) -> int:
    if not isinstance(value, dict):
        return 0
    bare, _ = unwrap(member)
    names = getattr(bare, "model_fields", None) or [field.name for field in fields_of(bare) or ()]
    return len(cast("dict[str, Any]", value).keys() & set(names))


def _build_array(value: Any, cls: Any, item: Any, path: str) -> Any:
    items = _expect(value, list, "array", path)
    built = [_build(content, item, f"{path}[{index}]") for index, content in enumerate(items)]
    if isabstract(cls):
        cls = set if issubclass(cls, abc.Set) else list
    return built if cls is list else _construct(cls, built, path)


def _build_tuple(value: Any, types: list[Any], path: str) -> Any:
    items = _expect(value, list, "array", path)
    if len(items) != len(types):
        raise _MismatchError(path, f"expected {len(types)} items, got {len(items)}")
    pairs = zip(items, types, strict=True)
    return tuple(_build(item, hint, f"{path}[{index}]") for index, (item, hint) in enumerate(pairs))


def _build_mapping(value: Any, cls: Any, types: tuple[Any, ...], path: str) -> Any:
    content = _expect(value, dict, "object", path)
    key, item = types if len(types) == 2 else (Any, Any)
    built = {_build_key(name, key, path): _build(part, item, _at(path, name)) for name, part in content.items()}
    if cls is dict or isabstract(cls):
        return built
    return _construct(cls if cls is not defaultdict else lambda items: defaultdict(None, items), built, path)


def _build_key(name: str, hint: Any, path: str) -> Any:
    if unwrap(hint)[0] in (int, float):  # keys in JSON are strings
        return _construct(unwrap(hint)[0], name, _at(path, name))
    return _build(name, hint, _at(path, name))


def _build_scalar(value: Any, cls: Any, path: str) -> Any:
    for scalar, schema in SCALARS.items():
        if isclass(cls) and issubclass(cls, scalar):
            kind = schema["type"]
            if isinstance(value, float) and kind == "integer" and value.is_integer():
                value = int(value)  # JSON does not distinguish 1.0 from 1
            fits = isinstance(value, _JSON_TYPES[kind]) and isinstance(value, bool) == (kind == "boolean")
            if not fits and not (scalar is Decimal and isinstance(value, str)):
                raise _mismatch(kind, value, path, schema.get("format"))
            return _construct(partial(_READERS[scalar], cls), value, path)
    raise RequestError(f"JSON cannot represent {name_of(cls)}: use a type that `format` accepts")


def _choose(value: Any, choices: list[Any], path: str) -> Any:
    encoded = json.dumps(value)
    for choice in choices:
        if json.dumps(json_value(choice)) == encoded:  # in Python, 1 == True
            return choice
    names = ", ".join(json.dumps(json_value(choice), ensure_ascii=False) for choice in choices)
    raise _MismatchError(path, f"expected one of {names}, got {_short_json(value)}")


def _construct(make: Callable[[Any], Any], value: Any, path: str) -> Any:
    try:
        return make(value)
    except (ValueError, TypeError, InvalidOperation) as error:
        raise _MismatchError(
            path, str(error) if isinstance(value, dict) else f"invalid value {_short_json(value)}: {error}"
        ) from error


def _expect(value: Any, cls: type, kind: str, path: str) -> Any:
    if not isinstance(value, cls):
        raise _mismatch(kind, value, path)
    return value


def _mismatch(kind: str, value: Any, path: str, format: str | None = None) -> _MismatchError:
    return _MismatchError(path, f"expected {_WORDS[kind]}{f' ({format})' if format else ''}, got {_short_json(value)}")


def _short_json(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else f"{text[:100]}…"


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{json.dumps(name, ensure_ascii=False)}]"


_WORDS = {
    "null": "null",
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
    "string": "a string",
    "array": "an array",
    "object": "an object",
}
_JSON_TYPES: dict[str, Any] = {
    "null": NoneType,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "string": str,
}
_READERS: dict[type, Callable[[Any, Any], Any]] = {
    NoneType: lambda _cls, _value: None,
    bool: lambda _cls, value: value,
    int: lambda cls, value: cls(value),
    float: lambda cls, value: cls(value),
    Decimal: lambda cls, value: cls(str(value)),
    str: lambda cls, value: cls(value),
    bytes: lambda cls, value: cls(value.encode()),
    PurePath: lambda cls, value: cls(value),
    datetime: lambda cls, value: cls.fromisoformat(value),
    date: lambda cls, value: cls.fromisoformat(value),
    time: lambda cls, value: cls.fromisoformat(value),
    UUID: lambda cls, value: cls(value),
}
