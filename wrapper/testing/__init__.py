"""An Ollama server for tests, inside the process of the test: see `FakeOllama`.

The client never uses it by itself.
"""

from .fake import FakeOllama, InvalidRequest, UnknownRequest
from .script.faults import (
    CloseDelimited,
    Delay,
    Disconnect,
    ErrorLine,
    Fault,
    Gate,
    InjectLine,
    Respond,
    SlowHead,
    Split,
    Truncate,
    error,
    html,
    redirect,
)
from .script.recorded import SeenRequest
from .script.replies import Reply

Instead = Respond
"""The former name of `Respond`."""
Line = InjectLine
"""The former name of `InjectLine`."""
NoLength = CloseDelimited
"""The former name of `CloseDelimited`."""
Unfinished = Truncate
"""The former name of `Truncate`."""

__all__ = [
    "CloseDelimited",
    "Delay",
    "Disconnect",
    "ErrorLine",
    "FakeOllama",
    "Fault",
    "Gate",
    "InjectLine",
    "Instead",
    "InvalidRequest",
    "Line",
    "NoLength",
    "Reply",
    "Respond",
    "SeenRequest",
    "SlowHead",
    "Split",
    "Truncate",
    "Unfinished",
    "UnknownRequest",
    "error",
    "html",
    "redirect",
]
