"""A Python function becomes a tool; a tool that is already complete is not changed."""

# These functions are inspected but never called, and use the syntax that users write.
# ruff: noqa: B008, PYI061, UP007, UP045

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NewType, NotRequired, Optional, TypedDict, TypeVar, Union
from uuid import UUID

import attrs
import pydantic
import pytest

import wrapper
from ollama_rest.models import Tool, ToolFunction
from tests.ids import stable_id
from wrapper import AsyncClient, Client, RequestError
from wrapper.schemas.tools import as_tool, convert_function_to_tool

if TYPE_CHECKING:
    from somewhere import Unimportable  # type: ignore[import-not-found]  # missing at run time

Schema = dict[str, Any]


def parameters(function: Callable[..., Any]) -> Schema:
    schema: Schema = convert_function_to_tool(function).to_dict()["function"]["parameters"]
    return schema


def properties(function: Callable[..., Any]) -> Schema:
    """Return the schemas of the parameters, without empty descriptions."""
    return {
        name: {key: value for key, value in schema.items() if (key, value) != ("description", "")}
        for name, schema in parameters(function)["properties"].items()
    }


def property_of(hint: Any) -> Schema:
    def function(x: Any) -> None: ...

    function.__annotations__["x"] = hint
    schema: Schema = properties(function)["x"]
    return schema


def find_hotels(
    city: str,
    nights: int = 1,
    stars: Literal[3, 4, 5] | None = None,
    tags: list[str] | None = None,
    *,
    max_price: float = 99.5,
) -> list[str]:
    """Find hotels in a city.

    Cheapest first.

    Args:
        city (str): the city,
            as the locals write it
        nights: how many: at least 1
        stars (Literal[3, 4, 5] | None, optional): the class
        max_price: per night, in euros

    Returns:
        list: the names of the hotels
    """
    return []


def test_function_becomes_tool() -> None:
    assert convert_function_to_tool(find_hotels).to_dict() == {
        "type": "function",
        "function": {
            "name": "find_hotels",
            "description": "Find hotels in a city.\n\nCheapest first.",
            "parameters": {
                "type": "object",
                "required": ["city"],
                "properties": {
                    "city": {"type": "string", "description": "the city, as the locals write it"},
                    "nights": {"type": "integer", "description": "how many: at least 1", "default": 1},
                    "stars": {"type": "integer", "enum": [3, 4, 5], "description": "the class"},
                    "tags": {"type": "array", "items": {"type": "string"}, "description": ""},
                    "max_price": {"type": "number", "description": "per night, in euros", "default": 99.5},
                },
            },
        },
    }


def test_tool_has_attributes_of_a_model() -> None:
    tool = convert_function_to_tool(find_hotels)
    assert tool.function.parameters is not None
    assert tool.function.parameters.properties is not None
    assert tool.function.parameters.properties["city"].type == "string"
    assert tool["function"]["parameters"]["properties"]["nights"]["default"] == 1


class Colour(Enum):
    RED = "red"
    GREEN = "green"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Place(TypedDict):
    name: str
    country: NotRequired[str]


@dataclass
class Address:
    """A postal address.

    Attributes:
        street: with the number
    """

    street: str
    zip: Annotated[str, "five digits"]
    floor: int = 0
    tags: list[str] = field(default_factory=list)
    seen: int = field(default=0, init=False)


@attrs.define
class Person:
    name: str
    _home: Address
    friends: list[Person] = attrs.Factory(list)


class Item(pydantic.BaseModel):
    price: float = pydantic.Field(description="in euros")
    parts: list[Item] = []


class Basket(pydantic.BaseModel):
    first: Item


Named = NewType("Named", Annotated[int, "inner"])
UserId = NewType("UserId", int)
Bound = TypeVar("Bound", bound=int)
Free = TypeVar("Free")
OneOf = TypeVar("OneOf", int, str)


