"""A class is sent as a JSON schema, and the reply is parsed into it, or into an error with the place of the fault."""

# Types use the syntax that users write.
# ruff: noqa: UP007, UP045

from __future__ import annotations

import copy
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, make_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import (
    Annotated,
    Any,
    Generic,
    Literal,
    NamedTuple,
    NewType,
    NotRequired,
    Optional,
    TypedDict,
    TypeVar,
    Union,
)
from uuid import UUID

import attrs
import jsonschema
import pydantic
import pytest

from tests.backends import VerbCaller
from wrapper import InvalidResponseError, RequestError
from wrapper.schemas.json_schema import SCALARS
from wrapper.schemas.output import _READERS, as_format, parse
from wrapper.testing import FakeOllama

from .conftest import lines, ndjson

T = TypeVar("T")


class Kind(Enum):
    BOOK = "book"
    GAME = "game"


@dataclass
class Price:
    amount: float
    currency: Literal["EUR", "USD"] = "EUR"

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("amount is negative")


@attrs.define
class Item:
    name: str
    price: Price
    kind: Kind = Kind.BOOK
    _shelf: Optional[int] = None


class Shop(TypedDict):
    city: str
    open: NotRequired[bool]


@dataclass
class Order:
    """An order."""

    id: Annotated[int, "its number"]
    items: list[Item]
    shop: Shop
    at: datetime
    notes: dict[str, str] = field(default_factory=dict)
    discount: Decimal | None = None


@dataclass
class Node:
    value: int
    children: list[Node] = field(default_factory=list)


class Point(NamedTuple):
    x: int
    y: int = 0


@dataclass
class Box(Generic[T]):
    content: T
    more: list[T] = field(default_factory=list)


@dataclass
class Cat:
    name: str


@dataclass
class Dog:
    name: str
    breed: str


class Model(pydantic.BaseModel):
    name: str
    children: list[Model] = []


@dataclass
class Holder:
    model: Model


ORDER = (
    '{"id": 7, "unknown": 1, "shop": {"city": "Bonn", "street": "x"}, "at": "2026-01-02T03:04:05Z", "discount": "0.10",'
    ' "items": [{"name": "Go", "price": {"amount": 12}, "kind": "game", "shelf": 3, "unknown": null}]}'
)


def test_schema_and_parsing_of_a_nested_class() -> None:
    assert parse(ORDER, Order) == Order(
        7,
        [Item("Go", Price(12.0), Kind.GAME, 3)],
        {"city": "Bonn"},
        datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        discount=Decimal("0.10"),
    )
    schema = as_format(Order)
    assert schema == {
        "type": "object",
        "description": "An order.",
        "properties": {
            "id": {"type": "integer", "description": "its number"},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "price": {
                            "type": "object",
                            "properties": {
                                "amount": {"type": "number"},
                                "currency": {"type": "string", "enum": ["EUR", "USD"], "default": "EUR"},
                            },
                            "required": ["amount"],
                        },
                        "kind": {"type": "string", "enum": ["book", "game"], "default": "book"},
                        "shelf": {"type": ["integer", "null"]},
                    },
                    "required": ["name", "price"],
                },
            },
            "shop": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "open": {"type": "boolean"}},
                "required": ["city"],
            },
            "at": {"type": "string", "format": "date-time"},
            "notes": {"type": "object", "additionalProperties": {"type": "string"}},
            "discount": {"type": ["number", "null"]},
        },
        "required": ["id", "items", "shop", "at"],
    }


def test_recursive_class_becomes_a_definition() -> None:
    schema = as_format(Node)
    assert schema == {
        "$ref": "#/$defs/Node",
        "$defs": {
            "Node": {
                "type": "object",
                "properties": {
                    "value": {"type": "integer"},
                    "children": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
                },
                "required": ["value"],
            }
        },
    }
    jsonschema.validate({"value": 1, "children": [{"value": 2}]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"value": 1, "children": [{}]}, schema)
    assert parse('{"value": 1, "children": [{"value": 2}]}', Node) == Node(1, [Node(2)])
    assert as_format(list[Node])["items"] == {"$ref": "#/$defs/Node"}


def test_equal_class_names_become_two_definitions() -> None:
    other = make_dataclass("Node", [("nodes", list[Node]), ("others", "list[Node]")])
    schema = as_format(other)
    assert isinstance(schema, dict)
    assert sorted(schema["$defs"]) == ["Node", "Node2"]


def test_ready_format_is_unchanged() -> None:
    schema = {"type": "object", "x": None}
    assert as_format(schema) == schema


def test_pydantic_model_provides_schema_and_parsing() -> None:
    assert as_format(Model) == Model.model_json_schema()
    adapter = pydantic.TypeAdapter(list[Model])
    assert as_format(adapter) == adapter.json_schema()
    text = '{"name": "a", "children": [{"name": "b"}]}'
    model = Model(name="a", children=[Model(name="b")])
    assert parse(text, Model) == model
    assert parse(f"[{text}]", adapter) == parse(f"[{text}]", list[Model]) == [model]
    assert parse(f'{{"model": {text}}}', Holder) == Holder(model)
    for into in (Model, adapter, Holder, list[Model]):
        with pytest.raises(InvalidResponseError, match="name"):
            parse('{"model": {"name": 1}}' if into is Holder else '[{"name": 1}]' if into is not Model else "{}", into)


