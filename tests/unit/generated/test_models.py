"""The behaviour of all generated models, tested on common ones."""

import copy
import json
import pickle
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from ollama_rest.models import ChatRequest, ChatResponse, EmbedResponse, ListResponse, Message, Options, Tool, ToolCall

CHUNK: dict[str, Any] = {
    "model": "m",
    "created_at": "2026-01-02T03:04:05.123456789Z",
    "message": {
        "role": "assistant",
        "content": "",
        "tool_calls": [{"id": "call_1", "function": {"index": 0, "name": "f", "arguments": {"city": "Paris"}}}],
    },
    "done": True,
    "done_reason": "a reason of a newer server",
    "surprise": {"deep": [None, {"x": None}]},
}


@pytest.fixture
def chunk() -> ChatResponse:
    return ChatResponse.from_dict(CHUNK)


class TestConstruction:
    def test_accepts_only_keywords(self) -> None:
        with pytest.raises(TypeError, match="positional"):
            Message("user")  # type: ignore[call-arg]  # tests the wrong call

    def test_keeps_unknown_keywords(self) -> None:
        stored: dict[str, Any] = {"role": "user", "mood": "curious", "nothing": None}
        assert Message(**stored).to_dict() == {"role": "user", "mood": "curious"}
        Message(rolle="user")  # type: ignore[arg-type]  # a misspelt name
        with pytest.raises(TypeError, match="modell"):
            ChatRequest(model="m", modell="m")  # type: ignore[call-arg]  # a request's own fields are all known

    def test_body_requires_required_fields(self) -> None:
        with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'model'"):
            ChatRequest()  # type: ignore[call-arg]  # tests the wrong call

    def test_parts_and_replies_have_no_required_fields(self) -> None:
        assert Message().to_dict() == {}
        assert ChatResponse().to_dict() == {}

    def test_accepts_mappings_for_a_model(self) -> None:
        plain = {"role": "user", "content": "hi"}
        model = Message(role="user", content="hi")
        for given in (plain, MappingProxyType(plain), model):
            assert ChatResponse(message=given).message == model

    def test_accepts_any_sequence_for_a_list(self) -> None:
        model = Message(role="user")
        request = ChatRequest(model="m", messages=(model, {"role": "user"}))
        assert request.messages == [model, model]

    def test_arguments_are_not_changed(self) -> None:
        images, history = ["aGk="], [Message(role="user")]
        message = Message(images=images)
        request = ChatRequest(model="m", messages=history)
        images.append("x")
        history.append(Message())
        assert message.images == ["aGk="]
        assert request.messages == [Message(role="user")]

    def test_string_is_not_a_sequence(self) -> None:
        assert Message(images="aGk=").images == "aGk="  # type: ignore[comparison-overlap]  # tests a wrong value

    def test_accepts_additional_properties(self) -> None:
        assert Options(num_ctx=8, additional_properties={"new": 1, "seed": 2}).to_dict() == {
            "num_ctx": 8,
            "seed": 2,
            "new": 1,
        }

    def test_evolve_changes_one_field(self, chunk: ChatResponse) -> None:
        changed = attrs.evolve(chunk, done=False)
        assert changed.to_dict() == {**CHUNK, "done": False}


