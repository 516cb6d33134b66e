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
_METRICS = {
    "done_reason": "stop",
    "total_duration": 1_500_000_000,
    "load_duration": 100_000_000,
    "prompt_eval_count": 26,
    "prompt_eval_duration": 200_000_000,
    "eval_count": 290,
    "eval_duration": 1_200_000_000,
}
_LETTERS, _PHASE = 5, 0.618  # a word a chunk; streams take turns at this part of the pause


class Connection(asyncio.Protocol):
    """One connection; it answers one request after the other."""

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
                self._transport.write(_stream_head())
                self._tick(*sizes, asyncio.get_running_loop().time() + self._phase * sizes[1] / 1000)
            else:
                self._transport.write(_RESPONSES[kind](*sizes))

    def _tick(self, left: int, pause: int, when: float) -> None:
        """Send a chunk at a time of the event loop, and those that follow it."""
        if self._transport.is_closing():
            return
        if left > 1:
            self._transport.write(_chunk(_LETTERS))
            asyncio.get_running_loop().call_at(when, self._tick, left - 1, pause, when + pause / 1000)
        else:
            self._transport.write(_end())


def _reply(letters: int, **fields: object) -> bytes:
    message = {"role": "assistant", "content": "x" * letters}
    reply = {"model": "llama3.2", "created_at": "2026-01-01T00:00:00.123456789Z", "message": message, **fields}
    return json.dumps(reply, separators=(",", ":")).encode()


def _whole(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _framed(line: bytes) -> bytes:
    return b"%x\r\n%s\n\r\n" % (len(line) + 1, line)


@cache
def _stream_head() -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"


@cache
def _chunk(letters: int) -> bytes:
    return _framed(_reply(letters, done=False))


@cache
def _end() -> bytes:
    return _framed(_reply(0, done=True, **_METRICS)) + b"0\r\n\r\n"


@cache
def _chat() -> bytes:
    return _whole(_reply(400, done=True, **_METRICS))


@cache
def _stream(chunks: int, letters: int) -> bytes:
    return _stream_head() + _chunk(letters) * (chunks - 1) + _end()


@cache
def _embed(inputs: int, dimensions: int) -> bytes:
    source = random.Random(0)  # noqa: S311 - the same numbers in each run
    vectors = [[round(source.gauss(0, 0.05), 9) for _ in range(dimensions)] for _ in range(inputs)]
    reply = {"model": "all-minilm", "embeddings": vectors, "total_duration": 14_143_917, "prompt_eval_count": inputs}
    return _whole(json.dumps(reply, separators=(",", ":")).encode())


_RESPONSES = {"chat": _chat, "stream": _stream, "embed": _embed}


async def main() -> None:
    """Serve on a free port of the loopback interface until the standard input ends."""
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=1000)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
