"""Responses longer than the client's bounds, and compressed ones."""

from __future__ import annotations

import copy
import gzip
import json
import pickle
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.backends import BACKENDS, VerbCaller, is_sync, open_client, run
from tests.faults.calls import (
    IGNORE_DROPPED_GENERATORS,
    ON_EACH_BACKEND,
    TLS,
    USER,
    WHOLE_AND_STREAMED,
    observe,
)
from tests.faults.expected import Raises, check
from tests.faults.scripted_server import Act, ScriptedServer, chunked, chunks, head, line, reply, sized, zipped
from tests.faults.table.fault import HELLO, WHOLE, YOU
from wrapper import AsyncClient, Client, IncompleteResponseError, InvalidResponseError, RequestError, ResponseError

pytestmark = IGNORE_DROPPED_GENERATORS
BOUNDS: dict[str, Any] = {"max_line_bytes": 1000, "max_body_bytes": 2000, "max_error_bytes": 3000}


def call(backend: str, streamed: bool, response: bytes, **settings: Any) -> list[Any]:
    with ScriptedServer({}, response=[response]).serving() as url:
        return VerbCaller(backend, streamed)(url, "chat", "m", USER, settings={"verify": TLS, **settings})


def long_reply(length: int) -> bytes:
    """Build a reply of this many bytes."""
    return reply(done=True, padding="x" * (length - len(reply(done=True, padding=""))))


@ON_EACH_BACKEND
@pytest.mark.parametrize("in_pieces", [False, True])
def test_line_up_to_its_bound_is_read(in_pieces: bool, backend: str) -> None:
    body = long_reply(1001)[:-1]  # the newline does not count
    assert len(body) == 1000
    pieces = [body[n : n + 7] for n in range(0, 1000, 7)] if in_pieces else [body]
    for end in ([], [b"\n"]):
        assert call(backend, True, chunked(*pieces, *end), **BOUNDS)


@ON_EACH_BACKEND
@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_line_over_its_bound_raises(in_pieces: bool, end: bytes, backend: str) -> None:
    body = long_reply(1002)[:-1]
    pieces = [body[n : n + 7] for n in range(0, 1001, 7)] if in_pieces else [body + end]
    with pytest.raises(InvalidResponseError, match="1000 bytes, the client's `max_line_bytes`: raise it") as raised:
        call(backend, True, chunked(HELLO, *pieces, end or b"\n"), **BOUNDS)
    assert raised.value.partial.message.content == "Hello"
    assert raised.value.status_code == 200


@ON_EACH_BACKEND
def test_long_line_after_the_last_reply_is_dropped(backend: str) -> None:
    for rest in (b"x" * 5000, b"x" * 5000 + b"\n"):
        assert len(call(backend, True, chunked(YOU, rest), **BOUNDS)) == 1


@ON_EACH_BACKEND
def test_whole_body_up_to_its_bound_is_read(backend: str) -> None:
    assert call(backend, False, sized(200, long_reply(2000)), **BOUNDS)
    assert call(backend, False, sized(200, zipped(long_reply(2000)), "Content-Encoding: gzip"), **BOUNDS)


@ON_EACH_BACKEND
def test_whole_body_over_its_bound_raises(backend: str) -> None:
    body = long_reply(2001)
    for response in (sized(200, body), sized(200, zipped(body), "Content-Encoding: gzip"), chunked(body)):
        with pytest.raises(InvalidResponseError, match="2000 bytes, the client's `max_body_bytes`: raise it") as raised:
            call(backend, False, response, **BOUNDS)
        assert raised.value.body == body[:2001].decode()


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_error_body_is_cut_to_its_bound(streamed: bool, backend: str) -> None:
    for body in (b"x" * 10_000, json.dumps({"error": "x" * 10_000}).encode()):
        for response in (sized(500, body), sized(500, zipped(body), "Content-Encoding: gzip")):
            with pytest.raises(ResponseError) as raised:
                call(backend, streamed, response, **BOUNDS)
            assert type(raised.value) is ResponseError
            assert (raised.value.status_code, raised.value.body) == (500, body[:3000].decode())
            assert len(raised.value.error) <= 501
            assert len(str(raised.value)) < 600


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_long_error_message_is_an_excerpt(streamed: bool, backend: str) -> None:
    content = {"error": "wrong " * 10_000}
    for response, status in ((sized(400, content), 400), (sized(200, content), 200), (chunked(line(content)), 200)):
        with pytest.raises(ResponseError, match="^wrong wrong") as raised:
            call(backend, streamed, response)
        assert (raised.value.status_code, raised.value.body.strip()) == (status, json.dumps(content))
        assert len(str(raised.value)) < 600


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_other_long_bodies_are_excerpts(streamed: bool, backend: str) -> None:
    for body in (b"<html>" + b"x" * 10_000, b"\x00" * 10_000, b'{"a": "' + b"x" * 10_000 + b'"}', b"[" * 10_000):
        with pytest.raises(ResponseError) as raised:
            call(backend, streamed, sized(200, body + b"\n"), max_error_bytes=3000)
        assert len(str(raised.value)) < 600
        assert len(raised.value.body) <= 3000


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_long_status_line_is_an_excerpt(streamed: bool, backend: str) -> None:
    for response in (sized("500 " + "x" * 60_000), b"x" * 60_000 + b"\r\n\r\n"):
        with ScriptedServer({}, response=[response, Act.CLOSE]).serving() as url:
            outcome = observe(VerbCaller(backend, streamed), url, "chat", between=None)
        assert outcome.error is not None
        assert len(str(outcome.error)) < 1000


