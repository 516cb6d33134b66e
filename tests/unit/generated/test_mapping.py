"""A model is a mapping, and works as pydantic's models do where pydantic is not installed."""

import copy
import json
import pickle
from collections import UserDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ollama_rest.errors import InvalidDataError
from ollama_rest.models import ChatResponse, EmbeddingsResponse, EmbedResponse, Logprob, Message, Options, Tool, ToolProperty
from ollama_rest.types import ApiModel

CHAT: dict[str, Any] = {"model": "m", "message": {"role": "assistant", "content": "hi"}, "new": 1}


class TestMapping:
    def test_has_the_methods_of_a_mapping(self) -> None:
        reply = ChatResponse.from_dict(CHAT)
        value: Any = reply
        assert isinstance(value, Mapping)
        assert len(reply) == 3
        assert reply.items() == list(zip(reply.keys(), reply.values(), strict=True))
        assert dict(reply) == {**reply} == {name: reply[name] for name in reply} == dict(reply.items())

    def test_iterating_yields_names_and_pairs(self) -> None:
        reply = ChatResponse.from_dict(CHAT)
        assert list(reply) == reply.keys()
        pairs: Any = reply
        assert {name: value for name, value in pairs} == dict(reply)  # noqa: C416 - unpacking is the test

    def test_matches_a_pattern(self) -> None:
        reply: Any = ChatResponse.from_dict(CHAT)
        match reply:
            case {"message": {"role": role}}:
                assert role == "assistant"
            case _:
                pytest.fail("no match")

    def test_is_a_tree_in_streamlit(self) -> None:
        message = Message(role="user")
        assert list(message.__rich_repr__()) == [("role", "user")]
        tree: Any = message
        assert isinstance(tree, UserDict)  # as Streamlit checks

    def test_is_true_when_empty(self) -> None:
        assert Message()
        assert len(Message()) == 0

    def test_field_named_items_hides_the_method(self) -> None:
        model = ToolProperty(items={"type": "string"})
        value: Any = model
        assert isinstance(value, Mapping)
        assert dict(model) == {**model} == {"items": {"type": "string"}}
        assert model.items == {"type": "string"}
        assert ToolProperty().items is None

    def test_nested_model_is_not_rebuilt(self) -> None:
        message = Message(role="user")
        assert ChatResponse(message=message).message is message


class TestFloats:
    def test_integer_in_a_field_of_numbers_becomes_a_float(self) -> None:
        assert repr(Logprob.from_dict({"token": "a", "logprob": 0}).logprob) == "0.0"
        assert repr(Options(temperature=1, num_ctx=1).to_dict()) == "{'temperature': 1.0, 'num_ctx': 1}"

    def test_integers_in_vectors_become_floats(self) -> None:
        embeddings: Any = EmbedResponse.from_dict({"embeddings": [[1, 0.5], [0, -1]]}).embeddings
        assert [[type(item) for item in vector] for vector in embeddings] == [[float, float], [float, float]]
        embedding: Any = EmbeddingsResponse(embedding=(1, 0)).embedding
        assert [type(item) for item in embedding] == [float, float]
        assert embedding == [1.0, 0.0]
        assert {type(item) for item in embedding} == {float}

    def test_integer_that_would_lose_digits_is_kept(self) -> None:
        assert EmbeddingsResponse.from_dict({"embedding": [2**53 + 1]}).embedding == [2**53 + 1]

    @pytest.mark.parametrize("value", ["AACAPw==", None, [None, "x"], 5])
    def test_other_values_are_kept(self, value: Any) -> None:
        assert EmbeddingsResponse.from_dict({"embedding": value}).embedding == value


class TestDump:
    def test_bytes_and_files_become_base64(self, tmp_path: Path) -> None:
        file = tmp_path / "image"
        file.write_bytes(b"GIF89a")
        message = Message(role="user", images=[b"GIF89a", file])
        assert json.loads(message.model_dump_json())["images"] == ["R0lGODlh", "R0lGODlh"]

    def test_selection_accepts_attributes_and_wire_names(self) -> None:
        reply = ChatResponse.from_dict({"_debug_info": {"image_count": 1}})
        assert reply.model_dump(include={"debug_info"}) == reply.model_dump(include={"_debug_info"})
        assert "_debug_info" not in reply.model_dump(exclude={"debug_info"})

    def test_vars_has_the_fields(self) -> None:
        assert vars(Message(role="user"))["role"] == "user"
        assert vars(Message())["content"] is None


class TestInvalidData:
    @pytest.mark.parametrize("value", [None, 5, "role", [], [("role", "user")], object()])
    def test_is_a_value_error(self, value: Any) -> None:
        for build in (Message.model_validate, Message.from_dict, Message.parse_obj):
            with pytest.raises(InvalidDataError, match="Message must be a mapping"):
                build(value)

    def test_json_that_is_not_an_object(self) -> None:
        with pytest.raises(InvalidDataError, match="list"):
            Message.model_validate_json("[]")


class Rated(Message):
    """A message with fields of its own."""

    rating: int = 0
    tags: list[str] = []  # noqa: RUF012 - pydantic copies a default
    tool: Tool | None = None


class Best(Rated):
    """A subclass of a subclass, with another default."""

    rating: int = 5
    role: str = "user"


class Named(ApiModel):
    """A model with a required field."""

    name: str
    n: int = 3


class TestSubclasses:
    def test_has_its_fields_and_defaults(self) -> None:
        rated: Any = Rated
        one = rated(role="user", rating=4, tool={"function": {"name": "f"}})
        assert (one.rating, one.tags, one["rating"]) == (4, [], 4)
        assert isinstance(one.tool, Tool)
        assert one.to_dict()["tool"] == {"function": {"name": "f"}}
        assert Rated(role="user").tags is not Rated(role="user").tags

    def test_default_of_an_inherited_field(self) -> None:
        assert (Best().role, Best().rating, Best(role="tool").role) == ("user", 5, "tool")
        assert Best.from_dict({"role": "tool", "rating": 1}).to_dict() == {"role": "tool", "rating": 1, "tags": []}

    def test_missing_field_raises_value_error(self) -> None:
        assert repr(Named(name="x")) == "Named(name='x', n=3)"
        with pytest.raises(InvalidDataError, match="Named requires the field 'name'"):
            Named()

    @pytest.mark.parametrize("one", [Rated.from_dict({"role": "user", "rating": 4, "new": 1}), Named(name="x")])
    def test_copies_are_equal(self, one: ApiModel) -> None:
        for copied in (copy.copy(one), copy.deepcopy(one), one.model_copy(), pickle.loads(pickle.dumps(one))):  # noqa: S301 - pickled on the line itself
            assert copied == one
            assert type(copied) is type(one)
        assert type(one).model_validate(one.model_dump()) == one

    def test_default_is_excluded(self) -> None:
        assert Named(name="x").model_dump(exclude_defaults=True) == {"name": "x"}


def test_model_fields_and_schema() -> None:
    field = Options.model_fields["temperature"]
    assert field.annotation == float | None
    assert not field.is_required()
    assert Message.model_fields["role"].description
    schema = Message.model_json_schema()
    assert schema["required"] == ["role"]
    assert schema["properties"]["tool_calls"]["anyOf"][0]["items"] == {"$ref": "#/$defs/ToolCall"}
    assert "$ref" in ToolProperty.model_json_schema()
