# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.
# sha256 of openapi.yaml: c4b3032f6d38112c0d475ab9745d64496461d43314d12bbeca53e99ae32a228c

"""Ollama 0.34.0: its objects in `models`, its calls in `api`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client
else:

    def __getattr__(name: str) -> type:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client  # here, for it imports httpx

        globals()[name] = found = getattr(client, name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = ["AuthenticatedClient", "Client"]
