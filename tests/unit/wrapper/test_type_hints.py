"""Type hints and signatures can be evaluated: tools are made of `wrapper.web_search`, and IDEs show them."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pydantic
import pytest

import wrapper
from tests.unit.wrapper.test_public import VERBS
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


@pytest.mark.parametrize("public", CLASSES)
def test_hints_and_signature_of_every_class_are_evaluated(public: Any) -> None:
    inspect.get_annotations(public, eval_str=True)
    if not issubclass(public, Exception) or "__init__" in vars(public):  # a builtin exception has no signature
        inspect.signature(public, eval_str=True)


def test_module_functions_become_tools() -> None:
    tool: Any = convert_function_to_tool(wrapper.web_search)
    assert tool.function.parameters.required == ["query"]
