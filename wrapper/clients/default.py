"""The client behind the module's functions: one for all, with the environment of their first call."""

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


def reset_default_client() -> None:
    """Close the client behind the module's functions; the next call creates one anew.

    `chat` and the other functions share one client. Their first call creates it, from OLLAMA_HOST and the other
    settings of the environment, and later changes of the environment have no effect on it. Call this function after
    such a change, as a test does.

    Example:
        >>> import os, wrapper
        >>> os.environ["OLLAMA_HOST"] = "http://127.0.0.1:9"
        >>> wrapper.reset_default_client()
        >>> bool(wrapper.health())
        False
    """
    global _client
    with _lock:
        client, _client = _client, None
    if client is not None:
        client.close()
