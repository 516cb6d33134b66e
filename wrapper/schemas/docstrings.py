"""Parses docstrings in Google, NumPy or Sphinx style into a description and parameter descriptions."""

from __future__ import annotations

import inspect
import re
from itertools import pairwise
from typing import NamedTuple

_PARAMETERS = {
    "args", "arguments", "parameters", "params", "keyword args", "keyword arguments", "other parameters", "attributes",
}  # fmt: skip
_DROPPED = {"return", "returns", "yield", "yields", "raise", "raises", "see also", "references", "warns"}
_DROPPED_AFTER_PARAMETERS = {"example", "examples", "note", "notes", "todo", "warning", "warnings"}  # else text

_GOOGLE_ENTRY = re.compile(r"\*{0,2}(\w+)\s*(?:\(.*?\)\s*)?:\s*(.*)")
_NUMPY_ENTRY = re.compile(r"(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$")
_SPHINX_ENTRY = re.compile(
    r":(?:param|parameter|arg|argument|key|keyword|ivar|var)\s+(?:[^:]*\s)?\*{0,2}(\w+)\s*:\s*(.*)"
)
_SPHINX_FIELD = re.compile(r":(?:type|returns?|rtype|yields?|raises?|except|exception|vartype)\b[^:]*:")


class Docstring(NamedTuple):
    """A parsed docstring."""

    text: str
    """The text before the parameters."""
    parameters: dict[str, str]
    """The description of each parameter, on one line."""


def parse_docstring(doc: str | None) -> Docstring:
    """Parse a docstring; lines in an unknown style become text, and nothing raises.

    >>> parse_docstring('''Find a city.
    ...
    ... Args:
    ...     name (str): its full
    ...         name
    ... ''')
    Docstring(text='Find a city.', parameters={'name': 'its full name'})
    """
    reader = _Reader()
    lines = inspect.cleandoc(doc or "").splitlines()
    for line, next_line in pairwise([*lines, ""]):
        reader.read(line, underlined=bool(re.fullmatch(r"\s*-{3,}\s*", next_line)))
    parameters = {name: " ".join(pieces) for name, pieces in reader.parameters.items()}
    return Docstring("\n".join(reader.text).strip(), parameters)


class _Reader:
    """Reads the lines once and keeps track of the current section."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.parameters: dict[str, list[str]] = {}
        self._section = "text"  # text, google, numpy, sphinx, or "" for a section without parameters
        self._names: list[str] = []  # the parameters whose description the next line may continue
        self._indent: int | None = None  # of the entries in the section

    def read(self, line: str, *, underlined: bool) -> None:
        """Read the next line; `underlined`: the line after it consists of dashes."""
        content, indent = line.strip(), len(line) - len(line.lstrip())
        if not content:
            if self._section == "text":
                self.text.append("")
        elif self._heading(content, underlined) or re.fullmatch("-{3,}", content):
            pass
        elif entry := _SPHINX_ENTRY.match(content):
            self._begin("sphinx", indent)
            self._enter([entry[1]], entry[2])
        elif _SPHINX_FIELD.match(content):
            self._begin("")
        elif self._section == "text":
            self.text.append(line)
        elif self._section:
            self._continue(content, indent)

    def _heading(self, content: str, underlined: bool) -> bool:
        """Begin a section if the line is a heading; return whether it is."""
        title = content.lower().removesuffix(":").rstrip()
        if not (underlined or content.endswith(":")):
            return False
        if title in _PARAMETERS:
            self._begin("numpy" if underlined else "google")
            return True
        if title in _DROPPED or (title in _DROPPED_AFTER_PARAMETERS and self._section != "text"):
            self._begin("")
            return True
        return False

    def _begin(self, section: str, indent: int | None = None) -> None:
        self._section, self._names, self._indent = section, [], indent

    def _enter(self, names: list[str], description: str) -> None:
        self._names = names
        for name in names:
            self.parameters[name] = [description] if description else []

    def _continue(self, content: str, indent: int) -> None:
        if self._indent is None:
            self._indent = indent
        if indent > self._indent:
            for name in self._names:
                self.parameters[name].append(content)
        elif self._section == "google" and (entry := _GOOGLE_ENTRY.match(content)) and indent == self._indent:
            self._enter([entry[1]], entry[2])
        elif self._section == "numpy" and (entry := _NUMPY_ENTRY.match(content)):
            self._enter([name.strip(" *") for name in entry[1].split(",")], "")
        elif indent < self._indent or self._section == "sphinx":
            self._begin("")
        else:  # a separate line among the entries, such as "None", or a description without indentation
            for name in self._names:
                self.parameters[name].append(content)
