"""The clients under the official package's module name, with the helpers that existing code imports from there."""

# The official names are private ones, and used from outside only.
# pyright: reportPrivateUsage=false, reportUnusedFunction=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

# Absolute, in case the package is loaded as `ollama`: this module is then loaded a second time.
from wrapper.clients.async_client import AsyncClient
from wrapper.clients.base import BaseClient as BaseClient
from wrapper.clients.default import default_client
from wrapper.clients.host import parse_host
from wrapper.clients.sync_client import Client
from wrapper.official import OFFICIAL_VERSION
from wrapper.requests.builders import as_messages, as_tools
from wrapper.schemas.tools import convert_function_to_tool as convert_function_to_tool

from ._types import *  # noqa: F403 - the official module has all of them, too
from ._types import Image, Message, RequestError, ResponseError, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__version__ = OFFICIAL_VERSION

CONNECTION_ERROR_MESSAGE = "Failed to connect to Ollama"
"""The start of the message of a connection error."""

__all__ = ["AsyncClient", "Client", "RequestError", "ResponseError"]


def __getattr__(name: str) -> Any:
    if hasattr(Client, name) and not name.startswith("__"):
        return getattr(default_client(), name)  # `ollama._client` is the default client in the official package
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _copy_messages(messages: Sequence[Message | Mapping[str, Any]] | None) -> Iterator[Message]:
    return iter(as_messages(messages))


def _copy_tools(tools: Sequence[Any] | None = None) -> Iterator[Tool]:
    for tool in as_tools(tools):
        yield tool if isinstance(tool, Tool) else Tool.from_dict(tool)


def _copy_images(images: Iterable[Any] | None) -> Iterator[Image]:
    for image in images or ():
        yield image if isinstance(image, Image) else Image(image)


def _as_path(text: object) -> Path | None:
    """Return the path of an existing file or folder, or None."""
    if not isinstance(text, (str, Path)):
        return None
    try:
        return Path(text) if Path(text).exists() else None
    except (OSError, ValueError):  # too long for a path
        return None


def _parse_host(host: str | None) -> str:
    return parse_host(host).url
