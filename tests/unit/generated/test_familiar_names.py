"""The methods and attributes that pydantic models and the official package have."""

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
    def test_has_all_fields_of_nested_models(self) -> None:
        assert CALLING.model_dump() == CALLING_WHOLE
        assert ChatResponse(message=CALLING).model_dump()["message"] == CALLING_WHOLE

    def test_uses_wire_names(self) -> None:
        dumped = CreateRequest(model="m", from_="base").model_dump()
        assert dumped["from"] == "base"
        assert "from_" not in dumped
        assert Tool.Function.Parameters(defs={}).model_dump()["$defs"] == {}

    def test_exclude_none_omits_unset_fields(self) -> None:
        assert CALLING.model_dump(exclude_none=True) == CALLING.to_dict()
        assert CALLING.model_dump(exclude_unset=True) == CALLING.to_dict()
        assert CALLING.model_dump(exclude_defaults=True) == CALLING.to_dict()

    def test_keeps_unknown_fields(self) -> None:
        message = Message.from_dict({"role": "user", "new": {"deep": [None]}})
        for dumped in (message.model_dump(), message.model_dump(exclude_none=True)):
            assert dumped["new"] == {"deep": [None]}

    def test_include_and_exclude_select_fields(self) -> None:
        assert CALLING.model_dump(include={"role", "content"}) == {"role": "assistant", "content": None}
        assert CALLING.model_dump(exclude={"tool_calls"}, exclude_none=True) == {"role": "assistant"}

    def test_accepts_other_pydantic_arguments(self) -> None:
        assert CALLING.model_dump(mode="json", by_alias=True, warnings=False) == CALLING_WHOLE

    def test_is_independent_of_model(self) -> None:
        message = copy.deepcopy(CALLING)
        message.model_dump()["tool_calls"][0]["function"]["arguments"].clear()
        assert message == CALLING

    def test_json_is_compact_and_not_ascii_only(self) -> None:
        assert CALLING.model_dump_json(exclude_none=True) == (
            '{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":{"x":null,"é":1}}}]}'
        )
        assert json.loads(CALLING.model_dump_json()) == CALLING_WHOLE
        assert Message(role="user").model_dump_json(indent=2, exclude_none=True) == '{\n  "role": "user"\n}'

    def test_dump_can_be_validated(self) -> None:
        assert Message.model_validate(CALLING.model_dump()) == CALLING
        assert Message.model_validate_json(CALLING.model_dump_json()) == CALLING
        assert Message.model_validate(CALLING) is CALLING

    def test_invalid_json_raises_value_error(self) -> None:
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

    def test_are_not_fields(self) -> None:
        message = Message(role="user")
        assert message.keys() == ["role"]
        assert "ToolCall" not in message
        assert "ToolCall" not in message.model_dump()

    def test_pickle_still_works(self) -> None:
        assert pickle.loads(pickle.dumps(CALLING)) == CALLING  # noqa: S301 - pickled on the line itself


SHOWN: dict[str, Any] = {"model_info": {"general.architecture": "llama"}}


class TestModelinfo:
    def test_is_model_info(self) -> None:
        shown = ShowResponse.from_dict(SHOWN)
        assert shown.modelinfo is shown.model_info is shown["modelinfo"] is shown.get("modelinfo")
        assert "modelinfo" in shown
        assert "modelinfo" not in ShowResponse()

    def test_is_not_a_key(self) -> None:
        shown = ShowResponse.from_dict(SHOWN)
        assert dict(shown) == shown.to_dict() == SHOWN
        shown["modelinfo"] = {}
        assert shown.to_dict() == {"model_info": {}}

    def test_field_of_server_takes_precedence(self) -> None:
        source = {**SHOWN, "modelinfo": 1}
        assert dict(ShowResponse.from_dict(source)) == source


class TestDefaults:
    def test_new_tool_has_default_types(self) -> None:
        tool = Tool(function=Tool.Function(name="f", parameters=Tool.Function.Parameters(properties={})))
        assert tool.to_dict() == {
            "type": "function",
            "function": {"name": "f", "parameters": {"type": "object", "properties": {}}},
        }
        assert Tool(type=None).to_dict() == {}

    def test_parsed_tool_is_unchanged(self) -> None:
        source: dict[str, Any] = {"function": {"name": "f", "parameters": {"properties": {}}}}
        assert Tool.from_dict(source).to_dict() == source


def test_unknown_options_are_kept_and_sent() -> None:
    options = Options(seed=1, mirostat=2, newest=None)
    assert options.to_dict() == {"seed": 1, "mirostat": 2}
    assert options["mirostat"] == 2


def test_system_one_question_has_its_type() -> None:
    question = SystemOneNoulQuestion(instructions="Is it so?")
    assert question.to_dict() == {"type": "noul", "instructions": "Is it so?"}
