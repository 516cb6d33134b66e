"""The Python client for Ollama: `from wrapper import chat`.

Importing this package builds no client, reads no environment and imports no other module: each name is loaded when it
is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ollama_rest.models import (
        EmbeddingsResponse as EmbeddingsResponse,
        EmbedResponse as EmbedResponse,
        ListResponse as ListResponse,
        Logprob as Logprob,
        Message as Message,
        Options as Options,
        ProcessResponse as ProcessResponse,
        ProgressResponse as ProgressResponse,
        ShowResponse as ShowResponse,
        SystemOneChoiceAnswer as SystemOneChoiceAnswer,
        SystemOneChoiceQuestion as SystemOneChoiceQuestion,
        SystemOneNoulAnswer as SystemOneNoulAnswer,
        SystemOneNoulQuestion as SystemOneNoulQuestion,
        SystemOneRequest as SystemOneRequest,
        SystemOneResponse as SystemOneResponse,
        SystemOneScoreAnswer as SystemOneScoreAnswer,
        SystemOneScoreQuestion as SystemOneScoreQuestion,
        SystemOneUsage as SystemOneUsage,
        TokenLogprob as TokenLogprob,
        Tool as Tool,
        VersionResponse as VersionResponse,
        WebFetchResponse as WebFetchResponse,
        WebSearchResponse as WebSearchResponse,
    )

    from .clients.async_client import AsyncClient as AsyncClient
    from .clients.default import reset_default_client as reset_default_client
    from .clients.sync_client import Client as Client
    from .clients.timeouts import Timeouts as Timeouts
    from .errors import (
        IncompleteResponseError as IncompleteResponseError,
        InvalidResponseError as InvalidResponseError,
        OllamaError as OllamaError,
        RequestError as RequestError,
        ResponseError as ResponseError,
        ServerConnectionError as ServerConnectionError,
        ServerTimeoutError as ServerTimeoutError,
    )
    from .exchange.health import Health as Health
    from .functions import (
        chat as chat,
        copy as copy,
        create as create,
        create_blob as create_blob,
        delete as delete,
        embed as embed,
        embeddings as embeddings,
        generate as generate,
        health as health,
        list as list,
        load as load,
        models as models,
        ps as ps,
        pull as pull,
        push as push,
        show as show,
        systemone as systemone,
        unload as unload,
        version as version,
        web_fetch as web_fetch,
        web_search as web_search,
    )
    from .official import install_as_ollama as install_as_ollama
    from .replies.progress import (
        Progress as Progress,
        StatusResponse as StatusResponse,
    )
    from .replies.stream import AsyncStream as AsyncStream, Stream as Stream
    from .replies.text import ChatResponse as ChatResponse, GenerateResponse as GenerateResponse
    from .requests.images import Image as Image
    from .requests.systemone import (
        SystemOneAnswer as SystemOneAnswer,
        SystemOneContent as SystemOneContent,
        SystemOneQuestion as SystemOneQuestion,
    )

# A checkout that is on the path but not installed: an installed wrapper has ollama_rest beside it, not in a folder.
_SOURCES = Path(__file__).parents[1] / "generated"
if str(_SOURCES) not in sys.path and (_SOURCES / "ollama_rest").is_dir():
    sys.path.append(str(_SOURCES))

_PUBLIC = {
    ".clients.async_client": "AsyncClient",
    ".clients.default": "reset_default_client",
    ".clients.sync_client": "Client",
    ".clients.timeouts": "Timeouts",
    ".errors": (
        "IncompleteResponseError InvalidResponseError OllamaError RequestError ResponseError "
        "ServerConnectionError ServerTimeoutError"
    ),
    ".exchange.health": "Health",
    ".functions": (
        "chat copy create create_blob delete embed embeddings generate health list load models ps pull push "
        "show systemone unload version web_fetch web_search"
    ),
    "ollama_rest.models": (
        "EmbedResponse EmbeddingsResponse ListResponse Logprob Message Options ProcessResponse "
        "ProgressResponse ShowResponse SystemOneChoiceAnswer SystemOneChoiceQuestion SystemOneNoulAnswer "
        "SystemOneNoulQuestion SystemOneRequest SystemOneResponse SystemOneScoreAnswer SystemOneScoreQuestion "
        "SystemOneUsage TokenLogprob Tool VersionResponse WebFetchResponse WebSearchResponse"
    ),
    ".official": "install_as_ollama",
    ".replies.progress": "Progress StatusResponse",
    ".replies.stream": "AsyncStream Stream",
    ".replies.text": "ChatResponse GenerateResponse",
    ".requests.images": "Image",
    ".requests.systemone": "SystemOneAnswer SystemOneContent SystemOneQuestion",
}
_MODULES = {name: module for module, names in _PUBLIC.items() for name in names.split()}

# `from wrapper import *` must not hide the builtin `list`.
__all__ = sorted(_MODULES.keys() - {"list"})  # pyright: ignore[reportUnsupportedDunderAll]  # the imports above are static


if not TYPE_CHECKING:  # type checkers must report a misspelt name

    def __getattr__(name: str) -> object:
        if name in {"_client", "_types", "_utils"}:  # submodules that code for the official package uses unimported
            return import_module(f".{name}", __name__)
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> Iterable[str]:
    return sorted({*globals(), *_MODULES})
