"""Whether an Ollama server is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import InvalidResponseError, OllamaError, RequestError
from ..requests import builders
from .send import fetch_reply

if TYPE_CHECKING:
    import httpx

    from ..clients.settings import Default, Timeout
    from .send import Steps


@frozen
class Health:
    """What is known of a server; true where it is there."""

    version: str | None = None
    """The server's version; None where none is there."""
    error: OllamaError | None = None
    """Why there is none."""

    def __bool__(self) -> bool:
        return self.error is None


def check_health(http: httpx.Client | httpx.AsyncClient, timeout: Timeout | Default) -> Steps[Health]:
    """Ask for the version, once; whatever answers without one is no Ollama server."""
    try:
        reply = yield from fetch_reply(builders.version(timeout), http, retries=0)
    except RequestError:
        raise
    except OllamaError as error:
        return Health(error=error)
    if not reply.get("version"):
        return Health(error=InvalidResponseError(f"{http.base_url} names no version: it is no Ollama", 200))
    return Health(version=reply.version)
