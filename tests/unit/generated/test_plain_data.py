"""Models as plain data: what `include` and `exclude` select at every level, and values that JSON does not have."""

import datetime
import enum
import json
import uuid
from typing import Any

import pytest

from ollama_rest.models import ChatResponse, CreateRequest, EmbedResponse, Message, Options, ShowResponse, SystemOneNoulAnswer, SystemOneResponse, Tool

CALLS: list[dict[str, Any]] = [
    {"id": "1", "function": {"name": "f", "arguments": {"x": 1, "y": 2}}},
    {"id": "2", "function": {"name": "g", "arguments": {}}},
]
CALLING = Message.from_dict({"role": "assistant", "tool_calls": CALLS, "new": {"a": 1, "b": 2}})


@pytest.mark.parametrize(
    ("selection", "dumped"),
    [
        ({"include": {"role"}}, {"role": "assistant"}),
        ({"include": {"role": True, "tool_calls": False}}, {"role": "assistant"}),
        ({"include": {"role": ..., "new": ...}}, {"role": "assistant", "new": {"a": 1, "b": 2}}),
        ({"include": {"new": {"b"}}}, {"new": {"b": 2}}),
        ({"include": {"new": {"b": ...}}}, {"new": {"b": 2}}),
        ({"include": {"tool_calls": {0: {"id"}}}}, {"tool_calls": [{"id": "1"}]}),
        ({"include": {"tool_calls": {1}}}, {"tool_calls": [CALLS[1]]}),
        ({"include": {"tool_calls": {-1: ...}}}, {"tool_calls": [CALLS[1]]}),
        ({"include": {"tool_calls": {2: ...}}}, {"tool_calls": []}),
        ({"include": {"tool_calls": {"__all__": {"id"}}}}, {"tool_calls": [{"id": "1"}, {"id": "2"}]}),
        ({"include": {"tool_calls": ["__all__"]}}, {"tool_calls": CALLS}),
        (
            {"include": {"tool_calls": {0: {"function": {"arguments": {"y"}}}}}},
            {"tool_calls": [{"function": {"arguments": {"y": 2}}}]},
        ),
        ({"exclude": {"tool_calls", "new"}}, {"role": "assistant"}),
        ({"exclude": {"tool_calls": ..., "new": True, "role": False}}, {"role": "assistant"}),
        ({"exclude": {"tool_calls": {0}, "new": {"a"}}}, {"role": "assistant", "tool_calls": CALLS[1:], "new": {"b": 2}}),
        ({"exclude": {"tool_calls": {-1: ...}, "new": ...}}, {"role": "assistant", "tool_calls": CALLS[:1]}),
        (
            {"exclude": {"role": ..., "new": ..., "tool_calls": {"__all__": {"function"}}}},
            {"tool_calls": [{"id": "1"}, {"id": "2"}]},
        ),
        ({"include": {"role", "new"}, "exclude": {"new": {"a"}}}, {"role": "assistant", "new": {"b": 2}}),
        ({"include": {"role"}, "exclude": {"role"}}, {}),
        ({"include": set[str]()}, {}),
        ({"exclude": set[str]()}, CALLING.to_dict()),
    ],
)
def test_selection_at_every_level(selection: dict[str, Any], dumped: dict[str, Any]) -> None:
    assert CALLING.model_dump(exclude_none=True, **selection) == dumped
    assert json.loads(CALLING.model_dump_json(exclude_none=True, **selection)) == dumped
    assert CALLING.dict(exclude_none=True, **selection) == dumped


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({}, {"model_info", "modelinfo"}),
        ({"by_alias": False}, {"model_info", "modelinfo"}),
        ({"by_alias": True}, {"model_info"}),
        ({"exclude": {"modelinfo"}}, {"model_info"}),
        ({"exclude": {"model_info"}}, set()),
        ({"include": {"model_info"}}, {"model_info", "modelinfo"}),
    ],
)
def test_alias_is_dumped_beside_its_field(options: dict[str, Any], names: set[str]) -> None:
    shown = ShowResponse.from_dict({"model_info": {"a": 1}})
    dumped = shown.model_dump(exclude_none=True, **options)
    assert dumped == dict.fromkeys(names, {"a": 1})


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "python", "in_json"),
    [
        (Colour.RED, Colour.RED, "red"),
        (uuid.UUID(int=5), uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (datetime.date(2026, 1, 2), datetime.date(2026, 1, 2), "2026-01-02"),
        ({1}, {1}, [1]),
        ({Colour.RED}, {Colour.RED}, ["red"]),
        (b"GIF89a", "R0lGODlh", "R0lGODlh"),
        (memoryview(b"GIF89a"), "R0lGODlh", "R0lGODlh"),
        ((1, "a"), [1, "a"], [1, "a"]),
        (Message(role="user"), {"role": "user"}, {"role": "user"}),
        ({"a": [Message(role="user")]}, {"a": [{"role": "user"}]}, {"a": [{"role": "user"}]}),
        ({"a": None}, {"a": None}, {"a": None}),
        (None, None, None),
    ],
)
def test_unusual_value_in_a_dump(value: Any, python: Any, in_json: Any) -> None:
    message = Message(role="user", additional_properties={"new": value})
    assert message.model_dump(exclude_none=True) == {"role": "user", "new": python}
    assert message.model_dump(mode="json", exclude_none=True) == {"role": "user", "new": in_json}
    assert json.loads(message.json(exclude_none=True)) == {"role": "user", "new": in_json}


