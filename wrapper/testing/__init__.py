"""An Ollama server for tests, inside the process of the test: see `FakeOllama`.

Nothing in the client ever uses it by itself.
"""

from __future__ import annotations

from ._fake import FakeOllama, InvalidRequest, UnknownRequest
from ._faults import (
    Delay,
    Disconnect,
    ErrorLine,
    Fault,
    Gate,
    Instead,
    Line,
    NoLength,
    SlowHead,
    Split,
    Unfinished,
    error,
    html,
    redirect,
)
from ._replies import Reply
from ._seen import SeenRequest

__all__ = [
    "Delay",
    "Disconnect",
    "ErrorLine",
    "FakeOllama",
    "Fault",
    "Gate",
    "Instead",
    "InvalidRequest",
    "Line",
    "NoLength",
    "Reply",
    "SeenRequest",
    "SlowHead",
    "Split",
    "Unfinished",
    "UnknownRequest",
    "error",
    "html",
    "redirect",
]