class TestParsing:
    def test_nested_objects_become_models(self, chunk: ChatResponse) -> None:
        assert chunk.message.tool_calls is not None
        call = chunk.message.tool_calls[0]
        assert isinstance(call, ToolCall)
        assert call.function.name == "f"

    def test_free_object_stays_a_dict(self, chunk: ChatResponse) -> None:
        def f(city: str) -> str:
            return city

        assert chunk.message.tool_calls is not None
        assert f(**chunk.message.tool_calls[0].function.arguments) == "Paris"

    def test_timestamps_keep_their_nanoseconds(self, chunk: ChatResponse) -> None:
        assert chunk.created_at == "2026-01-02T03:04:05.123456789Z"

    @pytest.mark.parametrize("model", [ChatResponse, ListResponse, EmbedResponse, Tool])
    def test_no_field_is_required(self, model: type[ChatResponse]) -> None:
        assert model.from_dict({}).to_dict() == {}

    def test_null_is_unset(self) -> None:
        reply = ChatResponse.from_dict({"model": None, "message": None, "logprobs": None})
        assert reply == ChatResponse()

    def test_null_in_a_list_is_kept(self) -> None:
        assert Message.from_dict({"tool_calls": [None, {}]}).tool_calls == [None, ToolCall()]

    @pytest.mark.parametrize("wrong", ["text", 5, True, [], [[{}]], {"a": 1}])
    def test_value_of_another_type_is_kept(self, wrong: object) -> None:
        source = {"message": wrong, "done": wrong, "logprobs": wrong, "model": wrong}
        assert ChatResponse.from_dict(source).to_dict() == source

    def test_source_is_not_changed(self) -> None:
        source = copy.deepcopy(CHUNK)
        ChatResponse.from_dict(source)["message"]["content"] = "changed"
        assert source == CHUNK


class TestToDict:
    def test_returns_all_received_fields(self, chunk: ChatResponse) -> None:
        assert chunk.to_dict() == CHUNK

    def test_omits_none_but_not_empty_values(self) -> None:
        message = Message(role="user", content="", images=[], thinking=None)
        assert message.to_dict() == {"role": "user", "content": "", "images": []}

    def test_returns_unknown_fields_unchanged(self) -> None:
        source = {"role": "user", "note": None, "list": [None, {"a": None}]}
        assert Message.from_dict(source).to_dict() == source

    def test_nested_models_become_dicts(self) -> None:
        call = ToolCall(function={"name": "f", "arguments": {"messages": (Message(role="a"),)}})
        message = Message(tool_calls=[call], additional_properties={"other": {"x": Message(role="b")}})
        assert message.to_dict() == {
            "tool_calls": [{"function": {"name": "f", "arguments": {"messages": [{"role": "a"}]}}}],
            "other": {"x": {"role": "b"}},
        }

    def test_dicts_appended_to_a_list_are_kept(self) -> None:
        request = ChatRequest(model="m", messages=[])
        assert request.messages is not None
        request.messages.append({"role": "user"})  # type: ignore[arg-type]  # as callers do with a history
        assert request.to_dict() == {"model": "m", "messages": [{"role": "user"}]}

    def test_is_json_serialisable(self, chunk: ChatResponse) -> None:
        assert json.loads(json.dumps(chunk.to_dict())) == CHUNK

    def test_dict_is_independent_of_model(self, chunk: ChatResponse) -> None:
        chunk.to_dict()["message"]["tool_calls"][0]["function"]["arguments"]["city"] = "Rome"
        assert chunk.to_dict() == CHUNK


class TestMapping:
    def test_reads_by_wire_name(self, chunk: ChatResponse) -> None:
        assert chunk["message"]["role"] == "assistant"
        assert chunk["surprise"] == CHUNK["surprise"]

    @pytest.mark.parametrize("name", ["logprobs", "nothing", "to_dict", "additional_properties"])
    def test_unset_field_is_not_a_key(self, chunk: ChatResponse, name: str) -> None:
        assert name not in chunk
        assert chunk.get(name) is None
        assert chunk.get(name, 5) == 5
        with pytest.raises(KeyError, match=name):
            chunk[name]

    def test_unknown_null_is_a_key(self) -> None:
        message = Message.from_dict({"note": None})
        assert "note" in message
        assert message["note"] is None
        assert message.get("note", 5) is None

    def test_contains_accepts_any_object(self, chunk: ChatResponse) -> None:
        assert 5 not in chunk
        assert None not in chunk

    def test_keys_iteration_and_dict_agree(self, chunk: ChatResponse) -> None:
        assert chunk.keys() == list(chunk) == list(dict(chunk)) == list({**chunk})
        assert set(chunk.keys()) == CHUNK.keys()
        assert dict(chunk)["message"] is chunk.message

    def test_writes_by_wire_name(self, chunk: ChatResponse) -> None:
        chunk["model"] = "other"
        chunk["fresh"] = 1
        assert chunk.model == "other"
        assert chunk.additional_properties["fresh"] == 1

    def test_wire_name_with_an_underscore(self) -> None:
        reply = ChatResponse.from_dict({"_debug_info": {"rendered_template": "x"}})
        assert reply.debug_info is not None
        assert reply.debug_info.rendered_template == "x"
        assert reply["_debug_info"] is reply.debug_info
        assert ChatResponse(debug_info={"rendered_template": "x"}) == reply

    def test_is_true_when_empty(self) -> None:
        assert Message()


