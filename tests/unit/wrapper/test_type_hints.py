"""Type hints and signatures can be evaluated: tools are made of `wrapper.web_search`, and IDEs show them."""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import wrapper
from wrapper._utils import convert_function_to_tool

SPECIAL = {"__init__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__anext__"}


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield all public functions, and all public methods of public classes."""
    yield "convert_function_to_tool", convert_function_to_tool
    for name in (*wrapper.__all__, "list"):
        public: Any = getattr(wrapper, name)
        if inspect.isfunction(public):
            yield name, public
        if inspect.isclass(public):
            for member in dir(public):
                function: Any = inspect.getattr_static(public, member)
                function = getattr(function, "fget", getattr(function, "__func__", function))
                if inspect.isfunction(function) and (member in SPECIAL or not member.startswith("_")):
                    yield f"{name}.{member}", function


FUNCTIONS = dict(public_functions())
CLASSES = [
    public
    for name in wrapper.__all__
    if inspect.isclass(public := getattr(wrapper, name)) and public.__module__.startswith("wrapper.")
]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_hints_and_signature_of_every_function_are_evaluated(name: str) -> None:
    typing.get_type_hints(FUNCTIONS[name])
    inspect.signature(FUNCTIONS[name], eval_str=True)


@pytest.mark.parametrize("public", CLASSES)
def test_hints_and_signature_of_every_class_are_evaluated(public: Any) -> None:
    inspect.get_annotations(public, eval_str=True)
    if not issubclass(public, Exception) or "__init__" in vars(public):  # a builtin exception has no signature
        inspect.signature(public, eval_str=True)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if hasattr(wrapper, name)])
def test_every_function_becomes_a_tool(name: str) -> None:
    parameters: Any = convert_function_to_tool(FUNCTIONS[name]).function.parameters.to_dict()  # type: ignore[union-attr]  # a tool of a function has both
    names = set(inspect.signature(FUNCTIONS[name]).parameters) - {"timeout"}
    assert parameters["properties"].keys() == names
    assert "$ref" not in json.dumps(parameters)


def test_tool_of_chat_describes_messages_and_options() -> None:
    tool: Any = convert_function_to_tool(wrapper.chat)
    properties = tool.function.parameters.to_dict()["properties"]
    assert properties["messages"]["type"] == "array"
    assert "temperature" in json.dumps(properties["options"])
    assert convert_function_to_tool(wrapper.pull).function.parameters.properties["progress"].type == "boolean"  # type: ignore[union-attr, index]  # as above


def test_module_functions_become_tools() -> None:
    tool: Any = convert_function_to_tool(wrapper.web_search)
    assert tool.function.parameters.required == ["query"]
