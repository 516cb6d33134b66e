"""A fault, functions that build one, and the responses and outcomes that many faults share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.faults.expected import Expected, Raises
from tests.faults.scripted_server import Script, reply, sized
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)

STALL_TIMEOUT = 2.0
"""Seconds until the timeout of a call that stalls: enough for the part that arrives before."""


@dataclass(frozen=True)
class Fault:
    """A response that may go wrong; an expected outcome of None means that the fault cannot happen to such a call."""

    name: str
    script: Script
    whole: Expected | None
    streamed: Expected | None
    waits: bool = False
    """Whether the call lasts until its timeout."""
    surplus: bool = False
    """Whether bytes remain that the client must take for the response to its next request on the connection."""


def same(name: str, script: Script | bytes, expected: Expected, *, waits: bool = False) -> Fault:
    """Build a fault with the same outcome whole and streamed."""
    return Fault(name, [script] if isinstance(script, bytes) else script, expected, expected, waits)


def whole(name: str, script: Script | bytes, expected: Expected) -> Fault:
    return Fault(name, [script] if isinstance(script, bytes) else script, expected, None)


def streamed(name: str, script: Script | bytes, expected: Expected, *, waits: bool = False) -> Fault:
    return Fault(name, [script] if isinstance(script, bytes) else script, None, expected, waits)


def error_status(name: str, status: int | str, body: Any, message: str, /, *headers: str, **attributes: Any) -> Fault:
    """Build a response with an error status."""
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    number = int(str(status).split()[0])
    return same(name, sized(status, content, *headers), Raises(ResponseError, message, number, attributes=attributes))


HELLO, YOU = reply("Hello"), reply(" you", done=True)
WHOLE = reply("Hello you", done=True)
PAGE = "<html>\n<head><title>Oops</title></head>\n<body>Oops</body></html>"
IS_OLLAMA = "an Ollama server?"
NO_RESPONSE = Raises(ServerConnectionError, "http://127.0.0.1")
TIMED_OUT = Raises(ServerTimeoutError, "raise `timeout`")
NOT_OLLAMA = Raises(InvalidResponseError, IS_OLLAMA, 200)


def cut(partial: str | None = None, message: str = "") -> Raises:
    return Raises(IncompleteResponseError, message, 200, partial)


def broken(name: str, script: Script, partial: str) -> Fault:
    """Build a truncated response; a stream keeps the part that arrived."""
    return Fault(name, script, cut(), cut(partial))
