"""An Ollama server for tests, inside the process of the test: see `FakeOllama`.

Nothing in the client ever uses it by itself.
"""

from wrapper.testing._fake import FakeOllama, InvalidRequest, UnknownRequest
from wrapper.testing._faults import (
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
from wrapper.testing._replies import Reply
from wrapper.testing._seen import SeenRequest

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
