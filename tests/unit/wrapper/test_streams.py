"""A stream yields all replies in order, raises if it is truncated, and disconnects when it is left."""

from __future__ import annotations

from typing import Any

import anyio
import httpx
import pytest

from tests.backends import ASYNC_BACKENDS, VerbCaller
from wrapper import (
    AsyncClient,
    Client,
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    ResponseError,
    ServerTimeoutError,
)

from .conftest import Pieces, lines, ndjson

REPLIES: list[dict[str, Any]] = [
    {"model": "m", "message": {"role": "assistant", "content": "", "thinking": "hm"}, "done": False},
    {"model": "m", "message": {"role": "assistant", "content": "one\u0085"}, "done": False},
    {"model": "m", "message": {"role": "assistant", "content": "\u2603 two"}, "done": False},
    {
        "model": "m",
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": "stop",
        "eval_count": 3,
    },
]
BODY = lines(*REPLIES)
MERGED = {"role": "assistant", "content": "one\u0085\u2603 two", "thinking": "hm"}


def test_replies_are_equal_for_every_split(stream_caller: VerbCaller) -> None:
    for cut in range(0, len(BODY) + 1, 1 if stream_caller.backend == "sync" else 29):
        replies = stream_caller(lambda _, cut=cut: ndjson(BODY[:cut], BODY[cut:]), "chat", "m", [])  # type: ignore[misc]  # a default binds the loop's value
        assert [reply.to_dict() for reply in replies] == REPLIES


def test_truncation_at_any_byte_raises_with_partial() -> None:
    starts = [0]
    for reply in REPLIES:
        starts.append(starts[-1] + len(lines(reply)))
    for cut in range(starts[-1] - len(b"\n")):
        transport = httpx.MockTransport(lambda _, body=BODY[:cut]: ndjson(body))
        with Client(transport=transport) as client, pytest.raises(IncompleteResponseError) as caught:
            list(client.chat("m", [], stream=True))
        whole = sum(start - len(b"\n") <= cut for start in starts[1:])  # the last line may lack its newline
        text = "".join(reply["message"]["content"] for reply in REPLIES[:whole])
        partial = caught.value.partial
        assert (partial.message.content if partial else "") == text


@pytest.mark.parametrize("done", [1, "true", [1], None])
def test_only_true_ends_a_stream(stream_caller: VerbCaller, done: Any) -> None:
    odd = {**REPLIES[1], "done": done}
    with pytest.raises(IncompleteResponseError):
        stream_caller(lambda _: ndjson(lines(odd)), "chat", "m", [])
    assert len(stream_caller(lambda _: ndjson(lines(odd, *REPLIES)), "chat", "m", [])) == 5


def test_error_line_raises(stream_caller: VerbCaller) -> None:
    body = lines(REPLIES[1], {"error": "out of memory"})
    with pytest.raises(ResponseError) as caught:
        stream_caller(lambda _: ndjson(body), "chat", "m", [])
    assert (caught.value.error, caught.value.status_code) == ("out of memory", 200)
    assert caught.value.partial.message.content == "one\u0085"


@pytest.mark.parametrize("garbage", [b"garbage\n", b"[]\n", b'"text"\n', b"null\n", b"\xff\n", b"<html>"])
def test_line_without_object_is_invalid_response(stream_caller: VerbCaller, garbage: bytes) -> None:
    with pytest.raises(InvalidResponseError) as caught:
        stream_caller(lambda _: ndjson(lines(REPLIES[1]), garbage), "chat", "m", [])
    assert caught.value.partial.message.content == "one\u0085"


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (httpx.ReadError("reset"), IncompleteResponseError),
        (httpx.RemoteProtocolError("peer closed"), IncompleteResponseError),
        (httpx.ReadTimeout("slow"), ServerTimeoutError),
    ],
    ids=["reset", "closed", "timeout"],
)
def test_broken_connection_raises_with_partial(
    stream_caller: VerbCaller, raised: Exception, expected: type[OllamaError]
) -> None:
    with pytest.raises(expected) as caught:
        stream_caller(lambda _: ndjson(lines(*REPLIES[:3]), raised), "chat", "m", [])
    assert caught.value.partial.message.to_dict() == MERGED


def test_broken_connection_after_last_reply_is_ignored(stream_caller: VerbCaller) -> None:
    assert len(stream_caller(lambda _: ndjson(BODY, httpx.ReadError("reset")), "chat", "m", [])) == 4


def test_whole_reply_that_is_not_done_raises(whole_caller: VerbCaller) -> None:
    with pytest.raises(IncompleteResponseError) as caught:
        whole_caller(lambda _: httpx.Response(200, json=REPLIES[1]), "chat", "m", [])
    assert caught.value.partial.message.content == "one\u0085"


def test_whole_reply_requires_only_main_field(whole_caller: VerbCaller) -> None:
    fields = {"model": None, "message": None, "new": 1}
    [reply] = whole_caller(lambda _: httpx.Response(200, json=fields), "chat", "m", [])
    assert (reply.model, reply["new"], reply.message) == (None, 1, None)


@pytest.mark.parametrize(
    "response",
    [ndjson, lambda: ndjson(b"{"), lambda: ndjson(lines({"error": "no"})), lambda: ndjson(httpx.ReadError("reset"))],
    ids=["empty", "cut", "error", "reset"],
)
def test_error_before_first_reply_raises_in_call(response: Any) -> None:
    with Client(transport=httpx.MockTransport(lambda _: response())) as client, pytest.raises(ResponseError):
        client.chat("m", [], stream=True)

    async def call() -> None:
        async with AsyncClient(transport=httpx.MockTransport(lambda _: response())) as client:
            with pytest.raises(ResponseError):
                await client.chat("m", [], stream=True)

    anyio.run(call)


def test_leaving_stream_disconnects() -> None:
    body = Pieces([lines(*REPLIES[:2]), *[lines(REPLIES[1])] * 100])
    with Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body))) as client:
        with client.chat("m", [], stream=True) as stream:
            assert stream.response.status_code == 200
            next(stream)
        assert body.closed
        assert list(stream) == []


def test_dropped_stream_disconnects() -> None:
    body = Pieces([lines(*REPLIES[:2]), *[lines(REPLIES[1])] * 100])
    with Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body))) as client:
        for _ in client.chat("m", [], stream=True):
            break
        assert body.closed


@pytest.mark.parametrize("backend", ASYNC_BACKENDS)
def test_leaving_async_stream_disconnects(backend: str) -> None:
    body = Pieces([lines(*REPLIES[:2]), *[lines(REPLIES[1])] * 100])

    async def call() -> None:
        async with AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body))) as client:
            async with await client.chat("m", [], stream=True) as stream:
                await anext(stream)
            assert body.closed
            assert [part async for part in stream] == []

    anyio.run(call, backend=backend)
