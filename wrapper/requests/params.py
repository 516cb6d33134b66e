"""The keyword parameters of the verbs: those generated from openapi.yaml, and those that only the client knows."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_type_hints

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
        raise TypeError(f"{verb}() got an unexpected keyword argument {name!r}{_hint(verb, name, arguments[name])}")


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
    ("chat", "prompt"): "pass it as messages=[{'role': 'user', 'content': …}], or call generate()",
    ("chat", "suffix"): "generate() takes it",
    ("generate", "messages"): "pass their text as `prompt`, or call chat()",
    ("generate", "tools"): "chat() takes them",
    ("create", "path"): "pass modelfile=pathlib.Path(…)",
}


def _hint(verb: str, name: str, value: object) -> str:
    """Return what a caller may have meant by an unknown keyword argument."""
    import difflib

    from ollama_rest.models import Options

    if remedy := _REMEDIES.get((verb, name)):
        return f"; {remedy}"
    argument = "options" if "options" in _PARAMETERS[verb] else "parameters"
    options = Options.__attributes__
    if name in options:
        return f"; pass it as {argument}={{{name!r}: {short_repr(value)}}}"
    if close := difflib.get_close_matches(name, _PARAMETERS[verb], n=1):
        return f"; did you mean `{close[0]}`?"
    if close := difflib.get_close_matches(name, options, n=1):
        return f"; did you mean {argument}={{{close[0]!r}: …}}?"
    return f"; options of the model go into `{argument}`"


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
