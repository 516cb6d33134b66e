"""A server of prepared bytes, which costs far less than any client that reads them.

    python -m benchmarks.server

prints its URL and serves until its standard input ends. The name of the model in a request selects the response:
`chat`, `stream-CHUNKS-LETTERS`, `live-CHUNKS-MILLISECONDS` or `embed-INPUTS-DIMENSIONS`.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from functools import cache

_LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
_MODEL = re.compile(rb'"model": *"(\w+)([-\d]*)"')
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
_DONE = {"done": True, "done_reason": "stop", "total_duration": 1_500_000_000, "eval_count": 290}
_PHASE = 0.618  # a connection sends at another moment of the pause than the one before


class Connection(asyncio.Protocol):
    """A connection; it answers one request after the other."""

    opened = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        Connection.opened += 1
        self._transport, self._phase, self._received = transport, Connection.opened * _PHASE % 1, b""

    def data_received(self, data: bytes) -> None:
        """Respond as soon as the request is complete."""
        self._received += data
        head, _, body = self._received.partition(b"\r\n\r\n")
        length, model = _LENGTH.search(head), _MODEL.search(body)
        if length and model and len(body) >= int(length[1]):
            self._received = b""
            kind, sizes = model[1].decode(), [int(size) for size in model[2].split(b"-")[1:]]
            if kind == "live":
                chunks, pause = sizes[0], sizes[1] / 1000
                self._transport.write(_HEAD)
                self._send(chunks, pause, asyncio.get_running_loop().time() + self._phase * pause)
            else:
                self._transport.write(response(kind, *sizes))

    def _send(self, chunks: int, pause: float, when: float) -> None:
        """Send the first chunk now, the second at a time of the event loop, and the others with pauses."""
        if chunks == 1:
            self._transport.write(chunk(0, **_DONE) + b"0\r\n\r\n")
        elif not self._transport.is_closing():
            self._transport.write(chunk(5, done=False))
            asyncio.get_running_loop().call_at(when, self._send, chunks - 1, pause, when + pause)


@cache
def response(kind: str, *sizes: int) -> bytes:
    """Return a whole response."""
    if kind == "stream":
        chunks, letters = sizes
        return _HEAD + chunk(letters, done=False) * (chunks - 1) + chunk(0, **_DONE) + b"0\r\n\r\n"
    if kind == "embed":
        source, (inputs, dimensions) = random.Random(0), sizes  # noqa: S311 - the same numbers in each run
        vectors = [[round(source.gauss(0, 0.05), 9) for _ in range(dimensions)] for _ in range(inputs)]
        body = _json({"model": "all-minilm", "embeddings": vectors, "prompt_eval_count": inputs})
    else:
        body = _reply(400, **_DONE)
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


@cache
def chunk(letters: int, **fields: object) -> bytes:
    """Return a line of a stream as a chunk of HTTP: a server sends each as soon as it has it."""
    line = _reply(letters, **fields) + b"\n"
    return b"%x\r\n%s\r\n" % (len(line), line)


def _reply(letters: int, **fields: object) -> bytes:
    message = {"role": "assistant", "content": "x" * letters}
    return _json({"model": "llama3.2", "created_at": "2026-01-01T00:00:00.123456Z", "message": message, **fields})


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


async def main() -> None:
    """Serve on a free port of the loopback interface until the standard input ends."""
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", backlog=1000)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