@dataclass
class Undescribed:
    x: int


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (bool, {"type": "boolean"}),
        (int, {"type": "integer"}),
        (float, {"type": "number"}),
        (Decimal, {"type": "number"}),
        (bytes, {"type": "string"}),
        (Path, {"type": "string"}),
        (None, {"type": "null"}),
        (Any, {}),
        (object, {}),
        (datetime, {"type": "string", "format": "date-time"}),
        (date, {"type": "string", "format": "date"}),
        (UUID, {"type": "string", "format": "uuid"}),
        (list, {"type": "array", "items": {}}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (list[list[str]], {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
        (Sequence[str], {"type": "array", "items": {"type": "string"}}),
        (set[int], {"type": "array", "items": {"type": "integer"}, "uniqueItems": True}),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}),
        (
            tuple[int, str],
            {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2, "maxItems": 2},
        ),
        (dict, {"type": "object", "additionalProperties": True}),
        (dict[str, int], {"type": "object", "additionalProperties": {"type": "integer"}}),
        (Mapping[str, Any], {"type": "object", "additionalProperties": True}),
        (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}),
        (Literal["a", 1, None], {"type": ["string", "integer", "null"], "enum": ["a", 1, None]}),
        (Literal[Colour.RED], {"type": "string", "enum": ["red"]}),
        (Colour, {"type": "string", "enum": ["red", "green"]}),
        (Level, {"type": "integer", "enum": [1, 2]}),
        (Union[int, str], {"type": ["integer", "string"]}),
        (int | str | None, {"type": ["integer", "string"]}),
        (list[int | None], {"type": "array", "items": {"type": ["integer", "null"]}}),
        (
            Union[list[int], str],
            {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "string"}]},
        ),
        (Optional[list[str]], {"type": "array", "items": {"type": "string"}}),
        (Union[int, Any], {}),
        (Annotated[int, "a number"], {"type": "integer", "description": "a number"}),
        (Annotated[str | None, object(), "a name"], {"type": "string", "description": "a name"}),
        (Optional[Annotated[str, "a name"]], {"type": "string", "description": "a name"}),
        (Annotated[int, pydantic.Field(description="a field")], {"type": "integer", "description": "a field"}),
        (Annotated[Named, "outer"], {"type": "integer", "description": "outer"}),
        (Annotated[Named, 5], {"type": "integer", "description": "inner"}),
        (UserId, {"type": "integer"}),
        (Bound, {"type": "integer"}),
        (Free, {}),
        (OneOf, {"type": ["integer", "string"]}),
        (
            Place,
            {
                "type": "object",
                "properties": {"name": {"type": "string"}, "country": {"type": "string"}},
                "required": ["name"],
            },
        ),
        (
            Address,
            {
                "type": "object",
                "description": "A postal address.",
                "properties": {
                    "street": {"type": "string", "description": "with the number"},
                    "zip": {"type": "string", "description": "five digits"},
                    "floor": {"type": "integer", "default": 0},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["street", "zip"],
            },
        ),
        (Undescribed, {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}),
    ],
    ids=stable_id,
)
def test_schema_of_type(hint: Any, schema: Schema) -> None:
    assert property_of(hint) == schema


def test_recursive_class_ends_in_any_object() -> None:
    person = property_of(Person)
    assert list(person["properties"]) == ["name", "home", "friends"]
    assert person["properties"]["friends"] == {"type": "array", "items": {"type": "object"}}
    assert person["required"] == ["name", "home"]


def test_pydantic_schema_has_no_references() -> None:
    basket = property_of(Basket)
    item = basket["properties"]["first"]
    assert item["properties"]["price"] == {"type": "number", "title": "Price", "description": "in euros"}
    assert item["properties"]["parts"]["items"] == {"type": "object"}
    assert "$" not in str(basket)


def test_optional_parameters_are_not_required() -> None:
    def function(a: int, b: int | None, c: Optional[str] = None, d: Colour = Colour.RED, e: Any = object()) -> None: ...

    assert parameters(function)["required"] == ["a"]
    assert properties(function)["d"] == {"type": "string", "enum": ["red", "green"], "default": "red"}
    assert "default" not in {*properties(function)["c"], *properties(function)["e"]}


def test_untyped_parameter_has_type_of_default_or_string() -> None:
    def function(a, b=True, c=1, d=(1,), *args, **kwargs): ...  # type: ignore[no-untyped-def]  # tests missing types

    assert properties(function) == {
        "a": {"type": "string"},
        "b": {"type": "boolean", "default": True},
        "c": {"type": "integer", "default": 1},
        "d": {"type": "array", "items": {}, "default": [1]},
    }


def test_unresolved_annotation_is_named_in_the_error() -> None:
    def function(x: int, y: list[Unimportable]) -> None: ...

    with pytest.raises(RequestError, match=r"y: cannot resolve the annotation 'list\[Unimportable\]'"):
        convert_function_to_tool(function)


def test_type_of_enclosing_function_is_found() -> None:
    @dataclass
    class Local:
        x: int

    def function(local: Local) -> Local:
        return Local(local.x)

    assert properties(function)["local"]["properties"] == {"x": {"type": "integer"}}


class Weather:
    """A weather service."""

    def today(self, city: str) -> str:
        """Return today's weather."""
        return city

    @classmethod
    def far(cls, city: str) -> str:
        return city

    @staticmethod
    def near(city: str) -> str:
        return city

    def __call__(self, city: str) -> str:
        return city


class Documented(Weather):
    def today(self, city: str) -> str:
        return city

    def __call__(self, city: str) -> str:
        """Return it at once."""
        return city


async def later(city: str) -> str:
    """Return it later."""
    return city


@functools.lru_cache
def cached(city: str) -> str:
    """Return it again."""
    return city


def in_unit(city: str, unit: str = "C") -> str:
    """Return it in a unit."""
    return city + unit


