"""What Python says of a type: the fields of a class, and the type beneath names and remarks."""

from __future__ import annotations

from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ForwardRef,
    NamedTuple,
    NewType,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from ..errors import RequestError
from .docstrings import parse_docstring

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIONS = (Union, UnionType)


class Field(NamedTuple):
    """A field of a class, or a parameter of a function."""

    name: str
    type: Any
    required: bool
    default: Any = None
    """None where there is none, or one that is made anew each time."""
    description: str = ""


def is_class(hint: object) -> bool:
    """Whether this is a class proper; `list[int]` says that it is one, and is not."""
    return isinstance(hint, type) and get_origin(hint) is None


def fields_of(hint: Any) -> list[Field] | None:
    """Find the fields of a dataclass, attrs class, TypedDict or NamedTuple, generic or not; None for all else.

    Raises:
        RequestError: a type that a field names cannot be found.
    """
    cls: Any = get_origin(hint) or hint
    if not is_class(cls):
        return None
    if hasattr(cls, "__dataclass_fields__"):
        hints = _class_hints(cls)
        found = [
            Field(f.name, hints.get(f.name, Any), f.default is MISSING and f.default_factory is MISSING,
                  None if f.default is MISSING else f.default, f.metadata.get("description", ""))
            for f in dataclass_fields(cls) if f.init
        ]  # fmt: skip
    elif hasattr(cls, "__attrs_attrs__"):
        found = _attrs_fields(cls)
    elif hasattr(cls, "__required_keys__"):
        found = [Field(name, h, _is_required_key(cls, name, h)) for name, h in _class_hints(cls).items()]
    elif hasattr(cls, "_field_defaults"):
        hints, defaults = _class_hints(cls), cls._field_defaults
        found = [Field(n, hints.get(n, Any), n not in defaults, defaults.get(n)) for n in cls._fields]
    else:
        return None
    described, values = parse_docstring(own_doc(cls)).parameters, type_values(hint)
    return [
        f._replace(type=substitute(f.type, values), description=f.description or described.get(f.name, ""))
        for f in found
    ]


def own_doc(cls: type) -> str:
    """Read the docstring that a class was given: none inherited, and not the signature that `dataclass` puts there."""
    doc = cls.__dict__.get("__doc__") or ""
    return "" if doc.startswith(f"{cls.__name__}(") else doc


def peel(hint: Any) -> tuple[Any, str]:
    """Find the type beneath Annotated, NewType, TypeVar, Required and their like, and the description in a remark."""
    description = ""
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            description = description or next((text for text in map(_remark, hint.__metadata__) if text), "")
            hint = hint.__origin__
        elif str(origin).rpartition(".")[2] in {"Required", "NotRequired", "ReadOnly", "Final"}:
            hint = get_args(hint)[0]  # by name, for typing_extensions has its own
        elif isinstance(hint, NewType):
            hint = hint.__supertype__
        elif isinstance(hint, TypeVar):
            hint = hint.__bound__ or (union_of(hint.__constraints__) if hint.__constraints__ else Any)
        else:
            return hint, description


def members_of(hint: Any) -> list[Any]:
    """List the members of a union, those of unions within it too; any other type is its own only member."""
    bare, _ = peel(hint)
    if get_origin(bare) in UNIONS:
        return [member for part in get_args(bare) for member in members_of(part)]
    return [NoneType if bare is None else hint]


def union_of(members: Iterable[Any]) -> Any:
    """Make the union of types that are known at run time only."""
    return Union[tuple(members)]  # noqa: UP007 - there is no `|` between the items of a list


def alias_value(hint: Any) -> Any:
    """Find what a `type X = ...` stands for; None where this is no such name."""
    alias = get_origin(hint) or hint
    if isinstance(alias, type) or not hasattr(alias, "__value__"):
        return None
    return substitute(alias.__value__, dict(zip(alias.__type_params__, get_args(hint), strict=False)))


def type_values(hint: Any) -> dict[Any, Any]:
    """Tell what the type variables of a generic class are in `Box[int]`."""
    return dict(zip(getattr(get_origin(hint), "__parameters__", ()), get_args(hint), strict=False))


def substitute(hint: Any, values: dict[Any, Any]) -> Any:
    """Put types in the place of type variables."""
    if isinstance(hint, TypeVar):
        return values.get(hint, hint)
    free = getattr(hint, "__parameters__", ())
    return hint[tuple(values.get(p, p) for p in free)] if values and free and get_origin(hint) else hint


def resolve(hint: Any, names: dict[str, Any]) -> Any:
    """Find the type that a text names, or a type with texts in it; Any where it cannot be found."""
    try:
        holder = SimpleNamespace(__annotations__={"hint": hint})
        return get_type_hints(holder, globalns=names, include_extras=True)["hint"]
    except Exception:  # an annotation is any code: whatever it raises, it names no type
        return Any


def is_unknown(hint: object) -> bool:
    """Whether any value will do."""
    return hint is Any or hint is object or isinstance(hint, (str, ForwardRef))


def _class_hints(cls: type) -> dict[str, Any]:
    try:
        return get_type_hints(cls, localns={cls.__name__: cls}, include_extras=True)
    except (NameError, TypeError) as error:
        raise RequestError(
            f"{cls.__name__}: {error}: its types must be importable where it is defined, not under TYPE_CHECKING alone"
        ) from None


def _attrs_fields(cls: Any) -> list[Field]:
    from attrs import NOTHING, Factory

    hints = _class_hints(cls)
    return [
        Field(
            a.alias,
            hints.get(a.name, a.type or Any),
            a.default is NOTHING,
            None if a.default is NOTHING or isinstance(a.default, Factory) else a.default,  # type: ignore[arg-type]  # a class, typed as the function it seems
            a.metadata.get("description", ""),
        )
        for a in cls.__attrs_attrs__
        if a.init
    ]


def _is_required_key(cls: Any, name: str, hint: Any) -> bool:
    mark = str(get_origin(hint)).rpartition(".")[2]  # where annotations are texts, the class itself does not know
    return mark == "Required" or (mark != "NotRequired" and name in cls.__required_keys__)


def _remark(remark: Any) -> str:
    description: object = remark if isinstance(remark, str) else getattr(remark, "description", None)
    if description is None and type(remark).__name__ == "Doc":  # of typing_extensions
        description = getattr(remark, "documentation", None)
    return description if isinstance(description, str) else ""
