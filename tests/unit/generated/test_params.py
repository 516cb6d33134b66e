"""Types as data: the field types of every model, and the keyword parameters of the verbs."""

import subprocess
import sys
from types import ModuleType
from typing import get_type_hints

import ollama_rest.models
from ollama_rest import params
from ollama_rest.models import ChatRequest, CreateInfo, CreateRequest, GenerateRequest, Options


def test_every_attribute_has_field_types() -> None:
    for name in ollama_rest.models.__all__:
        model = getattr(ollama_rest.models, name)
        assert list(model.__field_types__) == list(model.__attributes__.values()), name
        assert all(model.__field_types__.values()), name


def test_field_types_of_containers_and_unions(odd: ModuleType) -> None:
    assert odd.Node.__field_types__ == {
        "name": ("str",),
        "parent": ("Node", "None"),
        "children": (("list", "Node"),),
        "by_name": (("dict", "Node"),),
        "rows": (("list", ("list", "Node")),),
        "left": ("Left",),
    }
    assert odd.Unions.__field_types__["parts"] == ("str", ("list", "TextPart", "ImagePart", "BarePart"), "None")
    assert odd.Unions.__field_types__["node_or_free"] == ("Node", ("dict", "Any"))
    assert odd.Unions.__field_types__["input"] == ("str", ("list", "str"), ("list", "int"))
    assert odd.Unions.__field_types__["when"] == ("str",)
    assert odd.Unions.__field_types__["anything"] == ("Any",)


def test_parameters_are_fields_of_the_request() -> None:
    for keywords, request in (
        (params.ChatParams, ChatRequest),
        (params.GenerateParams, GenerateRequest),
        (params.CreateParams, CreateRequest),
    ):
        assert keywords.__annotations__.keys() < set(request.__attributes__.values())


def test_parameter_types_can_be_resolved() -> None:
    assert Options in get_type_hints(params.ChatParams)["options"].__args__
    assert CreateInfo in get_type_hints(params.CreateParams)["info"].__args__


def test_importing_the_parameters_imports_no_model() -> None:
    code = (
        "import sys, ollama_rest.params; assert not {'attrs', 'httpx', 'ollama_rest.models.options'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