@pytest.mark.parametrize(
    ("function", "name", "description"),
    [
        (Weather().today, "today", "Return today's weather."),
        (Documented().today, "today", "Return today's weather."),
        (Weather.today, "today", "Return today's weather."),
        (Weather.far, "far", ""),
        (Weather.near, "near", ""),
        (Weather(), "Weather", "A weather service."),
        (Documented(), "Documented", "Return it at once."),
        (later, "later", "Return it later."),
        (cached, "cached", "Return it again."),
        (functools.partial(in_unit, unit="F"), "in_unit", "Return it in a unit."),
        (functools.partial(functools.partial(in_unit), unit="F"), "in_unit", "Return it in a unit."),
    ],
)
def test_callable_becomes_tool(function: Callable[..., Any], name: str, description: str) -> None:
    tool = convert_function_to_tool(function).to_dict()["function"]
    assert (tool["name"], tool["description"]) == (name, description)
    assert tool["parameters"]["properties"] == {"city": {"type": "string", "description": ""}}
    assert tool["parameters"]["required"] == ["city"]


def test_changed_name_is_kept() -> None:
    def function(x: int) -> None: ...

    function.__name__ = "math.add-one"
    assert convert_function_to_tool(function).function.name == "math.add-one"


def test_builtin_as_tool() -> None:
    assert parameters(math.sqrt)["required"] == ["x"]


@pytest.mark.parametrize("cls", [Address, Place, Item, Undescribed])
def test_class_fields_become_tool_arguments(cls: type) -> None:
    tool = as_tool(cls)
    assert isinstance(tool, Tool)
    assert tool.function.name == cls.__name__
    assert tool.function.description == ("A postal address." if cls is Address else "")


GOOGLE = """Do something.

Note:
    It may be slow.

Args:
    x (int): : the first: number


    y (dict[str, (int)], optional): the second
        Number: of them
    **options: the rest

    unknown: of nothing

Example:
    x: not this
"""
NUMPY = """Do something.

Parameters
----------
x : int
    : the first: number
y, z : dict[str, int], optional
    the second
    Number: of them

Returns
-------
x : int
    Not this.
"""
SPHINX = """Do something.

:param int x: : the first: number
:param y: the second
    Number: of them
:type y: dict
:returns: not this
:raises ValueError: not this
"""


@pytest.mark.parametrize("doc", [GOOGLE, NUMPY, SPHINX], ids=["google", "numpy", "sphinx"])
def test_docstring_styles(doc: str) -> None:
    def function(x: int, y: dict[str, int]) -> None: ...

    function.__doc__ = doc
    tool = convert_function_to_tool(function).to_dict()["function"]
    assert tool["description"].startswith("Do something.")
    assert ("slow" in tool["description"]) == (doc is GOOGLE)
    assert "not this" not in tool["description"].lower()
    assert tool["parameters"]["properties"]["x"]["description"] == ": the first: number"
    assert tool["parameters"]["properties"]["y"]["description"] == "the second Number: of them"


@pytest.mark.parametrize(
    "doc",
    [
        "Args:",
        "Args:\n    None",
        ":param",
        "Parameters\n----------",
        "----\n----",
        "Args:\nArgs:\n  : x\n :",
        "\n\n",
        "Add.\nargs:\n    x(integer) : First (:thing) number\nReturns:\n    x: not this",
    ],
)
def test_unusual_docstrings_are_accepted(doc: str) -> None:
    def function(x: int) -> None: ...

    function.__doc__ = doc
    description = parameters(function)["properties"]["x"]["description"]
    assert description == ("First (:thing) number" if "integer" in doc else "")


@pytest.mark.parametrize("client", [wrapper, Client, AsyncClient])
def test_web_search_and_web_fetch_as_tools(client: Any) -> None:
    assert as_tool(client.web_search).get("function") == ToolFunction.from_dict(
        {
            "name": "web_search",
            "description": "Search the web, by ollama.com.",
            "parameters": {
                "type": "object",
                "required": ["query"],
                "properties": {
                    "query": {"type": "string", "description": "The text to search for."},
                    "max_results": {
                        "type": "integer",
                        "description": "The number of results at most. Default: 3.",
                        "default": 3,
                    },
                },
            },
        }
    )
    assert properties(client.web_fetch) == {"url": {"type": "string", "description": "The URL of the page."}}


def test_complete_tool_is_not_changed() -> None:
    schema = {"type": "function", "function": {"name": "f", "parameters": {"properties": {"x": {"default": None}}}}}
    assert as_tool(schema) is schema
    tool = Tool.from_dict(schema)
    assert as_tool(tool) is tool
    assert tool.to_dict() == schema


class Connection:
    pass


def needs_connection(connection: Connection) -> None: ...


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "not 3"),
        ("find_hotels", "not 'find_hotels'"),
        (None, "not None"),
        (Connection, "not <class"),
        (Connection(), "Connection object"),
        (int, "not <class 'int'>"),
        (lambda x: x, "with `def`"),
        (max, "max"),
        (needs_connection, r"cannot convert needs_connection\(\) to a tool: .*Connection"),
    ],
    ids=stable_id,
)
def test_invalid_tool_error_suggests_alternative(value: object, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        as_tool(value)
