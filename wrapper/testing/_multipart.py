"""Forms with files: bodies of multipart/form-data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TYPE = "multipart/form-data"
_PARAMETER = re.compile(r';\s*(\w+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))')


class NotAForm(ValueError):
    """What the server says about a body that is no form."""


@dataclass
class Form:
    """Fields and the contents of files, by name; of several of one name, the first."""

    fields: dict[str, str] = field(default_factory=dict[str, str])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])


def parse(content_type: str, body: bytes) -> Form:
    """Parse a form.

    Raises:
        NotAForm: it is none.
    """
    kind, parameters = _with_parameters(content_type)
    if kind.lower() != _TYPE:
        raise NotAForm(f"request Content-Type isn't {_TYPE}")
    if not parameters.get("boundary"):
        raise NotAForm("no multipart boundary param in Content-Type")
    mark = b"--" + parameters["boundary"].encode()
    _, *parts = (b"\r\n" + body).split(b"\r\n" + mark)
    if not parts:
        raise NotAForm("multipart: NextPart: EOF")
    form = Form()
    for part in parts:
        if part.startswith(b"--"):
            return form
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        names = _names(head)
        if "filename" in names:
            form.files.setdefault(names.get("name", ""), content)
        elif names.get("name"):
            form.fields.setdefault(names["name"], content.decode("utf-8", "replace"))
    raise NotAForm("unexpected EOF")


def _names(head: bytes) -> dict[str, str]:
    """The parameters of a part's Content-Disposition."""
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if line and not colon:
            raise NotAForm(f'malformed MIME header: missing colon: "{line}"')
        if name.lower() == "content-disposition":
            return _with_parameters(value)[1]
    return {}


def _with_parameters(header: str) -> tuple[str, dict[str, str]]:
    kind, _, _ = header.partition(";")
    found = _PARAMETER.findall(header)
    return kind.strip(), {name.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare for name, quoted, bare in found}
