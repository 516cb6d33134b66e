"""The model of a call that names none: what it must be able to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .call import Call

ANY_MODEL = "<any>"
"""Stands for a model that is still to be chosen; no model can have this name."""


def takes_any_model(call: Call[Any]) -> bool:
    """Whether the model of a call is still to be chosen."""
    json = call.request.get("json")
    return json is not None and json.get("model") == ANY_MODEL


def needed_capabilities(call: Call[Any]) -> frozenset[str]:
    """Return what a model must be able to do for a call, by the server's names of capabilities.

    >>> from .builders import embed, generate
    >>> sorted(needed_capabilities(generate("m", "a", "b"))), sorted(needed_capabilities(embed("m", "a")))
    (['completion', 'insert'], ['embedding'])
    """
    if call.request["url"].startswith("/api/embed"):
        return frozenset({"embedding"})
    json = call.request["json"]
    messages = json.get("messages") or ()
    needed = {
        "completion": True,
        "insert": json.get("suffix"),
        "thinking": json.get("think"),
        "tools": json.get("tools"),
        "vision": json.get("images") or any(message.get("images") for message in messages),
    }
    return frozenset(name for name, value in needed.items() if value)