class TestAttributes:
    def test_unknown_fields_can_be_read(self, chunk: ChatResponse) -> None:
        assert getattr(chunk, "surprise") == CHUNK["surprise"]  # noqa: B009 - unknown to type checkers

    def test_misspelt_name_raises(self, chunk: ChatResponse) -> None:
        with pytest.raises(AttributeError, match="'ChatResponse' object has no attribute 'mesage'"):
            chunk.mesage  # type: ignore[attr-defined]  # noqa: B018 - the wrong name is what is tested
        with pytest.raises(AttributeError, match="mesage"):
            chunk.mesage = 1  # type: ignore[attr-defined]  # the wrong name is what is tested

    def test_unknown_field_does_not_shadow_protocols(self) -> None:
        message = Message.from_dict({"__deepcopy__": 1, "__reduce_ex__": 2, "additional_properties": 3})
        assert copy.deepcopy(message) == message
        assert message.to_dict() == {"__deepcopy__": 1, "__reduce_ex__": 2, "additional_properties": 3}

    def test_has_slots_and_is_an_attrs_class(self, chunk: ChatResponse) -> None:
        assert ChatResponse.__dictoffset__ == 0
        assert vars(chunk)["message"] is chunk.message
        assert "message" in {field.name for field in attrs.fields(ChatResponse)}


class TestCopies:
    def test_pickle(self, chunk: ChatResponse) -> None:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(chunk, protocol))  # noqa: S301 - pickled on the line itself
            assert again == chunk
            assert again.to_dict() == CHUNK

    def test_deepcopy_shares_nothing(self, chunk: ChatResponse) -> None:
        again = copy.deepcopy(chunk)
        again.message.content = "changed"
        again["surprise"]["deep"].append(1)
        assert chunk.to_dict() == CHUNK

    def test_copy_shares_values_but_not_fields(self, chunk: ChatResponse) -> None:
        again = copy.copy(chunk)
        assert again == chunk
        assert again.message is chunk.message
        again["fresh"] = 1
        again.model = "other"
        assert chunk.to_dict() == CHUNK


class TestComparison:
    def test_equal_by_value(self) -> None:
        assert Message(role="user") == Message.from_dict({"role": "user", "content": None})
        assert Message(role="user") != Message(role="user", additional_properties={"x": 1})

    def test_other_classes_are_never_equal(self) -> None:
        assert Message() != ToolCall()
        assert Message(role="user") != {"role": "user"}

    def test_is_not_hashable(self) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(Message())


def test_repr_shows_set_fields() -> None:
    message = Message.from_dict({"role": "user", "content": "", "note": None})
    assert repr(message) == "Message(role='user', content='', additional_properties={'note': None})"


class TestModelCopy:
    def test_changes_only_the_copy(self) -> None:
        first = Message(role="user", content="a", tool_calls=[{"function": {"name": "f", "arguments": {}}}])
        second = first.model_copy(update={"content": "b"}, deep=True)
        assert (first.content, second.content, second.role) == ("a", "b", "user")
        assert second.tool_calls == first.tool_calls
        assert second.tool_calls is not first.tool_calls
