"""Server-sent events: answers that stream in the OpenAI- and Anthropic-compatible APIs."""

from __future__ import annotations

from typing import Any

from .http.json import encode

EVENTS = "text/event-stream"
UNCACHED = {"Cache-Control": "no-cache", "Connection": "keep-alive"}
DONE = b"data: [DONE]\n\n"


def event(data: Any, name: str = "") -> bytes:
    """One event, with a name or without."""
    return (f"event: {name}\n".encode() if name else b"") + b"data: " + encode(data) + b"\n\n"
