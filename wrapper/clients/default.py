"""The client behind the module's functions."""

from __future__ import annotations

from threading import Lock

from .sync_client import Client

_lock = Lock()
_client: Client | None = None


def default_client() -> Client:
    """Return the client of the module's functions; the first call creates it from the environment.

    Raises:
        RequestError: OLLAMA_HOST, or another setting of the environment, is invalid.
    """
    global _client
    with _lock:
        if _client is None:
            _client = Client()
        return _client
