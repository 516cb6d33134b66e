"""The HTTP libraries by name: the only module that chooses one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from .library import Library

DEFAULT = "httpx"
_NAMES = (DEFAULT, "httpx2")


def name_of(transport: object) -> str:
    """Return the name of the library for a client's argument `transport`: a name, a library's own object, or None.

    Raises:
        RequestError: There is no transport of this name.
    """
    if isinstance(transport, str):
        if transport not in _NAMES:
            names = " or ".join(map(repr, _NAMES))
            raise RequestError(f"transport must be {names}, or a transport object of it, not {short_repr(transport)}")
        return transport
    return _origin(transport) or DEFAULT


def of(client: object) -> Library | None:
    """Return the library that a client belongs to, or None."""
    name = _origin(client)
    return None if name is None else load(name)


def _origin(thing: object) -> str | None:
    """Return the library whose class an object has, or inherits from."""
    packages = (kind.__module__.partition(".")[0] for kind in type(thing).__mro__)
    return next((package for package in packages if package in _NAMES), None)


@cache
def load(name: str) -> Library:
    """Import a library.

    Raises:
        RequestError: It is not installed.
    """
    from .http import HTTPXLibrary

    try:
        return HTTPXLibrary(import_module(name))
    except ModuleNotFoundError as error:
        raise RequestError(
            f"transport={name!r} needs a package that is not installed ({error.name}): "
            f"pip install ollama-wrapper[{name}]"
        ) from error
