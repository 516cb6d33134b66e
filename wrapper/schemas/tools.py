"""From what a user gives as a tool, a Python function above all, to the tool that is sent."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from types import NoneType
from typing import Any, cast

from ollama_rest.models import Tool

from ..clients.settings import DEFAULT
from ..errors import RequestError
from .annotations import Field, fields_of, members_of, own_doc, peel, resolve, union_of
from .docstrings import Docstring, parse_docstring
from .json_schema import Schema, fields_schema, inlined, own_schema

_KINDS = (bool, int, float, str, list, tuple, dict)


def as_tool(value: object) -> Tool | Mapping[str, Any]:
    """Make a tool of a function, or of a class whose fields are the arguments; a dict or a Tool stays as it is.

    Raises:
        RequestError: the value is nothing that a tool can be made of.
    """
    if isinstance(value, Tool):
        return value
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value)
    if isinstance(value, type):
        return _tool_of_class(value)
    if callable(value):
        return convert_function_to_tool(value)
    raise RequestError(_refusal(value))


def convert_function_to_tool(func: Callable[..., Any]) -> Tool:
    """Make a tool of a function: from its signature, its type hints and its docstring.

    A parameter with a default, or whose type includes None, need not be given by the model. One without a type hint is
    of the type of its default, else a text. `*args`, `**kwargs`, what a `partial` has set and the timeout of a client's
    own verb are not the model's.

    Raises:
        RequestError: the function has no name or no signature, or JSON has no form for the type of a parameter.
    """
    code, bound = _code_of(func)
    name = str(getattr(func, "__name__", "") or getattr(code, "__name__", "") or type(code).__name__)
    if not inspect.isroutine(code):  # an object that can be called
        code = type(code).__call__
    if name.startswith("<"):
        raise RequestError(f"a tool needs a name, and {func!r} has none: use `def`")
    try:
        signature = inspect.signature(func)
    except (ValueError, TypeError, NameError) as error:
        raise RequestError(f"{name}() has no signature that can be read ({error}): wrap it in a `def`") from None
    doc = _doc_of(func, code)
    names = _names_of(code)
    fields = [
        _field(parameter, doc, names)
        for position, parameter in enumerate(signature.parameters.values())
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        and parameter.name not in bound
        and parameter.default is not DEFAULT
        and not (position == 0 and parameter.name in {"self", "cls"} and parameter.annotation is parameter.empty)
    ]
    try:
        schema = fields_schema(fields)
    except RequestError as error:
        raise RequestError(f"{name}() can be no tool: {error.error}") from None
    return _tool(name, doc.text, schema)


def _tool_of_class(cls: type) -> Tool:
    schema = own_schema(cls)
    if schema is not None:
        schema = inlined(schema)
    elif (fields := fields_of(cls)) is not None:
        schema = fields_schema(fields)
    else:
        raise RequestError(_refusal(cls))
    return _tool(cls.__name__, parse_docstring(own_doc(cls)).text, schema)


def _tool(name: str, description: str, schema: Schema) -> Tool:
    properties = {key: {"description": "", **content} for key, content in schema.get("properties", {}).items()}
    parameters: Schema = {"type": "object", "properties": properties}
    if schema.get("required"):
        parameters["required"] = schema["required"]
    function = {"name": name, "description": description, "parameters": parameters}
    return Tool.from_dict({"type": "function", "function": function})


def _field(parameter: inspect.Parameter, doc: Docstring, names: dict[str, Any]) -> Field:
    default: Any = None if parameter.default is parameter.empty else parameter.default
    if parameter.annotation is parameter.empty:
        hint: Any = next((kind for kind in _KINDS if type(default) is kind), str)
    else:
        hint = resolve(parameter.annotation, names)
    _, remark = peel(hint)
    members = members_of(hint)
    given = [member for member in members if member is not NoneType]  # the model leaves out what it would give as None
    required = parameter.default is parameter.empty and given == members
    hint = hint if given == members or not given else union_of(given)
    return Field(parameter.name, hint, required, default, doc.parameters.get(parameter.name) or remark)


def _code_of(function: Any) -> tuple[Any, set[str]]:
    """Find the function beneath partials and decorators, and the names that the partials have set."""
    bound: set[str] = set()
    while True:
        if isinstance(function, partial):
            bound.update(function.keywords)
            function = function.func
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        else:
            return function, bound


def _doc_of(function: Any, code: Any) -> Docstring:
    doc = (function if inspect.isroutine(function) else code).__doc__
    if doc is None and not isinstance(function, partial):
        doc = inspect.getdoc(function)  # inherited, or of the class of an object that can be called
    return parse_docstring(doc)


def _names_of(code: Any) -> dict[str, Any]:
    """Gather the names that the annotations of a function can mean."""
    names = dict(getattr(code, "__globals__", {}))
    with suppress(TypeError, ValueError):  # no Python function, or a name that has no value yet
        names.update(inspect.getclosurevars(code).nonlocals)
    return names


def _refusal(value: object) -> str:
    accepted = "a function, a dict, a Tool, or a dataclass, attrs class, TypedDict or pydantic model"
    return f"a tool must be {accepted}, not {value!r}"