def test_declared_field_precedes_an_additional_property_of_its_name() -> None:
    message = Message(role="user")
    message.additional_properties["role"] = "other"
    for dumped in (message.to_dict(), message.model_dump(exclude_none=True), dict(message)):
        assert dumped == {"role": "user"}
    assert message.keys() == ["role"]


def test_object_without_the_required_fields_of_a_branch_stays_as_it_is() -> None:
    for value in ({"type": "noul", "noul": 0.5}, {"type": "noul"}, {"type": "other"}, {}):
        [converted] = (SystemOneResponse.from_dict({"answers": {"a": value}}).answers or {}).values()
        has_all = value.keys() >= SystemOneNoulAnswer.__required__
        assert isinstance(converted, SystemOneNoulAnswer) is has_all
        assert isinstance(converted, dict) is not has_all


def test_values_take_precedence_over_defaults() -> None:
    assert Tool.model_construct(type="other").to_dict() == {"type": "other"}
    assert Tool.construct().to_dict() == {"type": "function"}
    assert CreateRequest.model_construct(from_="a").to_dict() == CreateRequest.construct(**{"from": "a"}).to_dict()
    assert Tool.model_fields["type"].get_default() == "function"


def test_schema_names_fields_as_they_are_sent_or_by_attribute() -> None:
    for schema in (CreateRequest.model_json_schema(), CreateRequest.schema(), json.loads(CreateRequest.schema_json())):
        assert "from" in schema["properties"]
        assert "from_" not in schema["properties"]
    for schema in (CreateRequest.model_json_schema(by_alias=False), CreateRequest.schema(by_alias=False)):
        assert "from_" in schema["properties"]
        assert "from" not in schema["properties"]


def test_schema_describes_fields() -> None:
    schema = Options.model_json_schema()
    assert (schema["title"], schema["type"]) == ("Options", "object")
    assert "required" not in schema
    stop, temperature = schema["properties"]["stop"], schema["properties"]["temperature"]
    assert stop["anyOf"] == [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]
    assert (stop["title"], stop["default"]) == ("Stop", None)
    assert temperature["anyOf"] == [{"type": "number"}, {"type": "null"}]
    assert temperature["description"].startswith("Randomness")
    assert Tool.model_json_schema()["properties"]["type"]["default"] == "function"


def test_field_of_the_official_package_is_described() -> None:
    assert "created_at" in EmbedResponse.model_fields
    assert "created_at" not in EmbedResponse(model="m").model_dump()


def test_schema_refers_to_nested_models() -> None:
    schema = ChatResponse.model_json_schema(ref_template="#/x/{model}")
    assert schema["properties"]["message"]["$ref"] == "#/x/Message"
    assert {"Message", "ToolCall", "ToolCallFunction", "Logprob"} <= schema["$defs"].keys()
    assert "ChatResponse" not in schema["$defs"]
