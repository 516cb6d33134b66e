"""Server-sent events: the streams of the OpenAI- and Anthropic-compatible routes."""

import json
from collections.abc import Callable, Generator, Iterable
from typing import Any

from ..http.json import Fields, encode
from ..http.server import Item, Response

EVENT_STREAM = "text/event-stream"
NO_CACHE = {"Cache-Control": "no-cache", "Connection": "keep-alive"}
DONE = b"data: [DONE]\n\n"


def event(data: Any, name: str = "") -> bytes:
    """Return an event, with a name or without."""
    return (f"event: {name}\n".encode() if name else b"") + b"data: " + encode(data) + b"\n\n"


def translate_stream(response: Response, translate: Callable[[Fields], Iterable[bytes]]) -> Response:
    """Translate each line of a stream to events, unless it is an error. A whole body counts as one line."""
    if response.status == 200:
        response.body = _translated(response.body, translate)
        response.headers["Content-Type"] = EVENT_STREAM
    return response


def _translated(body: bytes | Generator[Item], translate: Callable[[Fields], Iterable[bytes]]) -> Generator[Item]:
    if isinstance(body, bytes):
        yield from translate(json.loads(body))
        return
    try:
        for item in body:
            if isinstance(item, bytes):
                yield from translate(json.loads(item))
            else:
                yield item
    finally:
        body.close()
