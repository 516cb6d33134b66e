"""What both clients share, apart from the verbs and the I/O: their settings and their transport."""

# Annotations are evaluated, so that `typing.get_type_hints` and `inspect.signature` work.

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Unpack, cast

from ollama_rest.models import ListResponse
from ollama_rest.types import ApiModel

from ..requests.capabilities import ANY_MODEL
from ..transport.options import HTTPXOptions
from .bounds import DEFAULT_BOUNDS, check_bounds
from .settings import Settings
from .timeouts import DEFAULT, Default, Timeout


def listed_models(reply: ListResponse) -> dict[str, ApiModel]:
    """Return a server's models by name, in its order: newest first."""
    models: object = reply.get("models")
    listed = cast("list[object]", models) if isinstance(models, list) else []
    named = ((model.get("model"), model) for model in listed if isinstance(model, ApiModel))
    return {name: model for name, model in named if isinstance(name, str) and name}


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
        string_paths: bool = True,
        max_line_bytes: int | None = DEFAULT_BOUNDS.line,
        max_body_bytes: int | None = DEFAULT_BOUNDS.body,
        max_error_bytes: int | None = DEFAULT_BOUNDS.error,
        **httpx_options: Unpack[HTTPXOptions],
    ) -> None:
        options = {**httpx_options}
        bounds = check_bounds(max_line_bytes, max_body_bytes, max_error_bytes)
        self.__setstate__(
            Settings.resolve(host, headers, timeout, api_key, retries, bounds, default_model, string_paths, options)
        )

    # A client is pickled as its settings; connections and streams stay where they are.

    def __getstate__(self) -> Settings:
        return self._settings

    def __setstate__(self, settings: Settings) -> None:
        self._settings = settings
        self._models: Sequence[str] | None = None
        self._default_models: dict[frozenset[str], str] = {}  # by the capabilities that a call needs
        self._prepare()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.host.url!r})"

    def _model_or_default(self, model: Any) -> Any:
        """Return the model of a call: the client's default if the call names none."""
        default = self._settings.default_model
        if default is False or not (model is None or isinstance(model, str)) or model:
            return model
        return default if isinstance(default, str) else ANY_MODEL

    @abstractmethod
    def _prepare(self) -> None:
        """Create the transport."""
