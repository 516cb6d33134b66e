"""Faults on the servers of this run, a real one if available: rejected requests and broken connections."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backends import VerbCaller
from tests.contract.target import KINDS, Kind, Servers, Target
from tests.faults.calls import DEADLINE, ON_EACH_BACKEND, USER, WHOLE_AND_STREAMED, observe
from tests.faults.expected import Expected, Raises, Returns, check
from tests.faults.relay import Change, Cut, Relay, Swap
from tests.faults.scripted_server import Act
from tests.faults.table.fault import IS_OLLAMA
from wrapper import (
    Client,
    IncompleteResponseError,
    InvalidResponseError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)

SKY = "The sky is blue because of Rayleigh scattering."


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name.lower())
def server(request: pytest.FixtureRequest, servers: Servers) -> Target:
    kind: Kind = request.param
    return servers(kind)


def error_status(status: int, message: str) -> Raises:
    return Raises(ResponseError, message, status)


LONG = "word " * 20_000
REJECTED: dict[str, tuple[str, str, dict[str, Any], Raises]] = {
    "chat, missing model": ("chat", "absent", {"messages": USER}, error_status(404, "not found")),
    "generate, missing model": ("generate", "absent", {"prompt": "?"}, error_status(404, "not found")),
    "embed, missing model": ("embed", "absent", {"input": "?"}, error_status(404, "not found")),
    "show, missing model": ("show", "absent", {}, error_status(404, "not found")),
    "delete, missing model": ("delete", "absent", {}, error_status(404, "not found")),
    "copy, missing model": ("copy", "absent", {"destination": "copied"}, error_status(404, "not found")),
    "invalid model name": ("chat", "a b/:/c", {"messages": USER}, error_status(400, "invalid model name")),
    "embed, input too long": (
        "embed",
        "embedder",
        {"input": LONG, "truncate": False},
        error_status(400, "context length"),
    ),
    "chat, embedding model": ("chat", "embedder", {"messages": USER}, error_status(400, "does not support chat")),
    "unsupported thinking": ("chat", "sky", {"messages": USER, "think": True}, error_status(400, "thinking")),
    "unsupported tools": ("chat", "sky", {"messages": USER, "tools": [{}]}, error_status(400, "tools")),
    "invalid format": ("chat", "sky", {"messages": USER, "format": "odd"}, error_status(500, "invalid format")),
    "unsupported image": ("generate", "sky", {"prompt": "?", "images": [b"GIF"]}, error_status(400, "")),
    "option of a wrong type": (
        "generate",
        "sky",
        {"prompt": "?", "options": {"num_ctx": "x"}},
        error_status(500, "num_ctx"),
    ),
    "invalid keep_alive": ("generate", "sky", {"prompt": "?", "keep_alive": "x"}, error_status(400, "duration")),
    "invalid template": ("create", "made", {"from_": "sky", "template": "{{ .X"}, error_status(400, "template")),
    "missing blob": ("create", "made", {"files": {"m": "sha256:" + "0" * 64}}, error_status(400, "")),
}
MODELS = ("sky", "embedder", "absent", "made", "copied")


@ON_EACH_BACKEND
@pytest.mark.parametrize("name", REJECTED)
def test_rejected_request(name: str, backend: str, server: Target) -> None:
    verb, model, more, expected = REJECTED[name]
    named: dict[str, Any] = {
        key: server.names(value) if isinstance(value, str) and value in MODELS else value for key, value in more.items()
    }
    for streamed in (False, True) if verb in ("chat", "generate", "create", "pull", "push") else (False,):
        outcome = observe(
            VerbCaller(backend, streamed), server.url, verb, server.names(model) if model in MODELS else model, **named
        )
        check(outcome, expected, streamed)
        assert outcome.next_result


@ON_EACH_BACKEND
@pytest.mark.parametrize(
    ("verb", "first_status"),
    [("pull", "pulling manifest"), ("push", "couldn't retrieve manifest")],
    ids=["pull", "push"],
)
def test_unreachable_registry(verb: str, first_status: str, backend: str, server: Target) -> None:
    for streamed in (False, True):
        outcome = observe(VerbCaller(backend, streamed), server.url, verb, "127.0.0.1:1/x/y", insecure=True)
        check(outcome, Raises(ResponseError, "127.0.0.1:1", None, first_status if streamed else None), streamed)
        assert outcome.next_result


def cut(partial: str | None = None) -> Raises:
    return Raises(IncompleteResponseError, "", 200, partial)


PIECE = b'"done":false}'
"""Occurs once in each line of a stream, except for the last."""
BODY = b"\r\n\r\n"
"""Precedes a body."""
RELAYED: dict[str, tuple[Change, Expected] | tuple[Change, Expected, Expected]] = {
    "closed in the status line": (Cut(b"HTTP/1.1"), Raises(ServerConnectionError)),
    "reset in the head": (Cut(b"\r\n", act=Act.RESET), Raises(ServerConnectionError)),
    "stalled in the head": (Cut(b"\r\n", act=Act.STALL), Raises(ServerTimeoutError)),
    "closed after the head": (Cut(BODY), cut(), cut()),
    "closed in the body": (Cut(BODY, extra=30), cut(), cut()),
    "reset in the body": (Cut(BODY, extra=30, act=Act.RESET), cut(), cut()),
    "stalled in the body": (Cut(BODY, extra=30, act=Act.STALL), Raises(ServerTimeoutError)),
    "closed after two lines": (Cut(PIECE, 2, 1), Returns(SKY), cut("The sky")),
    "closed in a line": (Cut(PIECE, 2, 20), Returns(SKY), cut("The sky")),
    "reset in a line": (Cut(PIECE, 2, 20, Act.RESET), Returns(SKY), cut("The sky")),
    "stalled in a line": (Cut(PIECE, 2, 20, Act.STALL), Returns(SKY), Raises(ServerTimeoutError, "", None, "The sky")),
    "closed in the last line": (Cut(b'"done":true', 1, 5), cut(), cut(SKY)),
    "closed in the metrics": (Cut(b'"eval_count"'), cut(), cut(SKY)),
    "an invalid status": (Swap(b"HTTP/1.1 200", b"HTTP/1.1 2x0"), Raises(ServerConnectionError)),
    "another status": (Swap(b"HTTP/1.1 200", b"HTTP/1.1 500"), Raises(ResponseError, "The", 500)),
    "invalid UTF-8": (
        Swap(b'"message"', b'"mess\xff\xfee"'),
        Raises(InvalidResponseError, IS_OLLAMA, 200),
    ),
    "invalid JSON": (Swap(b'{"model"', b'["model"'), Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "no end": (Swap(b'"done":true', b'"done":null'), Returns(SKY), cut(SKY)),
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", RELAYED)
def test_broken_connection(name: str, streamed: bool, backend: str, server: Target) -> None:
    row = RELAYED[name]
    expected = row[-1] if streamed else row[1]
    timeout: float = DEADLINE
    if isinstance(expected, Raises) and expected.kind is ServerTimeoutError:
        timeout = 0.1 if expected.partial is None else 1.0  # the first pieces must arrive, so load the model
        observe(VerbCaller("sync"), server.url, "chat", server.names("sky"), USER, between=None)
    with Relay(server.url, row[0]).serving() as url:
        outcome = observe(VerbCaller(backend, streamed), url, "chat", server.names("sky"), USER, timeout=timeout)
    check(outcome, expected, streamed)
    assert outcome.next_result


def test_model_deleted_during_stream(server: Target) -> None:
    """The server either finishes the reply or truncates it, but neither stalls nor fails differently."""
    name = server.names("deleted-during-stream")
    with Client(server.url, timeout=DEADLINE) as client:
        client.copy(server.names("endless"), name)
        stream = client.generate(name, "?", stream=True, options={"num_predict": 200})
        next(stream)
        client.delete(name)
        try:
            reply = stream.final()
        except IncompleteResponseError as error:
            reply = error.partial
        assert reply.response.startswith("tick")


def test_reply_ends_at_context_limit_without_shift(server: Target) -> None:
    with Client(server.url, timeout=DEADLINE) as client:
        options = {"num_ctx": 64, "num_predict": 1000}
        reply = client.generate(server.names("endless"), "?", options=options, shift=False)
        assert (reply.done, reply.done_reason) == (True, "length")
        parts = list(client.generate(server.names("endless"), "?", options=options, shift=False, stream=True))
        assert (parts[-1].done, parts[-1].done_reason) == (True, "length")