@pytest.mark.filterwarnings("ignore:Core Pydantic V1:UserWarning")
def test_pydantic_version_1_is_supported() -> None:
    from pydantic import v1

    old: Any = v1.create_model("Old", name=(str, ...))
    parent: Any = v1.create_model("Parent", old=(old, ...))
    assert as_format(parent) == parent.schema()
    assert parse('{"old": {"name": "a"}}', parent) == parent(old=old(name="a"))
    assert parse('[{"old": {"name": "a"}}]', list[parent]) == [parent(old=old(name="a"))]
    assert "$ref" not in str(as_format(list[parent]))
    with pytest.raises(InvalidResponseError, match="name"):
        parse('{"old": {}}', parent)


@pytest.mark.parametrize(
    ("into", "text", "value"),
    [
        (Any, '{"a": [1]}', {"a": [1]}),
        (None, "null", None),
        (bool, "true", True),
        (int, "3", 3),
        (int, "3.0", 3),
        (float, "3", 3.0),
        (Decimal, "0.1", Decimal("0.1")),
        (str, '"x"', "x"),
        (bytes, '"ü"', "ü".encode()),
        (Path, '"a/b"', Path("a/b")),
        (date, '"2026-01-02"', date(2026, 1, 2)),
        (time, '"03:04:05"', time(3, 4, 5)),
        (UUID, '"12345678123456781234567812345678"', UUID("12345678123456781234567812345678")),
        (NewType("Id", int), "1", 1),
        (Annotated[int, "x"], "1", 1),
        (list, "[1]", [1]),
        (list[int], "[1]", [1]),
        (Sequence[int], "[1]", [1]),
        (Iterable[int], "[1]", [1]),
        (set[int], "[1, 1]", {1}),
        (AbstractSet[int], "[1, 1]", {1}),
        (frozenset[int], "[1]", frozenset({1})),
        (deque[int], "[1]", deque([1])),
        (tuple[int, ...], "[1, 2]", (1, 2)),
        (tuple[int, str], '[1, "a"]', (1, "a")),
        (dict[str, int], '{"a": 1}', {"a": 1}),
        (dict[int, int], '{"1": 1}', {1: 1}),
        (dict[Kind, int], '{"book": 1}', {Kind.BOOK: 1}),
        (Mapping[str, int], '{"a": 1}', {"a": 1}),
        (OrderedDict[str, int], '{"a": 1}', OrderedDict(a=1)),
        (defaultdict[str, int], '{"a": 1}', defaultdict(None, a=1)),
        (Counter[str], '{"a": 1}', Counter(a=1)),
        (Literal["a", 1], "1", 1),
        (Kind, '"game"', Kind.GAME),
        (Optional[int], "null", None),
        (Union[int, str], '"1"', "1"),
        (Union[datetime, str], '"soon"', "soon"),
        (Union[Cat, Dog], '{"name": "Rex", "breed": "pug"}', Dog("Rex", "pug")),
        (Union[Cat, Dog], '{"name": "Tom"}', Cat("Tom")),
        (Point, '{"x": 1}', Point(1)),
        (Box[int], '{"content": 1, "more": [2]}', Box(1, [2])),
        (Box[Box[Kind]], '{"content": {"content": "book"}}', Box(Box(Kind.BOOK))),
        (Shop, '{"city": "Bonn"}', {"city": "Bonn"}),
    ],
    ids=str,
)
def test_type_parses_its_values(into: Any, text: str, value: object) -> None:
    got = parse(text, into)
    assert got == value
    assert type(got) is type(value)
    if into is not None and into is not Any:
        schema = as_format(into)
        assert isinstance(schema, dict)
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("text", "into", "reason"),
    [
        ("", Order, r"\$: expected JSON, got an empty string"),
        ("Sure! Here is", Order, r"\$: expected JSON, got 'Sure! Here is'"),
        ('{"id": 7', Order, r"\$: expected JSON"),
        ("[" * 100_000, list, r"\$: expected JSON"),
        ("[]", Order, r"\$: expected an object, got \[\]"),
        ("null", Order, r"\$: expected an object, got null"),
        (ORDER.replace("id", "no"), Order, r"\$\.id: missing"),
        (ORDER.replace("12", '"x"'), Order, r"\$\.items\[0\]\.price\.amount: expected a number, got 'x'"),
        (ORDER.replace("12", "true"), Order, r"\$\.items\[0\]\.price\.amount: expected a number, got true"),
        (ORDER.replace("12", "-1"), Order, r"\$\.items\[0\]\.price: amount is negative"),
        (
            ORDER.replace('"game"', '"toy"'),
            Order,
            r"\$\.items\[0\]\.kind: expected one of \"book\", \"game\", got 'toy'",
        ),
        (ORDER.replace("2026-01-02T", "soon"), Order, r"\$\.at: invalid value 'soon"),
        (ORDER.replace('"0.10"', '"x"'), Order, r"\$\.discount: invalid value 'x'"),
        (ORDER.replace('"0.10"', "[]"), Order, r"\$\.discount: expected a number, got \[\]"),
        ('{"a b": "x"}', dict[str, int], r"\$\[\"a b\"\]: expected an integer, got 'x'"),
        ('{"a": 1}', dict[int, int], r"\$\.a: invalid value 'a'"),
        ("1.5", int, "expected an integer, got 1.5"),
        ("1", str, "expected a string, got 1"),
        ("1", bool, "expected true or false, got 1"),
        ("1", date, r"expected a string \(date\), got 1"),
        ("0", None, "expected null, got 0"),
        ("1.0", Literal[1], r"expected one of 1, got 1\.0"),
        ("true", Literal[1], "expected one of 1, got true"),
        ("[1]", tuple[int, str], "expected 2 items, got 1"),
        ("[1, 2]", tuple[int, str], r"\$\[1\]: expected a string, got 2"),
        ("[[]]", set[Any], "unhashable"),
        ("[]", Union[int, str, None], r"expected int or str or null, got \[\]"),
        ('{"name": 1, "breed": "pug"}', Union[Cat, Dog], r"\$\.name: expected a string, got 1"),
        ('"' + "x" * 5000 + '"', int, "x…"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_mismatch_error_has_the_place(text: str, into: Any, reason: str) -> None:
    with pytest.raises(InvalidResponseError, match=reason) as caught:
        parse(text, into)
    assert (caught.value.status_code, caught.value.body) == (200, text)
    assert len(str(caught.value)) < 400


def test_deeply_nested_reply_raises() -> None:
    depth = sys.getrecursionlimit() // 3
    with pytest.raises(InvalidResponseError):
        parse('{"value": 1, "children": [' * depth + "]}" * depth, Node)


class Unsupported:
    pass


@dataclass
class HasUnsupported:
    unfit: Unsupported


@dataclass
class Broken:
    x: Missing  # type: ignore[name-defined]  # noqa: F821 - tests a missing name


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "not 3"),
        (["json"], "not \\['json'\\]"),
        (Price(1), "pass its class"),
        (Model(name="a"), "pass its class"),
        (Unsupported, "cannot represent Unsupported"),
        (HasUnsupported, "cannot represent Unsupported"),
        (list[Unsupported], "cannot represent Unsupported"),
        (Literal[b"x"], "cannot represent"),
        (Broken, "Broken: name 'Missing' is not defined"),
        (print, "not <built-in"),
    ],
    ids=str,
)
def test_invalid_format_error_suggests_alternative(value: object, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        as_format(value)


def test_unsupported_class_raises_request_error() -> None:
    with pytest.raises(RequestError, match="Unsupported"):
        parse("{}", Unsupported)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="`type` statements need Python 3.12")
