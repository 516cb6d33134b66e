"""Modelfiles, parsed into arguments of `create` by the rules of `ollama create -f`."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr
from .files import STRINGS_NAME_NO_FILES, as_path, is_file, read_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SEPARATOR = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_NAME = re.compile(r"([A-Za-z]+)[ \t]+")
_KEY = re.compile(r"(\w+)[ \t]+")
# A quoted value may span lines: its opening quotes start the value and its closing quotes end a line.
_VALUE = re.compile(
    r'(?:"""(?P<block>.*?)"""|"(?!"")(?P<quoted>.*?)"|(?P<plain>[^"\r\n][^\r\n]*)|)[ \t]*(?=[\r\n]|\Z)', re.DOTALL
)
_BLOB = re.compile(r"sha256-([0-9a-f]{64})")
_STRINGS = ("template", "system", "renderer", "parser")
_FILES = {"adapter": "adapters", "draft": "draft_files"}
_KEYED = ("parameter", "message")  # a name or a role stands before the value
_KNOWN = ("from", *_STRINGS, *_FILES, *_KEYED, "license", "requires")
_BOOLEANS = {"1": True, "t": True, "true": True, "0": False, "f": False, "false": False}
_PARSERS: dict[str, Callable[[str], Any]] = {
    "int": int,
    "float": float,
    "bool": lambda text: _BOOLEANS[text.lower()],
}


def with_modelfile(arguments: dict[str, Any], *, string_paths: bool) -> dict[str, Any]:
    """Replace the Modelfile in the arguments of `create` by its content; the other arguments take precedence.

    Raises:
        RequestError: the Modelfile is unreadable or invalid.
    """
    modelfile = arguments.pop("modelfile", None)
    if modelfile is None:
        return arguments
    defaults = parse_modelfile(modelfile, string_paths=string_paths)
    explicit = {name: value for name, value in arguments.items() if value is not None}
    if "parameters" in defaults and isinstance(explicit.get("parameters"), (Mapping, ApiModel)):
        explicit["parameters"] = {**defaults["parameters"], **dict(explicit["parameters"])}
    return {**defaults, **explicit}


def parse_modelfile(modelfile: object, *, string_paths: bool = True) -> dict[str, Any]:
    r"""Parse a Modelfile.

    Args:
        modelfile: the content as a str, or the path of the file as a `Path`. Relative paths in the Modelfile start at
            the file's folder, or at the working directory if `modelfile` is a str.
        string_paths: Whether a str may name local files.

    Returns:
        The arguments of `create`, by name.

    Raises:
        RequestError: the Modelfile is unreadable or invalid; the message contains the line number.

    >>> parse_modelfile('FROM llama3.2\nPARAMETER stop "a b"\nPARAMETER num_ctx 4096')
    {'from_': 'llama3.2', 'parameters': {'stop': ['a b'], 'num_ctx': 4096}}
    """
    if isinstance(modelfile, str):
        if string_paths and is_file(modelfile):
            raise RequestError(f"modelfile: {modelfile!r} is a file: to read it, pass pathlib.Path({modelfile!r})")
        text, folder = modelfile.removeprefix("\ufeff"), Path() if string_paths else None
    elif not isinstance(modelfile, os.PathLike):
        raise RequestError(f"modelfile must be a str (its content) or a Path, not {short_repr(modelfile)}")
    else:
        path = as_path(cast("os.PathLike[str]", modelfile))
        text, folder = _read(path), path.parent
    arguments: dict[str, Any] = {}
    for line, name, key, value in _instructions(text):
        try:
            _apply(arguments, folder, name, key, value)
        except (ValueError, OSError) as error:  # OSError: the path is too long
            raise RequestError(f"Modelfile, line {line}: {error}") from None
    if not arguments.keys() & {"from_", "files"}:
        hint = "" if "\n" in text else "; to read it from a file, pass a pathlib.Path"
        raise RequestError(f"the Modelfile has no FROM: add 'FROM <model or file>'{hint}")
    return arguments


def _read(path: Path) -> str:
    try:
        content = b"".join(read_pieces(path))
        is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeError as error:
        raise RequestError(f"cannot read the Modelfile {str(path)!r}: {error}") from error


def _instructions(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield each instruction: its line number, its name, its key (empty unless in `_KEYED`) and its value."""
    position = 0
    while (position := _end(_SEPARATOR.match(text, position))) < len(text):
        line = text.count("\n", 0, position) + 1
        match = _NAME.match(text, position)
        name = match[1].lower() if match else text[position:].split(maxsplit=1)[0]
        if match is None or name not in _KNOWN:
            known = ", ".join(_KNOWN).upper()
            raise RequestError(f"Modelfile, line {line}: invalid instruction {name!r}: use one of {known} and a value")
        position, key = match.end(), ""
        if name in _KEYED:
            match = _KEY.match(text, position)
            if match is None:
                raise RequestError(f"Modelfile, line {line}: {name.upper()} requires a name and a value")
            position, key = match.end(), match[1]
        match = _VALUE.match(text, position)
        if match is None:
            raise RequestError(f"Modelfile, line {line}: close the quotes of {name.upper()} at the end of its value")
        position = match.end()
        value = next((group for group in match.groups() if group is not None), "")
        yield line, name, key, value if match["plain"] is None else value.strip()


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _apply(arguments: dict[str, Any], folder: Path | None, name: str, key: str, value: str) -> None:
    """Add one instruction to the arguments; without a folder, it may not name a local file.

    Raises:
        ValueError: the value is invalid.
    """
    if name in _STRINGS:
        arguments[name] = value
    elif name in _FILES:
        arguments.setdefault(_FILES[name], []).append(_existing(folder, value))
    elif name == "from":
        _apply_from(arguments, folder, value)
    elif name == "license":
        arguments.setdefault("license", []).append(value)
    elif name == "requires":
        arguments["requires"] = value.removeprefix("v")
    elif name == "message":
        arguments.setdefault("messages", []).append({"role": key, "content": value})
    else:
        parameters = arguments.setdefault("parameters", {})
        converted = _parse_parameter(key, value)
        parameters[key] = [*parameters.get(key, []), *converted] if isinstance(converted, list) else converted


