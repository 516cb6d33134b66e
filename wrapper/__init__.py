"""The Python client for Ollama: `from wrapper import chat`.

Nothing is built, read from the environment or connected when this is imported: each name is loaded when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generated.models import (
        ChatResponse,
        EmbedResponse,
        GenerateResponse,
        ListResponse,
        Message,
        Options,
        Tool,
        VersionResponse,
    )

    from ._api import chat, embed, generate, list, version
    from ._async_client import AsyncClient
    from ._client import Client
    from ._errors import (
        IncompleteResponseError,
        InvalidResponseError,
        OllamaError,
        RequestError,
        ResponseError,
        ServerConnectionError,
        ServerTimeoutError,
    )
    from ._stream import AsyncStream, Stream

__all__ = [
    "AsyncClient",
    "AsyncStream",
    "ChatResponse",
    "Client",
    "EmbedResponse",
    "GenerateResponse",
    "IncompleteResponseError",
    "InvalidResponseError",
    "ListResponse",
    "Message",
    "OllamaError",
    "Options",
    "RequestError",
    "ResponseError",
    "ServerConnectionError",
    "ServerTimeoutError",
    "Stream",
    "Tool",
    "VersionResponse",
    "chat",
    "embed",
    "generate",
    "list",
    "version",
]

_MODULES = {
    "AsyncClient": "._async_client",
    "AsyncStream": "._stream",
    "Client": "._client",
    "IncompleteResponseError": "._errors",
    "InvalidResponseError": "._errors",
    "OllamaError": "._errors",
    "RequestError": "._errors",
    "ResponseError": "._errors",
    "ServerConnectionError": "._errors",
    "ServerTimeoutError": "._errors",
    "Stream": "._stream",
    "chat": "._api",
    "embed": "._api",
    "generate": "._api",
    "list": "._api",
    "version": "._api",
}


if not TYPE_CHECKING:  # a type checker shall find a misspelt name

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_MODULES.get(name, "generated.models"), __name__), name)
        globals()[name] = value
        return value


def __dir__() -> Iterable[str]:
    return sorted({*globals(), *__all__})
