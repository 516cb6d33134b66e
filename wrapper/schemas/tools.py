"""Converts Python functions and classes to the tools of a chat request."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping  # noqa: TC003 - get_type_hints evaluates the annotations
from contextlib import suppress
from functools import partial
from types import NoneType
from typing import Any

from ollama_rest.conversion import is_mapping
from ollama_rest.models import Tool

from ..clients.timeouts import DEFAULT
from ..errors import RequestError, short_repr
from .annotations import Field, class_doc, fields_of, members_of, resolve, union_of, unwrap
from .docstrings import Docstring, parse_docstring
from .json_schema import Schema, fields_schema, inline_refs, pydantic_schema

_KINDS = (bool, int, float, str, list, tuple, dict)


def as_tool(value: object) -> Tool | Mapping[str, Any]:
    """Convert a function, or a class whose fields are the parameters, to a tool; return a dict or Tool unchanged.

    Raises:
        RequestError: `value` is of another type, or cannot be converted.
    """
    if isinstance(value, Tool):
        return value
    if is_mapping(value):
        return value
    if isinstance(value, type):
        return _tool_of_class(value)
    if callable(value):
        return convert_function_to_tool(value)
    raise _invalid_tool(value)


def convert_function_to_tool(func: Callable[..., Any]) -> Tool:
    """Convert a function to a tool, from its signature, type hints and docstring.

    Args:
        func: a function, method, `functools.partial` or other callable with a name. Its docstring may be in Google,
            NumPy or Sphinx style.

    Returns:
        The tool. A parameter is required if it has no default and its type does not include None. A parameter without
        type hint has the type of its default, or is a string. `*args`, `**kwargs`, the arguments of a `partial`, an
        untyped first `self` or `cls`, and the `timeout` of a client's method are omitted.

    Raises:
        RequestError: the function has no name or no signature, or JSON cannot represent the type of a parameter.

    >>> def add(a: int, b: int = 1) -> int:
    ...     '''Add two numbers.
    ...
    ...     Args:
    ...         a: the first number
    ...         b: the second number
    ...     '''
    ...     return a + b
    >>> tool = convert_function_to_tool(add)
    >>> tool.function.name, tool.function.description, tool.function.parameters.required
    ('add', 'Add two numbers.', ['a'])
    >>> tool.function.parameters.properties["b"].to_dict()
    {'type': 'integer', 'description': 'the second number', 'default': 1}
    """
    code, bound = _code_of(func)
    name = str(getattr(func, "__name__", "") or getattr(code, "__name__", "") or type(code).__name__)
    if not inspect.isroutine(code):  # a callable object
        code = type(code).__call__
    if name.startswith("<"):
        raise RequestError(f"a tool requires a name, and {short_repr(func)} has none: define it with `def`")
    try:
        signature = inspect.signature(func)
    except (ValueError, TypeError, NameError) as error:
        raise RequestError(f"cannot read the signature of {name}() ({error}): wrap it in a `def`") from None
    doc = _doc_of(func, code)
    names = _names_of(code)
    parameters = [
        parameter
        for position, parameter in enumerate(signature.parameters.values())
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        and parameter.name not in bound
        and parameter.default is not DEFAULT
        and not (position == 0 and parameter.name in {"self", "cls"} and parameter.annotation is parameter.empty)
    ]
    try:
        schema = fields_schema([_field(parameter, doc, names) for parameter in parameters])
    except RequestError as error:
        raise RequestError(f"cannot convert {name}() to a tool: {error.error}") from None
    return _tool(name, doc.text, schema)


def _tool_of_class(cls: type) -> Tool:
    schema = pydantic_schema(cls)
    if schema is not None:
        schema = inline_refs(schema)
    elif (fields := fields_of(cls)) is not None:
        schema = fields_schema(fields)
    else:
        raise _invalid_tool(cls)
    return _tool(cls.__name__, parse_docstring(class_doc(cls)).text, schema)


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
        try:
            hint = resolve(parameter.annotation, names)
        except RequestError as error:
            raise RequestError(f"{parameter.name}: {error.error}") from None
    members = members_of(hint)
    types = [member for member in members if member is not NoneType]  # a model omits an argument rather than send None
    description = unwrap(hint)[1] or doc.parameters.get(parameter.name, "")
    required = parameter.default is parameter.empty and types == members
    return Field(parameter.name, hint if types in (members, []) else union_of(types), required, default, description)


def _code_of(function: Any) -> tuple[Any, set[str]]:
    """Return the function inside partials and decorators, and the keywords that the partials bind."""
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
        doc = inspect.getdoc(function)  # inherited, or from the class of a callable object
    return parse_docstring(doc)


def _names_of(code: Any) -> dict[str, Any]:
    """Return the names that the annotations of a function can refer to."""
    names = dict(getattr(code, "__globals__", {}))
    with suppress(TypeError, ValueError):  # not a Python function, or a variable without a value
        names.update(inspect.getclosurevars(code).nonlocals)
    return names


def _invalid_tool(value: object) -> RequestError:
    accepted = "a function, a dict, a Tool, or a dataclass, attrs class, TypedDict or pydantic model"
    return RequestError(f"a tool must be {accepted}, not {short_repr(value)}")
