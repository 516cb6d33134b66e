"""The keyword parameters of the verbs: those generated from openapi.yaml, and those that only the client knows."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, get_type_hints

from ollama_rest import params
from ollama_rest.models import Message
from ollama_rest.params import ChatParams as ChatParams

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


def refuse_unknown(verb: str, arguments: Mapping[str, Any], known: type) -> None:
    """Check the names of keyword arguments.

    Raises:
        TypeError: the verb has no parameter of that name.
    """
    for name in arguments.keys() - known.__annotations__.keys():
        hint = "; options of the model go into `options`" if "options" in known.__annotations__ else ""
        raise TypeError(f"{verb}() got an unexpected keyword argument {name!r}{hint}")


def expand_signature(keywords: type) -> Callable[[F], F]:
    """Decorate a function to show the keys of a TypedDict in its signature instead of `**params`."""

    def decorate(function: F) -> F:
        signature = inspect.signature(function)
        parameters = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)
            for name, hint in get_type_hints(keywords).items()
        ]
        vars(function)["__signature__"] = signature.replace(parameters=parameters)
        return function

    return decorate
