"""The public names, which are imported lazily, and the same verbs on both clients and the module."""

from __future__ import annotations

import builtins
import inspect
import subprocess
import sys
from typing import Any, get_type_hints

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


def test_private_modules_are_attributes_of_the_package() -> None:
    code = "import wrapper; print(wrapper._types.Image, wrapper._utils, wrapper._client._client.base_url)"
    assert run(code).endswith("http://127.0.0.1:11434")


def test_import_loads_no_other_packages() -> None:
    heavy = ("httpx", "attrs", "attr", "json", "ollama_rest")
    assert run(f"import sys, wrapper; print(*[m for m in {heavy} if m in sys.modules])") == ""


def test_importing_a_verb_creates_no_client() -> None:
    code = """
import os
from wrapper import chat, AsyncClient
import wrapper.functions
os.environ["OLLAMA_HOST"] = "http://127.0.0.1:9"
import wrapper.clients.default
assert wrapper.clients.default._client is None
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
from wrapper.schemas.tools import convert_function_to_tool as ours
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
    assert getattr(Client, verb).__doc__ == getattr(AsyncClient, verb).__doc__.replace("await ", "")
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


def test_default_client_is_created_once_for_all_threads() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from wrapper.clients.default import default_client
with ThreadPoolExecutor(8) as pool:
    print(len({id(client) for client in pool.map(lambda _: default_client(), range(64))}))
"""
    assert run(code) == "1"


@pytest.mark.parametrize("verb", sorted({*wrapper.__all__, "list"} & set(VERBS)))
def test_annotations_of_a_verb_are_types(verb: str) -> None:
    for owner in (wrapper, Client, AsyncClient):
        assert get_type_hints(getattr(owner, verb))["timeout"]
        for parameter in inspect.signature(getattr(owner, verb)).parameters.values():
            assert not isinstance(parameter.annotation, str), parameter