def _apply_from(arguments: dict[str, Any], folder: Path | None, value: str) -> None:
    name = Path(value).name
    exists = folder is not None and _resolve(folder, value).exists()
    if not exists and (blob := _BLOB.fullmatch(name)):
        # The Modelfile that the server shows contains the path of a blob in its own store.
        arguments["files"] = {name: f"sha256:{blob[1]}"}
    elif exists or value.startswith((".", "/", "~")) or Path(value).suffix in (".gguf", ".safetensors", ".bin"):
        arguments.setdefault("files", []).append(_existing(folder, value))
    else:
        arguments["from_"] = value


def _resolve(folder: Path, value: str) -> Path:
    return folder / os.path.expanduser(value)  # noqa: PTH111 - Path.expanduser raises if the user is unknown


def _existing(folder: Path | None, value: str) -> Path:
    if folder is None:
        raise ValueError(f"{short_repr(value)} is not a model: {STRINGS_NAME_NO_FILES}")
    path = _resolve(folder, value)
    if not path.exists():
        raise ValueError(f"file {str(path)!r} does not exist")
    return path


def _parse_parameter(name: str, text: str) -> Any:
    """Parse a parameter by the type of the option of that name.

    Raises:
        ValueError: the text is not a value of that type.
    """
    from ollama_rest.models import Options

    kind = str(Options.__annotations__.get(name, "")).removesuffix(" | None")
    if kind.startswith("list"):
        return [text]
    if kind in _PARSERS:
        try:
            return _PARSERS[kind](text)
        except (ValueError, KeyError):
            raise ValueError(f"{name} must be of type {kind}, not {text!r}") from None
    for parse in _PARSERS.values():  # an option of another version of the server
        with suppress(ValueError, KeyError):
            return parse(text)
    return text
