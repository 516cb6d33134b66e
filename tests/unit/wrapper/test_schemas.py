"""Types as JSON Schema and back: the corners of `format` and `tools` that one example each does not reach."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar

import pydantic
import pytest
import typing_extensions

from wrapper import GenerateResponse, InvalidResponseError, RequestError
from wrapper.schemas.docstrings import parse_docstring
from wrapper.schemas.json_schema import inline_refs, schema_of
from wrapper.schemas.output import as_format, parse
from wrapper.schemas.tools import as_tool, convert_function_to_tool

T = TypeVar("T")
Pairs = typing_extensions.TypeAliasType("Pairs", list[dict[str, T]], type_params=(T,))


@dataclass
class Node:
    """A node of a tree."""

    value: int
    left: Node | None = None
    right: Node | None = None
    more: list[Node] = field(default_factory=list)


@dataclass
class Pair:
    """Two trees."""

    first: Node
    second: Node


def test_generic_alias_has_the_types_of_its_parameters() -> None:
    item = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert schema_of(Pairs[int]) == {"type": "array", "items": item}
    assert parse('[{"a": 1.0}]', Pairs[int]) == [{"a": 1}]
    with pytest.raises(InvalidResponseError, match=r"\$\[0\]\.a: expected an integer"):
        parse('[{"a": "x"}]', Pairs[int])


def test_type_that_contains_itself_is_defined_once() -> None:
    schema = schema_of(Pair)
    node = {"$ref": "#/$defs/Node"}
    assert schema["properties"] == {"first": node, "second": node}
    assert [*schema["$defs"]] == ["Node"]
    assert schema["$defs"]["Node"]["properties"]["left"] == {"anyOf": [node, {"type": "null"}]}
    assert schema["$defs"]["Node"]["properties"]["more"]["items"] == node
    tree = parse('{"first": {"value": 1, "left": {"value": 2}}, "second": {"value": 3, "more": [{"value": 4}]}}', Pair)
    assert tree == Pair(Node(1, left=Node(2)), Node(3, more=[Node(4)]))


def test_documented_metadata_is_a_description() -> None:
    documented = Annotated[int, typing_extensions.Doc("in metres")]
    assert schema_of(documented) == {"type": "integer", "description": "in metres"}


def test_metadata_takes_precedence_over_the_docstring() -> None:
    def measure(
        length: Annotated[int, "of the hint"], width: Annotated[int | None, "of the hint"], height: int | None = 1
    ) -> object:
        """Measure.

        Args:
            length: of the docstring
            width: of the docstring
            height: of the docstring
        """
        return length, width, height

    properties: Any = convert_function_to_tool(measure).to_dict()["function"]["parameters"]["properties"]
    assert {name: each["description"] for name, each in properties.items()} == {
        "length": "of the hint",
        "width": "of the hint",
        "height": "of the docstring",
    }


@pytest.mark.parametrize("heading", ["Args:", "Args :", "ARGS:", "Parameters:", "Keyword Args:", "Attributes:"])
def test_headings_of_parameters(heading: str) -> None:
    doc = parse_docstring(f"Text.\n\n{heading}\n    a: first\n    b (int): second\n\nReturns:\n    c: none\n")
    assert doc == ("Text.", {"a": "first", "b": "second"})


@pytest.mark.parametrize("heading", ["Example:", "Note:", "Warning:"])
def test_section_is_text_before_the_parameters_and_dropped_after_them(heading: str) -> None:
    before = parse_docstring(f"Text.\n\n{heading}\n    more\n\nArgs:\n    a: first")
    assert before == (f"Text.\n\n{heading}\n    more", {"a": "first"})
    after = parse_docstring(f"Text.\n\nArgs:\n    a: first\n\n{heading}\n    b: none")
    assert after == ("Text.", {"a": "first"})


class Old:
    """A model of pydantic 1, as far as the client looks."""

    def __init__(self, **values: Any) -> None:
        self.values = values

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {
            "title": "Old",
            "properties": {"a": {"$ref": "#/definitions/A", "title": "an a"}},
            "definitions": {
                "A": {"type": "object", "properties": {"b": {"$ref": "#/definitions/B"}}},
                "B": {"anyOf": [{"$ref": "#/definitions/A"}, {"type": "null"}]},
            },
        }

    @classmethod
    def parse_obj(cls, values: dict[str, Any]) -> Old:
        return cls(**values)


def test_references_are_replaced_by_definitions() -> None:
    inner = {"anyOf": [{"type": "object"}, {"type": "null"}]}
    expected = {"a": {"type": "object", "properties": {"b": inner}, "title": "an a"}}
    assert inline_refs(Old.schema()) == {"title": "Old", "properties": expected}
    assert as_tool(Old).to_dict()["function"]["parameters"]["properties"]["a"]["properties"] == {"b": inner}  # type: ignore[union-attr]  # it is a Tool
    assert as_format(Old) == Old.schema()  # the server resolves those of a format


def test_model_of_pydantic_1_is_built() -> None:
    assert parse('{"x": 1}', Old).values == {"x": 1}
    assert parse('[{"x": 1}]', list[Old])[0].values == {"x": 1}


class Strict(pydantic.BaseModel, strict=True):
    """A strict model: pydantic reads a date from JSON, but not from a string in Python."""

    day: datetime.date


def test_pydantic_reads_the_json_itself() -> None:
    assert parse('{"day": "2026-01-02"}', Strict).day == datetime.date(2026, 1, 2)
    days = parse('["2026-01-02"]', pydantic.TypeAdapter(list[datetime.date]))
    assert days == [datetime.date(2026, 1, 2)]
    assert as_format(pydantic.TypeAdapter(list[datetime.date]))["items"]["format"] == "date"


class Callback(pydantic.BaseModel):
    """A model that JSON cannot represent."""

    call: Callable[[], None]


def test_types_that_json_cannot_represent_are_named() -> None:
    for use in (as_format, as_tool):
        with pytest.raises(RequestError, match="cannot build the JSON schema of Callback"):
            use(Callback)
    with pytest.raises(RequestError, match=r"JSON cannot represent ClassVar\[int\]: use str"):
        schema_of(ClassVar[int])
    with pytest.raises(RequestError, match="JSON cannot represent complex: use str"):
        schema_of(complex)


@pytest.mark.parametrize(
    ("text", "into", "value"),
    [
        ("1.0", int, 1),
        ("1", float, 1.0),
        ('"1.50"', Decimal, Decimal("1.50")),
        ("1.5", Decimal, Decimal("1.5")),
        ("null", None, None),
        ('{"1": 2}', dict[int, float], {1: 2.0}),
        ("[1, 2]", tuple[int, ...], (1, 2)),
        ('[1, "a"]', tuple[int, str], (1, "a")),
        ("[]", tuple[()], ()),
        ("[2, 2]", set[int], {2}),
        ("[2, 2]", frozenset[int], frozenset({2})),
        ("5", int | str, 5),
        ('"5"', int | str, "5"),
        ("true", int | bool, True),
        ('{"first": 1}', dict[str, Any] | int, {"first": 1}),
    ],
)
def test_value_of_each_type(text: str, into: Any, value: Any) -> None:
    parsed = parse(text, into)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("text", "into", "message"),
    [
        ("1.5", int, r"^\$: expected an integer, got 1\.5$"),
        ("true", int, r"^\$: expected an integer, got true$"),
        ("1", bool, r"^\$: expected true or false, got 1$"),
        ('"1"', float, r"^\$: expected a number, got '1'$"),
        ('"x"', Decimal, r"^\$: invalid value 'x'"),
        ("[1]", tuple[int, str], r"^\$: expected 2 items, got 1$"),
        ('["x"]', list[int], r"^\$\[0\]: expected an integer, got 'x'$"),
        ('{"a b": "x"}', dict[str, int], r'^\$\["a b"\]: expected an integer'),
        ('{"value": 1, "left": {"value": "x"}}', Node | None, r"^\$\.left\.value: expected an integer"),
        ('{"left": null}', Node, r"^\$\.value: missing$"),
        ("[]", int | str, r"^\$: expected int or str, got \[\]$"),
        ('"x"', int | None, r"^\$: expected an integer, got 'x'$"),
        ('"x"', datetime.date, r"^\$: invalid value 'x'"),
        ("5", datetime.date, r"^\$: expected a string \(date\), got 5$"),
        ("", int, r"^\$: expected JSON, got an empty string"),
    ],
)
def test_value_that_does_not_match_is_located(text: str, into: Any, message: str) -> None:
    reads: list[Callable[[], object]] = [lambda: parse(text, into), lambda: GenerateResponse(response=text).parse(into)]
    for read in reads:
        with pytest.raises(InvalidResponseError) as caught:
            read()
        assert re.search(message, caught.value.error)
