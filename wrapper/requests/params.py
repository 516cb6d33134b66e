"""The keyword parameters of each verb, told once for Client, AsyncClient and the module-level functions."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias, TypeVar

    from ollama_rest.models import Message, Options, Tool

    Messages: TypeAlias = Sequence[Message | Mapping[str, Any]]
    """A conversation, from its first message to its latest."""

    Path: TypeAlias = str | os.PathLike[str]
    Files: TypeAlias = Mapping[str, Path] | Sequence[Path] | Path
    """Paths or digests by the names that the server shall know them by; or paths alone, of folders too."""

    F = TypeVar("F", bound=Callable[..., Any])


class ModelParams(TypedDict, total=False):
    """What every call that runs a model takes."""

    options: Options | Mapping[str, Any] | None
    """Model options such as `temperature` and `num_ctx`; unknown ones are sent too."""
    keep_alive: float | str | None
    """How long the model stays loaded afterwards: seconds, or text such as "5m"; 0 unloads it, -1 keeps it."""
    truncate: bool | None
    """Whether the oldest input is dropped when it exceeds the context; False makes that an error."""


class TextParams(ModelParams, total=False):
    """What chat and generate share."""

    think: bool | str | None
    """Whether a thinking model thinks first, or how much: "low", "medium", "high", "max"."""
    logprobs: bool | None
    """Whether the reply carries the log probability of each token."""
    top_logprobs: int | None
    """How many alternatives, 0 to 20, are told for each token."""
    format: Any
    """The form of the reply: "json", a JSON schema, or a class: pydantic, dataclass, attrs, TypedDict."""
    shift: bool | None
    """Whether the oldest tokens make room when the context is full; False ends the reply there."""


class ChatParams(TextParams, total=False):
    """What chat takes beside the model and the messages."""

    tools: Sequence[Tool | Mapping[str, Any] | Callable[..., Any]] | None
    """Tools that the model may call: their description, or Python functions."""


class GenerateParams(TextParams, total=False):
    """What generate takes beside the model, the prompt and the suffix."""

    system: str | None
    """A system message in the place of the model's own."""
    template: str | None
    """A prompt template in the place of the model's own."""
    context: Sequence[int] | None
    """The `context` of an earlier reply, to go on from there."""
    raw: bool | None
    """Whether the prompt is sent to the model as it is, without a template."""
    images: Any
    """Images for a model that sees, one or many: bytes, a Path, base64 text or a data URI."""
    width: int | None
    """The width of the image to make, in pixels, where the model makes images."""
    height: int | None
    """The height of the image to make, in pixels."""
    steps: int | None
    """The steps to make the image in."""


class CreateParams(TypedDict, total=False):
    """What create takes by keyword alone."""

    modelfile: Path | None
    """A Modelfile, as its text or as a `Path`; further arguments win over what it says."""
    renderer: str | None
    """The server's own renderer of prompts to use in place of a template."""
    parser: str | None
    """The server's own parser of answers to use."""
    requires: str | None
    """The oldest version of the server that can run the model, such as "0.14.0"."""
    draft_files: Files | None
    """The weights of a draft model, in the ways of `files`."""
    draft_quantize: str | None
    """The precision to bring the draft model's weights to."""
    remote_host: str | None
    """The URL of the server that runs the model named by `from_`."""
    info: Mapping[str, Any] | None
    """What is known of the model and in no file, such as its `capabilities`."""


def refuse_unknown(verb: str, params: Mapping[str, Any], known: type) -> None:
    """Refuse keyword arguments that a verb does not take.

    Raises:
        TypeError: there is one, as for any function.
    """
    for name in params.keys() - known.__annotations__.keys():
        hint = "; options of the model go into `options`" if "options" in known.__annotations__ else ""
        raise TypeError(f"{verb}() got an unexpected keyword argument {name!r}{hint}")


def spelled_out(params: type) -> Callable[[F], F]:
    """Show the keys of a TypedDict in a function's signature, where `**params` alone tells a reader nothing."""

    def decorate(function: F) -> F:
        signature = inspect.signature(function)
        shown = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        shown += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=reference.__forward_arg__)
            for name, reference in params.__annotations__.items()
        ]
        vars(function)["__signature__"] = signature.replace(parameters=shown)
        return function

    return decorate
