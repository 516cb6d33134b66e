"""What is compared: the official package, this one on each transport, and the floors."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

OFFICIAL = "ollama"
TRANSPORTS: dict[str, dict[str, Any]] = {
    "httpx": {},
    "httpx2": {"transport": "httpx2"},
    "pyreqwest": {"transport": "pyreqwest"},
}
"""The transports, each with the arguments of a client that uses it."""
FAST = {"pyreqwest"}
"""The transports of the extra `fast`, which installs orjson, too; the others are measured without orjson."""
FLOORS = {"httpx alone": "HTTPXAlone", "bare": "Bare"}

_WITHOUT_ORJSON = "import sys; sys.modules['orjson'] = None; "
_IMPORTS = {OFFICIAL: "from ollama import chat", "httpx alone": "import httpx", "bare": "pass"}


def import_statement(client: str) -> str:
    """Return the statement whose cost is that of importing a client."""
    return _IMPORTS.get(client) or _WITHOUT_ORJSON * (client not in FAST) + "from wrapper import chat"


def load(client: str) -> Any:
    """Import a client, and return an object whose attributes `Client` and `AsyncClient` take the server's URL."""
    if client == OFFICIAL:
        return import_module("ollama")
    if client in FLOORS:
        floors, name = import_module("benchmarks.floors"), FLOORS[client]
        return SimpleNamespace(Client=getattr(floors, name), AsyncClient=getattr(floors, f"Async{name}"))
    if client not in FAST:
        sys.modules["orjson"] = None  # type: ignore[assignment]  # makes an import fail
    wrapper, options = import_module("wrapper"), TRANSPORTS[client]
    return SimpleNamespace(
        Client=partial(wrapper.Client, **options), AsyncClient=partial(wrapper.AsyncClient, **options)
    )
