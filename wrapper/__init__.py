"""The Python client for Ollama: `from wrapper import chat`.

Nothing is built, read from the environment or connected when this is imported: each name is loaded when it is used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ollama_rest.models import (
        EmbeddingsResponse,
        EmbedResponse,
        ListResponse,
        Logprob,
        Message,
        Options,
        ProcessResponse,
        ProgressResponse,
        ShowResponse,
        SystemOneChoiceAnswer,
        SystemOneChoiceQuestion,
        SystemOneNoulAnswer,
        SystemOneNoulQuestion,
        SystemOneRequest,
        SystemOneResponse,
        SystemOneScoreAnswer,
        SystemOneScoreQuestion,
        SystemOneUsage,
        TokenLogprob,
        Tool,
        VersionResponse,
        WebFetchResponse,
        WebSearchResponse,
    )
    from ollama_rest.models import ProgressResponse as StatusResponse

    from .clients.async_client import AsyncClient
    from .clients.sync_client import Client
    from .errors import (
        IncompleteResponseError,
        InvalidResponseError,
        OllamaError,
        RequestError,
        ResponseError,
        ServerConnectionError,
        ServerTimeoutError,
    )
    from .exchange.health import Health
    from .functions import (
        chat,
        copy,
        create,
        create_blob,
        delete,
        embed,
        embeddings,
        generate,
        health,
        load,
        models,
        ps,
        pull,
        push,
        show,
        systemone,
        unload,
        version,
        web_fetch,
        web_search,
    )
    from .functions import (
        list as list,
    )
    from .replies.progress import Progress
    from .replies.stream import AsyncStream, Stream
    from .replies.text import ChatResponse, GenerateResponse
    from .requests.images import Image
    from .requests.systemone import SystemOneAnswer, SystemOneContent, SystemOneQuestion

# A checkout that is on the path but not installed: an installed wrapper has ollama_rest beside it, not in a folder.
_SOURCES = Path(__file__).parents[1] / "generated"
if str(_SOURCES) not in sys.path and (_SOURCES / "ollama_rest").is_dir():
    sys.path.append(str(_SOURCES))

__all__ = [
    "AsyncClient",
    "AsyncStream",
    "ChatResponse",
    "Client",
    "EmbedResponse",
    "EmbeddingsResponse",
    "GenerateResponse",
    "Health",
    "Image",
    "IncompleteResponseError",
    "InvalidResponseError",
    "ListResponse",
    "Logprob",
    "Message",
    "OllamaError",
    "Options",
    "ProcessResponse",
    "Progress",
    "ProgressResponse",
    "RequestError",
    "ResponseError",
    "ServerConnectionError",
    "ServerTimeoutError",
    "ShowResponse",
    "StatusResponse",
    "Stream",
    "SystemOneAnswer",
    "SystemOneChoiceAnswer",
    "SystemOneChoiceQuestion",
    "SystemOneContent",
    "SystemOneNoulAnswer",
    "SystemOneNoulQuestion",
    "SystemOneQuestion",
    "SystemOneRequest",
    "SystemOneResponse",
    "SystemOneScoreAnswer",
    "SystemOneScoreQuestion",
    "SystemOneUsage",
    "TokenLogprob",
    "Tool",
    "VersionResponse",
    "WebFetchResponse",
    "WebSearchResponse",
    "chat",
    "copy",
    "create",
    "create_blob",
    "delete",
    "embed",
    "embeddings",
    "generate",
    "health",
    "load",
    "models",
    "ps",
    "pull",
    "push",
    "show",
    "systemone",
    "unload",
    "version",
    "web_fetch",
    "web_search",
]  # all names but `list`: `from wrapper import *` shall not hide the builtin

_MODULES = {
    "AsyncClient": ".clients.async_client",
    "AsyncStream": ".replies.stream",
    "ChatResponse": ".replies.text",
    "Client": ".clients.sync_client",
    "GenerateResponse": ".replies.text",
    "Health": ".exchange.health",
    "Image": ".requests.images",
    "IncompleteResponseError": ".errors",
    "InvalidResponseError": ".errors",
    "OllamaError": ".errors",
    "Progress": ".replies.progress",
    "RequestError": ".errors",
    "ResponseError": ".errors",
    "ServerConnectionError": ".errors",
    "ServerTimeoutError": ".errors",
    "Stream": ".replies.stream",
    "SystemOneAnswer": ".requests.systemone",
    "SystemOneContent": ".requests.systemone",
    "SystemOneQuestion": ".requests.systemone",
    "chat": ".functions",
    "copy": ".functions",
    "create": ".functions",
    "create_blob": ".functions",
    "delete": ".functions",
    "embed": ".functions",
    "embeddings": ".functions",
    "generate": ".functions",
    "health": ".functions",
    "list": ".functions",
    "load": ".functions",
    "models": ".functions",
    "ps": ".functions",
    "pull": ".functions",
    "push": ".functions",
    "show": ".functions",
    "systemone": ".functions",
    "unload": ".functions",
    "version": ".functions",
    "web_fetch": ".functions",
    "web_search": ".functions",
}

# What the official package has two classes for: a status, and a status with figures.
_ALIASES = {"StatusResponse": "ProgressResponse"}


if not TYPE_CHECKING:  # a type checker shall find a misspelt name

    def __getattr__(name: str) -> object:
        if name not in __all__ and name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(_MODULES.get(name, "ollama_rest.models"), __name__)
        value = getattr(module, _ALIASES.get(name, name))
        globals()[name] = value
        return value


def __dir__() -> Iterable[str]:
    return sorted({*globals(), *__all__, *_MODULES})