def test_type_statement_is_resolved() -> None:
    names: dict[str, Any] = {}
    exec("type Json = dict[str, Json] | list[Json] | int\ntype Pair[T] = list[T]", names)  # noqa: S102 - no syntax of 3.11
    assert parse('{"a": [1]}', names["Json"]) == {"a": [1]}
    assert as_format(names["Pair"][int]) == {"type": "array", "items": {"type": "integer"}}
    assert "$defs" in (as_format(names["Json"]) or {})


def test_each_scalar_schema_has_a_reader() -> None:
    assert SCALARS.keys() == _READERS.keys()


@pytest.mark.parametrize(
    ("verb", "text"),
    [("chat", {"message": {"content": '{"amount": 1.5}'}}), ("generate", {"response": '{"amount": 1.5}'})],
)
def test_whole_reply_is_parsed_into_its_format(backend: str, verb: str, text: dict[str, Any]) -> None:
    def call(streamed: bool, **parameters: Any) -> Any:
        body = lines({**text, "done": True})
        return VerbCaller(backend, streamed)(lambda _: ndjson(body), verb, "m", **parameters)[0]

    assert call(False, format=Price).parsed == Price(1.5)
    assert call(True, format=Price).parsed is None  # a part of the string cannot be parsed
    for free in ("json", {"type": "object"}, None):
        assert call(False, format=free).parsed is None
    assert copy.copy(call(False, format=Price)).parse(Price) == Price(1.5)


def test_final_reply_of_stream_is_parsed(fake_ollama: FakeOllama) -> None:
    fake_ollama.reply(['{"amount"', ": 1.5}"], '{"amount": "much"}', model="m")
    with fake_ollama.client() as client:
        assert client.generate("m", "How much?", format=Price, stream=True).final().parsed == Price(1.5)
        reply = client.generate("m", "How much?", format=Price)
    with pytest.raises(InvalidResponseError, match="amount"):
        _ = reply.parsed
