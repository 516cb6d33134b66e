"""Type hints and signatures can be evaluated: tools are made of `wrapper.web_search`, and IDEs show them."""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import httpx
import pydantic
import pytest

import ollama_rest.client
import ollama_rest.models
import ollama_rest.types
import wrapper
import wrapper.testing
from tests.unit.wrapper.test_public import VERBS
from wrapper import _utils
from wrapper._utils import convert_function_to_tool

FUNCTIONS = {
    name: function for name in (*wrapper.__all__, "list") if inspect.isfunction(function := getattr(wrapper, name))
}
SPECIAL = {"__init__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__anext__"}
MODULES = [_utils, wrapper, wrapper.testing, ollama_rest.models, ollama_rest.types, ollama_rest.client]


def public_objects(module: ModuleType) -> Iterator[Any]:
    """Yield the public functions and classes of a module, and the public methods of the classes."""
    own: list[str] = [
        name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__
    ]
    for name in (*getattr(module, "__all__", own), *(["list"] if module is wrapper else [])):
        public: Any = getattr(module, name)
        if name.startswith("_") or not (inspect.isfunction(public) or inspect.isclass(public)):
            continue
        yield public
        for member in dir(public) if inspect.isclass(public) else ():
            function: Any = inspect.getattr_static(public, member)
            function = getattr(function, "fget", getattr(function, "__func__", function))
            if inspect.isfunction(function) and (member in SPECIAL or not member.startswith("_")):
                yield function


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_hints_and_signatures_are_evaluated(module: Any) -> None:
    for public in {*public_objects(module)}:
        typing.get_type_hints(public)
        if not inspect.isclass(public) or vars(public).get("__init__"):  # a builtin exception has no signature
            inspect.signature(public, eval_str=True)


@pytest.mark.parametrize("name", FUNCTIONS)
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


OWNERS: dict[str, Any] = {"module": wrapper, "Client": wrapper.Client, "AsyncClient": wrapper.AsyncClient}


@pytest.mark.parametrize(("owner", "name"), [(o, name) for o in OWNERS for name in VERBS if hasattr(OWNERS[o], name)])
def test_pydantic_builds_a_schema_of_every_verb(owner: str, name: str) -> None:
    verb: Any = getattr(OWNERS[owner], name)
    adapter: Any = pydantic.TypeAdapter
    adapter(verb)
    hints = typing.get_type_hints(verb)
    assert hints.keys() == inspect.signature(verb).parameters.keys() - {"self"} | {"return"}


def test_pydantic_makes_a_tool_of_a_verb() -> None:
    hints = typing.get_type_hints(wrapper.web_search)
    timeout: Any = (hints["timeout"], inspect.signature(wrapper.web_search).parameters["timeout"].default)
    fields: Any = {"query": (hints["query"], ...), "timeout": timeout}
    model: Any = pydantic.create_model("Arguments", **fields)
    schema = model.model_json_schema()
    assert schema["required"] == ["query"]
    assert {"type": "number"} in schema["properties"]["timeout"]["anyOf"]
    assert model(query="sky").timeout is timeout[1]
    assert model(query="sky").model_dump_json() == '{"query":"sky","timeout":null}'
    assert model(query="sky", timeout=httpx.Timeout(3)).timeout == httpx.Timeout(3)
    with pytest.raises(pydantic.ValidationError):
        model(query="sky", timeout="soon")
