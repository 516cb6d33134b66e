# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.
# sha256 of openapi.yaml: fc540bf7a07663bd65234810ecf94f38150d41feed0095b7d22544ec2bbe2cca

"""Ollama 0.34.0: objects in `models`, calls in `api`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client
else:

    def __getattr__(name: str) -> type:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client  # deferred, because it imports httpx

        globals()[name] = found = getattr(client, name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = ["AuthenticatedClient", "Client"]
