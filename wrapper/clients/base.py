"""What both clients share, apart from the verbs and the I/O: their settings, and the streams that are open."""

# Annotations are evaluated, so that `typing.get_type_hints` and `inspect.signature` work.

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, cast

from ollama_rest.models import ListResponse
from ollama_rest.types import ApiModel

from ..errors import RequestError
from .settings import Settings
from .timeouts import DEFAULT, Default, Timeout


def model_names(reply: ListResponse) -> list[str]:
    """Return the names of a server's models, in its order."""
    models: object = reply.get("models")
    listed = cast("list[object]", models) if isinstance(models, list) else []
    names = (model.get("model") for model in listed if isinstance(model, ApiModel))
    return [name for name in names if isinstance(name, str) and name]


def first_model(models: Sequence[str]) -> str:
    """Return the default of a server's models.

    Raises:
        RequestError: The server has no models.
    """
    if not models:
        raise RequestError("default_model: the server has no models; pull one, or name one in the call")
    return models[0]


class BaseClient(ABC):
    """The settings of a client, and its transport."""

    def __init__(
        self,
        host: str | None = None,
        *,
        headers: Mapping[str, str | None] | None = None,
        timeout: Timeout | Default = DEFAULT,
        api_key: str | None = None,
        retries: int = 0,
        default_model: bool | str = False,
        **httpx_options: Any,
    ) -> None:
        self.__setstate__(Settings.resolve(host, headers, timeout, api_key, retries, default_model, httpx_options))

    # A client is pickled as its settings; connections and streams stay where they are.

    def __getstate__(self) -> Settings:
        return self._settings

    def __setstate__(self, settings: Settings) -> None:
        self._settings = settings
        self._models: Sequence[str] | None = None
        self._prepare()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.host.url!r})"

    @abstractmethod
    def _prepare(self) -> None:
        """Create the transport."""