@ON_EACH_BACKEND
def test_bound_of_none_is_no_bound(backend: str) -> None:
    settings = dict.fromkeys(BOUNDS)
    for streamed in (False, True):
        [part] = call(backend, streamed, sized(200, reply("x" * 5_000_000, done=True)), **settings)
        assert len(part.message.content) == 5_000_000


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("value", [0, -1, True, 1.5, "1000"])
@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_invalid_bound_is_request_error(client: Any, value: Any, name: str) -> None:
    with pytest.raises(RequestError, match=f"{name} must be"):
        client(**{name: value})


def test_bounds_are_settings() -> None:
    client = Client("http://127.0.0.1:1", **BOUNDS)
    copies = [client, copy.copy(client), pickle.loads(pickle.dumps(client))]  # noqa: S301 - made here
    for each in copies:
        assert repr(each._settings.bounds) == "Bounds(line=1000, body=2000, error=3000)"
        assert "line=1000" in repr(each._settings)
        each.close()


# ------------------------------------------------------------------------------------------------------- compression


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_unknown_coding_is_named(streamed: bool, backend: str) -> None:
    with ScriptedServer({}, response=[sized(200, b"\x8b\x01", "Content-Encoding: br")]).serving() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", between=None)
    check(outcome, Raises(InvalidResponseError, "content encoding 'br'", 200), streamed)
    with ScriptedServer({}, response=[sized(503, b"\x8b\x01", "Content-Encoding: gzip, zstd")]).serving() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", between=None)
    check(outcome, Raises(ResponseError, "content encoding 'zstd'", 503), streamed)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "gzip, deflate", "Deflate , GZIP"])
def test_codings(coding: str, streamed: bool, backend: str) -> None:
    body = WHOLE
    for name in coding.lower().split(","):
        body = zlib.compress(body) if name.strip() == "deflate" else zipped(body)
    [part] = call(backend, streamed, sized(200, body, f"Content-Encoding: {coding}"))
    assert part.message.content == "Hello you"
    for end in (1, len(body) // 2, len(body) - 1):
        with pytest.raises(IncompleteResponseError):
            call(backend, False, sized(200, body[:end], f"Content-Encoding: {coding}"))


@ON_EACH_BACKEND
def test_truncated_compressed_stream_has_partial(backend: str) -> None:
    body = zlib.compressobj(wbits=31)
    first = body.compress(HELLO) + body.flush(zlib.Z_SYNC_FLUSH)
    with pytest.raises(IncompleteResponseError) as raised:
        call(backend, True, chunked(first, headers=["Content-Encoding: gzip"]))
    assert raised.value.partial.message.content == "Hello"


@ON_EACH_BACKEND
def test_compressed_stream_is_live(backend: str) -> None:
    body = zlib.compressobj(wbits=31)
    first = body.compress(HELLO) + body.flush(zlib.Z_SYNC_FLUSH)
    rest = body.compress(YOU) + body.flush()
    opening = head(200, "Transfer-Encoding: chunked", "Content-Encoding: gzip")
    server = ScriptedServer({}, response=[opening + chunks(first), Act.HOLD, chunks(rest, b"")])

    async def read() -> None:
        async with open_client(backend, url) as client:
            parts = []
            async for part in await client.chat("m", USER, stream=True):
                parts.append(part.message.content)
                server.resume.set()
            assert parts == ["Hello", " you"]

    with server.serving() as url:
        run(backend, read)


@ON_EACH_BACKEND
def test_client_accepts_only_codings_that_it_decodes(backend: str) -> None:
    seen: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["accept-encoding"])
        return httpx.Response(200, content=WHOLE)

    VerbCaller(backend)(respond, "chat", "m", USER)
    VerbCaller(backend)(respond, "chat", "m", USER, settings={"headers": {"accept-encoding": "identity"}})
    assert seen == ["gzip, deflate", "identity"]


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_body_that_a_hook_has_read(streamed: bool, backend: str) -> None:
    async def read_async(response: httpx.Response) -> None:
        await response.aread()

    hook = httpx.Response.read if is_sync(backend) else read_async
    body = sized(200, zipped(WHOLE), "Content-Encoding: gzip")
    [part] = call(backend, streamed, body, event_hooks={"response": [hook]})
    assert part.message.content == "Hello you"
    with pytest.raises(InvalidResponseError, match="max_"):
        call(backend, streamed, body, event_hooks={"response": [hook]}, max_line_bytes=50, max_body_bytes=50)


# --------------------------------------------------------------------------------------------------------- endless


class Endless(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body without an end, which counts what is read of it."""

    def __init__(self, piece: bytes, first: bytes = b"") -> None:
        self.piece = piece
        self.first = first
        self.read = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        while True:
            self.read += len(self.piece)
            assert self.read < 10_000_000
            yield self.piece

    async def __aiter__(self) -> Any:
        for piece in iter(self):
            if self.closed:
                return
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


BOMB = gzip.compress(bytes(1 << 20))


@pytest.mark.parametrize("backend", BACKENDS)
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("status", [200, 500, 307])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_endless_body_ends_at_its_bound(coding: str, status: int, streamed: bool, backend: str) -> None:
    compressor = zlib.compressobj(wbits=31)
    first = compressor.compress(bytes(1 << 16)) + compressor.flush(zlib.Z_SYNC_FLUSH)
    rest = compressor.compress(bytes(1 << 16)) + compressor.flush(zlib.Z_SYNC_FLUSH)
    body = Endless(rest, first) if coding == "gzip" else Endless(b"x" * 1000)
    headers = {"Content-Encoding": coding}
    settings = dict.fromkeys(BOUNDS, 200000)
    with pytest.raises(ResponseError) as raised:
        VerbCaller(backend, streamed)(
            lambda _: httpx.Response(status, headers=headers, stream=body), "chat", "m", USER, settings=settings
        )
    assert raised.value.status_code == status
    assert body.closed
    assert body.read <= 300_000
