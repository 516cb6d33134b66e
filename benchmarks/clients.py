"""What is compared: the official package, this one on each transport, and the floors."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICIAL = "ollama"
TRANSPORTS: Mapping[str, dict[str, Any]] = {
    "httpx": {},
    "httpx2": {"transport": "httpx2"},
    "pyreqwest": {"transport": "pyreqwest"},
}
"""The transports, each with the arguments of a client that uses it."""
FAST = frozenset({"pyreqwest"})
"""The transports that the extra `fast` installs; it installs orjson, too."""
FLOORS = {"httpx alone": "HTTPXAlone", "bare": "Bare"}
IMPORTS = {OFFICIAL: "from ollama import chat", "httpx alone": "import httpx", "bare": "pass"}
"""The statements whose cost the measure of the import compares; for each transport it is the import of this package."""


def hide_orjson(client: str) -> bool:
    """Return whether the installation that is measured has no orjson."""
    return client in TRANSPORTS and client not in FAST


def load(client: str) -> Any:
    """Import a client, and return an object whose attributes `Client` and `AsyncClient` take the server's URL."""
    if client == OFFICIAL:
        return import_module("ollama")
    if client in FLOORS:
        module = import_module("benchmarks.floors")
        name = FLOORS[client]
        return SimpleNamespace(Client=getattr(module, name), AsyncClient=getattr(module, f"Async{name}"))
    if hide_orjson(client):
        sys.modules["orjson"] = None  # type: ignore[assignment]  # makes an import fail
    wrapper = import_module("wrapper")
    options = TRANSPORTS[client]
    return SimpleNamespace(
        Client=partial(wrapper.Client, **options), AsyncClient=partial(wrapper.AsyncClient, **options)
    )
