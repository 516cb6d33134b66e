"""What both clients are, apart from the verbs and the I/O: their settings, and the streams that are open."""

from __future__ import annotations

import weakref
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError
from ..replies.stream import AsyncStream, Stream, hang_up
from .settings import DEFAULT, Default, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ollama_rest.models import ListResponse

    from .settings import Timeout


def names_of(reply: ListResponse) -> list[str]:
    """Give the names of a server's models, in its order."""
    models: object = reply.get("models")
    listed = cast("list[object]", models) if isinstance(models, list) else []
    names = (model.get("model") for model in listed if isinstance(model, ApiModel))
    return [name for name in names if isinstance(name, str) and name]


def first_of(models: Sequence[str]) -> str:
    """Give the default of a server's models.

    Raises:
        RequestError: it has none.
    """
    if not models:
        raise RequestError("there is no default model: the server has none; pull one, or name one in the call")
    return models[0]


class BaseClient(ABC):
    """A client of one Ollama server.

    Args:
        host: the server's address by the rules of OLLAMA_HOST, which it overrides.
        headers: further headers of every request.
        timeout: seconds, a pair of them to connect and to read, an `httpx.Timeout`, or None to wait for ever; by
            default 10 s to connect and 600 s to read.
        api_key: sent as a bearer token; for ollama.com the default is OLLAMA_API_KEY.
        retries: how often a call is tried again that failed before its answer began, or was answered 429 or 503.
        default_model: the model of a call that names none; True for the first of `models()`.
        transport: further keyword arguments of the httpx client, such as `verify` and `proxy`.

    Raises:
        RequestError: an argument makes no sense.
    """

    def __init__(
        self,
        host: str | None = None,
        *,
        headers: Mapping[str, str | None] | None = None,
        timeout: Timeout | Default = DEFAULT,
        api_key: str | None = None,
        retries: int = 0,
        default_model: bool | str = False,
        **transport: Any,
    ) -> None:
        self.__setstate__(Settings.resolve(host, headers, timeout, api_key, retries, default_model, transport))

    # A client is pickled as its settings; connections and streams stay where they are.

    def __getstate__(self) -> Settings:
        return self._settings

    def __setstate__(self, settings: Settings) -> None:
        self._settings = settings
        self._streams: weakref.WeakSet[Stream[Any] | AsyncStream[Any]] = weakref.WeakSet()
        self._models: Sequence[str] | None = None
        self._prepare()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.host.url!r})"

    def abort(self) -> None:
        """Hang up on every stream of this client; whoever reads one gets an IncompleteResponseError."""
        for stream in [*self._streams]:
            hang_up(stream.response)

    @abstractmethod
    def _prepare(self) -> None:
        """Make ready for connections."""
