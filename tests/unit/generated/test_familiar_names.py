"""The names that code written for pydantic models, and for the official Python package, uses on the models."""

import copy
import json
import pickle
from typing import Any, assert_type

import pytest

from ollama_rest.models import (
    Options,
    SystemOneNoulQuestion,
    ChatResponse,
    CreateRequest,
    ListedModel,
    ListResponse,
    Message,
    ProcessResponse,
    RunningModel,
    ShowResponse,
    Tool,
    ToolCall,
    ToolCallFunction,
    ToolFunction,
    ToolParameters,
    ToolProperty,
)

CALLING = Message(role="assistant", tool_calls=[{"function": {"name": "f", "arguments": {"x": None, "é": 1}}}])
CALLING_WHOLE: dict[str, Any] = {
    "role": "assistant",
    "content": None,
    "thinking": None,
    "images": None,
    "tool_calls": [{"id": None, "function": {"index": None, "name": "f", "arguments": {"x": None, "é": 1}}}],
    "tool_name": None,
    "tool_call_id": None,
}


class TestModelDump:
    def test_has_every_field_also_of_models_inside(self) -> None:
        assert CALLING.model_dump() == CALLING_WHOLE
        assert ChatResponse(message=CALLING).model_dump()["message"] == CALLING_WHOLE

    def test_goes_by_wire_names(self) -> None:
        dumped = CreateRequest(model="m", from_="base").model_dump()
        assert dumped["from"] == "base"
        assert "from_" not in dumped
        assert Tool.Function.Parameters(defs={}).model_dump()["$defs"] == {}

    def test_can_leave_out_what_is_not_set(self) -> None:
        assert CALLING.model_dump(exclude_none=True) == CALLING.to_dict()
        assert CALLING.model_dump(exclude_unset=True) == CALLING.to_dict()
        assert CALLING.model_dump(exclude_defaults=True) == CALLING.to_dict()

    def test_keeps_unknown_fields(self) -> None:
        message = Message.from_dict({"role": "user", "new": {"deep": [None]}})
        for dumped in (message.model_dump(), message.model_dump(exclude_none=True)):
            assert dumped["new"] == {"deep": [None]}

    def test_can_be_told_the_names(self) -> None:
        assert CALLING.model_dump(include={"role", "content"}) == {"role": "assistant", "content": None}
        assert CALLING.model_dump(exclude={"tool_calls"}, exclude_none=True) == {"role": "assistant"}

    def test_takes_what_else_pydantic_takes(self) -> None:
        assert CALLING.model_dump(mode="json", by_alias=True, warnings=False) == CALLING_WHOLE

    def test_shares_nothing_with_the_model(self) -> None:
        message = copy.deepcopy(CALLING)
        message.model_dump()["tool_calls"][0]["function"]["arguments"].clear()
        assert message == CALLING

    def test_json_is_compact_and_keeps_letters(self) -> None:
        assert CALLING.model_dump_json(exclude_none=True) == (
            '{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":{"x":null,"é":1}}}]}'
        )
        assert json.loads(CALLING.model_dump_json()) == CALLING_WHOLE
        assert Message(role="user").model_dump_json(indent=2, exclude_none=True) == '{\n  "role": "user"\n}'

    def test_what_is_dumped_can_be_validated(self) -> None:
        assert Message.model_validate(CALLING.model_dump()) == CALLING
        assert Message.model_validate_json(CALLING.model_dump_json()) == CALLING
        assert Message.model_validate(CALLING) is CALLING

    def test_no_json_is_a_value_error(self) -> None:
        with pytest.raises(ValueError, match="Expecting value"):
            Message.model_validate_json("<html>")


class TestNestedClasses:
    def test_are_the_models(self) -> None:
        assert Message.ToolCall is ToolCall
        assert Message.ToolCall.Function is ToolCallFunction
        assert Tool.Function is ToolFunction
        assert Tool.Function.Parameters is ToolParameters
        assert Tool.Function.Parameters.Property is ToolProperty
        assert ListResponse.Model is ListedModel
        assert ProcessResponse.Model is RunningModel

    def test_are_types(self) -> None:
        function: Message.ToolCall.Function = Message.ToolCall.Function(name="f", arguments={})
        calls: list[Message.ToolCall] = [Message.ToolCall(function=function)]
        listed: ListResponse.Model = ListResponse.Model(name="m")
        running: ProcessResponse.Model = ProcessResponse.Model(name="m")
        item: Tool.Function.Parameters.Property = Tool.Function.Parameters.Property(type="string")
        parameters: Tool.Function.Parameters = Tool.Function.Parameters(properties={"x": item})
        assert_type(calls[0], ToolCall)
        assert_type(listed, ListedModel)
        assert_type(running, RunningModel)
        assert_type(parameters, ToolParameters)
        assert Message(role="assistant", tool_calls=calls).tool_calls == [ToolCall(function=function)]

    def test_are_no_fields(self) -> None:
        message = Message(role="user")
        assert message.keys() == ["role"]
        assert "ToolCall" not in message
        assert "ToolCall" not in message.model_dump()

    def test_do_not_hinder_pickle(self) -> None:
        assert pickle.loads(pickle.dumps(CALLING)) == CALLING  # noqa: S301 - our own bytes


SHOWN: dict[str, Any] = {"model_info": {"general.architecture": "llama"}}


class TestModelinfo:
    def test_is_model_info(self) -> None:
        shown = ShowResponse.from_dict(SHOWN)
        assert shown.modelinfo is shown.model_info is shown["modelinfo"] is shown.get("modelinfo")
        assert "modelinfo" in shown
        assert "modelinfo" not in ShowResponse()

    def test_is_no_key_of_its_own(self) -> None:
        shown = ShowResponse.from_dict(SHOWN)
        assert dict(shown) == shown.to_dict() == SHOWN
        shown["modelinfo"] = {}
        assert shown.to_dict() == {"model_info": {}}

    def test_stands_back_where_the_server_sends_one(self) -> None:
        source = {**SHOWN, "modelinfo": 1}
        assert dict(ShowResponse.from_dict(source)) == source


class TestDefaults:
    def test_a_new_tool_has_its_types(self) -> None:
        tool = Tool(function=Tool.Function(name="f", parameters=Tool.Function.Parameters(properties={})))
        assert tool.to_dict() == {
            "type": "function",
            "function": {"name": "f", "parameters": {"type": "object", "properties": {}}},
        }
        assert Tool(type=None).to_dict() == {}

    def test_a_tool_that_is_read_has_what_it_was_read_of(self) -> None:
        source: dict[str, Any] = {"function": {"name": "f", "parameters": {"properties": {}}}}
        assert Tool.from_dict(source).to_dict() == source


def test_options_that_the_described_server_does_not_read_are_kept_and_sent() -> None:
    options = Options(seed=1, mirostat=2, newest=None)
    assert options.to_dict() == {"seed": 1, "mirostat": 2}
    assert options["mirostat"] == 2


def test_a_question_to_system_one_says_its_own_kind() -> None:
    question = SystemOneNoulQuestion(instructions="Is it so?")
    assert question.to_dict() == {"type": "noul", "instructions": "Is it so?"}
