"""The keyword parameters of the verbs: those generated from openapi.yaml, and those that only the client knows."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, get_type_hints

from ollama_rest import params
from ollama_rest.models import Message
from ollama_rest.params import ChatParams as ChatParams

from ..errors import short_repr

if TYPE_CHECKING:
    from ollama_rest.types import ApiModel

F = TypeVar("F", bound=Callable[..., Any])

Messages: TypeAlias = Sequence[Message | Mapping[str, Any]]
"""A conversation, oldest message first."""

Path: TypeAlias = str | os.PathLike[str]
Files: TypeAlias = Mapping[str, Path] | Sequence[Path] | Path
"""One path or several, of files or folders; or paths and digests by the names that the files get on the server."""


class GenerateParams(params.GenerateParams, total=False):
    """Keyword parameters of generate."""

    # For models that generate images; the server that openapi.yaml describes does not know them, others do.
    width: int | None
    """Width of the generated image, in pixels. Default: the model's own."""
    height: int | None
    """Height of the generated image, in pixels. Default: the model's own."""
    steps: int | None
    """Number of steps in which the image is generated. Default: the model's own."""


class CreateParams(params.CreateParams, total=False):
    """Keyword parameters of create."""

    modelfile: Path | None
    """A Modelfile: its text, or its path as a `pathlib.Path`. Other arguments take precedence. Default: none."""
    draft_files: Files | None
    """Weights of a draft model, in the same forms as `files`. Default: none."""


def refuse_unknown(verb: str, arguments: Mapping[str, Any], known: type, body: type[ApiModel]) -> None:
    """Check the names of keyword arguments. Every field of the request body is accepted: code passes `**vars(request)`.

    Raises:
        TypeError: the verb has no parameter of that name.
    """
    for name in sorted(arguments.keys() - known.__annotations__.keys() - {*body.__attributes__.values()}):
        raise _unknown(verb, name, arguments[name], _PARAMETERS[verb])


def _unknown(verb: str, name: str, value: object, parameters: Sequence[str]) -> TypeError:
    hint = _hint(verb, name, value, parameters)
    return TypeError(f"{verb}() got an unexpected keyword argument {name!r}{hint}")


_PARAMETERS = {
    "chat": ("model", "messages", "stream", "timeout", *ChatParams.__annotations__),
    "generate": ("model", "prompt", "suffix", "stream", "timeout", *GenerateParams.__annotations__),
    "create": (
        *("model", "quantize", "from_", "files", "adapters", "template", "license", "system", "parameters"),
        *("messages", "stream", "progress", "timeout", *CreateParams.__annotations__),
    ),
}
_REMEDIES = {
    ("chat", "system"): "start `messages` with one of role 'system'",
    ("chat", "images"): "put them into a message, as its `images`",
    **dict.fromkeys(
        (("chat", name) for name in ("prompt", "input", "query", "text")),
        "pass it as messages=[{'role': 'user', 'content': …}], or call generate()",
    ),
    ("chat", "suffix"): "generate() takes it",
    **dict.fromkeys(
        (("generate", name) for name in ("messages", "message")), "pass their text as `prompt`, or call chat()"
    ),
    ("generate", "tools"): "chat() takes them",
    ("create", "path"): "pass modelfile=pathlib.Path(…)",
}
# What other libraries call an argument; a verb has at most one of the names on the right.
_SYNONYMS = {
    **dict.fromkeys(("name", "model_id"), ("model",)),
    **dict.fromkeys(("input", "prompt", "query", "q", "text", "texts"), ("input", "prompt", "query")),
    **dict.fromkeys(("base", "from", "from_", "src"), ("from_", "source")),
    **dict.fromkeys(("dst", "to", "target"), ("destination",)),
    **dict.fromkeys(("response_format", "schema"), ("format",)),
    "file": ("path",),
    "uri": ("url",),
    "max_tokens": ("num_predict",),
}


def _hint(verb: str, name: str, value: object, parameters: Sequence[str]) -> str:
    """Return what a caller may have meant by an unknown keyword argument."""
    import difflib

    from ollama_rest.models import Options

    if remedy := _REMEDIES.get((verb, name)):
        return f"; {remedy}"
    argument = next((argument for argument in ("options", "parameters") if argument in parameters), None)
    options: Mapping[str, str] = Options.__attributes__ if argument else {}
    meant = {name, *_SYNONYMS.get(name, ())}
    if option := next((option for option in meant if option in options), None):
        return f"; pass it as {argument}={{{option!r}: {short_repr(value)}}}"
    if close := [known for known in meant if known in parameters] or difflib.get_close_matches(name, parameters, n=1):
        return f"; did you mean `{close[0]}`?"
    if close := difflib.get_close_matches(name, options, n=1):
        return f"; did you mean {argument}={{{close[0]!r}: …}}?"
    return f"; options of the model go into `{argument}`" if argument else f"; it takes {', '.join(parameters)}"


def suggest_names(verb: F) -> F:
    """Decorate a verb so that the error for an unknown keyword argument suggests the right one."""
    function: Any = verb

    def explain(error: TypeError, arguments: Mapping[str, Any]) -> None:
        if error.__traceback__ is None or error.__traceback__.tb_next is not None:  # raised within the verb
            return
        parameters = [name for name in inspect.signature(function).parameters if name != "self"]
        for name in sorted(arguments.keys() - {*parameters}):
            raise _unknown(function.__name__, name, arguments[name], parameters) from None

    @wraps(function)
    def call(*positional: Any, **arguments: Any) -> Any:
        try:
            return function(*positional, **arguments)
        except TypeError as error:
            explain(error, arguments)
            raise

    @wraps(function)
    async def call_async(*positional: Any, **arguments: Any) -> Any:
        try:
            return await function(*positional, **arguments)
        except TypeError as error:
            explain(error, arguments)
            raise

    return cast("F", call_async if inspect.iscoroutinefunction(function) else call)


def expand_signature(keywords: type) -> Callable[[F], F]:
    """Decorate a function to show the keys of a TypedDict in its signature and type hints instead of `**params`."""

    def decorate(function: F) -> F:
        signature = inspect.signature(function)
        parameters = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)
            for name, hint in get_type_hints(keywords).items()
        ]
        vars(function)["__signature__"] = signature.replace(parameters=parameters)
        hints = {parameter.name: parameter.annotation for parameter in parameters if parameter.name != "self"}
        function.__annotations__ = {**hints, "return": signature.return_annotation}
        return function

    return decorate
