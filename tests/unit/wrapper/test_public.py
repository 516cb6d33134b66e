"""The public names, which are imported lazily, and the same verbs on both clients and the module."""

from __future__ import annotations

import builtins
import inspect
import subprocess
import sys
from typing import Any

import pytest

import wrapper
from wrapper import AsyncClient, Client

VERBS = [name for name, member in vars(Client).items() if inspect.isfunction(member) and not name.startswith("_")]


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


def test_all_is_sorted_and_complete() -> None:
    assert wrapper.__all__ == sorted(wrapper.__all__)
    assert set(wrapper.__all__) <= set(dir(wrapper))
    for name in (*wrapper.__all__, "list"):
        assert getattr(wrapper, name) is not None


def test_all_shadows_no_builtins() -> None:
    assert not set(wrapper.__all__) & set(dir(builtins))


def test_unknown_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = wrapper.nonsense  # type: ignore[attr-defined]  # tests the wrong name
    with pytest.raises(ImportError, match="nonsense"):
        from wrapper import nonsense  # type: ignore[attr-defined]  # noqa: F401 - tests the wrong name


def test_import_loads_no_other_packages() -> None:
    heavy = ("httpx", "attrs", "attr", "json", "ollama_rest")
    assert run(f"import sys, wrapper; print(*[m for m in {heavy} if m in sys.modules])") == ""


def test_importing_a_verb_creates_no_client() -> None:
    code = """
import os
from wrapper import chat, AsyncClient
import wrapper._api
os.environ["OLLAMA_HOST"] = "http://127.0.0.1:9"
assert "_settings" not in vars(wrapper._api._client)
try:
    chat("m", [])
except ConnectionError as error:
    print("127.0.0.1:9" in str(error))
"""
    assert run(code, OLLAMA_HOST="ftp://nonsense") == "True"


def test_pydantic_and_test_tools_are_optional() -> None:
    code = """
import sys
for name in ("pydantic", "yaml", "jsonschema", "pytest"):
    sys.modules[name] = None
import wrapper
for name in wrapper.__all__:
    getattr(wrapper, name)
print(any(name.startswith("wrapper.testing") for name in sys.modules))
"""
    assert run(code) == "False"


def test_official_client_and_utils_modules() -> None:
    code = """
import sys, wrapper
from wrapper._tools import convert_function_to_tool as ours
sys.modules["ollama"] = wrapper
import ollama._client
from ollama._utils import convert_function_to_tool
print(all(getattr(ollama._client, name) is getattr(wrapper, name) for name in ollama._client.__all__))
print(convert_function_to_tool is ours)
"""
    assert run(code).split() == ["True", "True"]


def test_official_types_module() -> None:
    code = """
import sys, wrapper
sys.modules["ollama"] = wrapper
import ollama._types
print(*[name for name in ollama._types.__all__ if getattr(ollama._types, name) is not getattr(wrapper, name, None)])
"""
    missing = run(code).split()
    assert [name for name in missing if not name.endswith(("Request", "Result"))] == [
        "ModelDetails",
        "SubscriptableBaseModel",
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_both_clients_have_same_signatures(verb: str) -> None:
    def parameters(client: type) -> list[Any]:
        return list(inspect.signature(getattr(client, verb)).parameters.values())

    assert parameters(Client) == parameters(AsyncClient)
    assert getattr(Client, verb).__doc__ == getattr(AsyncClient, verb).__doc__
    assert "params" not in inspect.signature(getattr(Client, verb)).parameters


def test_every_verb_is_a_module_function() -> None:
    verbs = set(VERBS) - {"abort", "close"}
    assert verbs <= {*wrapper.__all__, "list"}
    for verb in verbs:
        function = inspect.signature(getattr(wrapper, verb)).parameters
        assert list(function) == list(inspect.signature(getattr(Client, verb)).parameters)[1:]


def test_unknown_argument_raises_type_error() -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(TypeError, match="temprature"):
        client.chat("m", [], temprature=1)  # type: ignore[call-overload]  # tests the wrong name


def test_default_client_rejects_unknown_attribute() -> None:
    code = """
import pickle
from wrapper._api import _client
made = _client._client
print(hasattr(_client, "nonsense"), _client._client is made, hasattr(pickle.loads(pickle.dumps(_client)), "nonsense"))
"""
    assert run(code) == "False True False"
