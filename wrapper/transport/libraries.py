"""The HTTP libraries by name: the only module that chooses one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from .library import Library

DEFAULT = "httpx"
_LIKE_HTTPX = (DEFAULT, "httpx2")
_EXTRAS = {"httpx2": "httpx2", "pyreqwest": "fast"}
_NAMES = (*_LIKE_HTTPX, "pyreqwest")


def name_of(transport: object) -> str:
    """Return the name of the library for a client's argument `transport`: a name, a library's own object, or None.

    Raises:
        RequestError: No transport has this name.
    """
    if isinstance(transport, str):
        if transport not in _NAMES:
            raise RequestError(
                "transport must be 'httpx', 'httpx2' or 'pyreqwest', or a transport object of httpx or httpx2, not "
                f"{short_repr(transport)}"
            )
        return transport
    return _origin(transport) or DEFAULT


def of(client: object) -> Library | None:
    """Return the library that a client belongs to, or None."""
    name = _origin(client)
    return None if name is None else load(name)


def _origin(thing: object) -> str | None:
    """Return the library whose class an object has, or inherits from."""
    packages = (kind.__module__.partition(".")[0] for kind in type(thing).__mro__)
    return next((package for package in packages if package in _LIKE_HTTPX), None)


@cache
def load(name: str) -> Library:
    """Import a library.

    Raises:
        RequestError: It is not installed.
    """
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        raise RequestError(
            f"transport={name!r} needs a package that is not installed ({error.name}): "
            f"pip install ollama-wrapper[{_EXTRAS[name]}]"
        ) from error
    if name == "pyreqwest":
        from .pyreqwest_library import PyreqwestLibrary

        return PyreqwestLibrary()
    from .http import HTTPXLibrary

    return HTTPXLibrary(module)
