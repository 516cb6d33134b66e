"""Check whether an Ollama server answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import InvalidResponseError, OllamaError, RequestError, ResponseError
from ..requests import builders
from .send import fetch_reply

if TYPE_CHECKING:
    from .steps import Flow, Session


@frozen
class Health:
    """The state of a server; true if an Ollama server answers.

    >>> bool(Health(version="0.34.0")), bool(Health(error=OllamaError("no server")))
    (True, False)
    """

    version: str | None = None
    """The server's version, or None if no Ollama server answers."""
    error: OllamaError | None = None
    """Why no Ollama server answers, or None if one does."""

    def __bool__(self) -> bool:
        return self.error is None


def missing_route(error: ResponseError, verb: str, needed: str, session: Session) -> Flow[ResponseError]:
    """Return the error of a call; if the server does not know the route, one that names the versions."""
    if error.status_code != 404 or error.body.lstrip().startswith("{"):  # the API's own 404, for a missing model
        return error
    health = yield from check_health(session)
    actual = f"this is {health.version}" if health else f"{session.base_url} reports no version"
    return ResponseError(f"{verb} needs Ollama {needed}, {actual}", 404, headers=error.headers, body=error.body)


def check_health(session: Session) -> Flow[Health]:
    """Request the version once; a server that answers without one is not an Ollama server."""
    try:
        reply = yield from fetch_reply(builders.version(), replace(session, retries=0))
    except RequestError:
        raise
    except OllamaError as error:
        return Health(error=error)
    if not reply.get("version"):
        return Health(error=InvalidResponseError(f"{session.base_url} is not an Ollama server: no version", 200))
    return Health(version=reply.version)
