"""What a Modelfile says, as arguments of create, by the rules of `ollama create -f`."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_NAME = re.compile(r"([A-Za-z]+)[ \t]+")
_WORD = re.compile(r"(\w+)[ \t]+")
# Quotes count where they begin the value and end its last line; a value in quotes may have many lines.
_VALUE = re.compile(
    r'(?:"""(?P<block>.*?)"""|"(?!"")(?P<quoted>.*?)"|(?P<plain>[^"\r\n][^\r\n]*)|)[ \t]*(?=[\r\n]|\Z)', re.DOTALL
)
_BLOB = re.compile(r"sha256-([0-9a-f]{64})")
_TEXTS = ("template", "system", "renderer", "parser")
_FILES = {"adapter": "adapters", "draft": "draft_files"}
_WITH_A_WORD = ("parameter", "message")
_KNOWN = ("from", *_TEXTS, *_FILES, *_WITH_A_WORD, "license", "requires")
_TRUE, _FALSE = ("1", "t", "true"), ("0", "f", "false")


def with_modelfile(arguments: dict[str, Any]) -> dict[str, Any]:
    """Fill in what the Modelfile among the arguments of create says, where nothing else is given.

    Raises:
        RequestError: it cannot be read, or makes no sense.
    """
    modelfile = arguments.pop("modelfile", None)
    if modelfile is None:
        return arguments
    said = parse_modelfile(modelfile)
    given = {name: value for name, value in arguments.items() if value is not None}
    if "parameters" in said and isinstance(given.get("parameters"), (Mapping, ApiModel)):
        given["parameters"] = {**said["parameters"], **dict(given["parameters"])}
    return {**said, **given}


def parse_modelfile(modelfile: object) -> dict[str, Any]:
    r"""Read a Modelfile.

    Args:
        modelfile: its text as a str, or the path of the file as a `Path`. Files that it names are sought beside it, or
            in the working directory where it is a text.

    Returns:
        Arguments of create, by name.

    Raises:
        RequestError: it cannot be read, or makes no sense; the error tells the line.

    >>> parse_modelfile('FROM llama3.2\nPARAMETER stop "a b"\nPARAMETER num_ctx 4096')
    {'from_': 'llama3.2', 'parameters': {'stop': ['a b'], 'num_ctx': 4096}}
    """
    if isinstance(modelfile, str):
        text, folder = modelfile.removeprefix("\ufeff"), Path()
    elif not isinstance(modelfile, os.PathLike):
        raise RequestError(f"modelfile must be a text or a Path, not {short_repr(modelfile)}")
    else:
        path = Path(cast("os.PathLike[str]", modelfile))
        text, folder = _read(path), path.parent
    arguments: dict[str, Any] = {}
    for line, name, word, value in _instructions(text):
        try:
            _take(arguments, folder, name, word, value)
        except (ValueError, OSError) as error:  # the latter of paths that cannot be
            raise RequestError(f"Modelfile, line {line}: {error}") from None
    if not arguments.keys() & {"from_", "files"}:
        hint = "" if "\n" in text else "; to read a file, give a pathlib.Path"
        raise RequestError(f"the Modelfile has no FROM{hint}")
    return arguments


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
        is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise RequestError(f"the Modelfile {str(path)!r} cannot be read: {error}") from error


def _instructions(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Give each instruction: its line, its name, the word after it where it takes one, its value."""
    place = 0
    while (place := _end(_BETWEEN.match(text, place))) < len(text):
        line = text.count("\n", 0, place) + 1
        named = _NAME.match(text, place)
        name = named[1].lower() if named else text[place:].split(maxsplit=1)[0]
        if named is None or name not in _KNOWN:
            raise RequestError(f"Modelfile, line {line}: {name!r} is none of {', '.join(_KNOWN).upper()} and a value")
        place, word = named.end(), ""
        if name in _WITH_A_WORD:
            following = _WORD.match(text, place)
            if following is None:
                raise RequestError(f"Modelfile, line {line}: {name.upper()} wants a name and a value")
            place, word = following.end(), following[1]
        value = _VALUE.match(text, place)
        if value is None:
            raise RequestError(f"Modelfile, line {line}: the quotes of {name.upper()} are not closed")
        place = value.end()
        found = next((group for group in value.groups() if group is not None), "")
        yield line, name, word, found if value["plain"] is None else found.strip()


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _take(arguments: dict[str, Any], folder: Path, name: str, word: str, value: str) -> None:
    """Add what one instruction says.

    Raises:
        ValueError: it makes no sense.
    """
    if name in _TEXTS:
        arguments[name] = value
    elif name in _FILES:
        arguments.setdefault(_FILES[name], []).append(_local(folder, value))
    elif name == "from":
        _start_from(arguments, folder, value)
    elif name == "license":
        arguments.setdefault("license", []).append(value)
    elif name == "requires":
        arguments["requires"] = value.removeprefix("v")
    elif name == "message":
        arguments.setdefault("messages", []).append({"role": word, "content": value})
    else:
        parameters = arguments.setdefault("parameters", {})
        converted = _parameter(word, value)
        parameters[word] = [*parameters.get(word, []), *converted] if isinstance(converted, list) else converted


def _start_from(arguments: dict[str, Any], folder: Path, value: str) -> None:
    path = _sought(folder, value)
    if not path.exists() and (blob := _BLOB.fullmatch(path.name)):
        # The server's own Modelfiles name its blobs by their path there.
        arguments["files"] = {path.name: f"sha256:{blob[1]}"}
    elif path.exists() or value.startswith((".", "/", "~")) or path.suffix in (".gguf", ".safetensors", ".bin"):
        arguments.setdefault("files", []).append(_local(folder, value))
    else:
        arguments["from_"] = value


def _sought(folder: Path, value: str) -> Path:
    return folder / os.path.expanduser(value)  # noqa: PTH111 - which leaves alone what is nobody's home


def _local(folder: Path, value: str) -> Path:
    path = _sought(folder, value)
    if not path.exists():
        raise ValueError(f"there is no file {str(path)!r}")
    return path


def _parameter(name: str, text: str) -> Any:
    """Read an option's value by the type that it has.

    Raises:
        ValueError: it is of another type.
    """
    from ollama_rest.models import Options

    kind = str(Options.__annotations__.get(name, "")).removesuffix(" | None")
    if kind.startswith("list"):
        return [text]
    if kind in _READERS:
        try:
            return _READERS[kind](text)
        except ValueError:
            raise ValueError(f"{name} must be of type {kind}, not {text!r}") from None
    for read in _READERS.values():  # of another version of the server
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _bool(text: str) -> bool:
    if text.lower() not in (*_TRUE, *_FALSE):
        raise ValueError(text)
    return text.lower() in _TRUE


_READERS: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "bool": _bool}
