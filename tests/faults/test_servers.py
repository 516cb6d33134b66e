"""Faults on the servers of this run, a real one where there is one: what they refuse, and lines that break."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.target import KINDS, Kind, Servers, Target
from tests.faults.calls import GUARD, USER, WAYS, Way
from tests.faults.expected import Certain, Gives, Raises, check
from tests.faults.relay import Cut, Meddling, Relay, Swap
from tests.faults.table import IS_OLLAMA
from tests.faults.wire import Act
from wrapper import (
    Client,
    IncompleteResponseError,
    InvalidResponseError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)

SKY = "The sky is blue because of Rayleigh scattering."
BY = pytest.mark.parametrize("by", WAYS)
STREAMED = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name.lower())
def server(request: pytest.FixtureRequest, servers: Servers) -> Target:
    kind: Kind = request.param
    return servers(kind)


def refused(status: int, says: str) -> Raises:
    return Raises(ResponseError, says, status)


LONG = "word " * 20_000
REFUSALS: dict[str, tuple[str, str, dict[str, Any], Raises]] = {
    "chat with no such model": ("chat", "absent", {"messages": USER}, refused(404, "not found")),
    "generate with no such model": ("generate", "absent", {"prompt": "?"}, refused(404, "not found")),
    "embed with no such model": ("embed", "absent", {"input": "?"}, refused(404, "not found")),
    "show what is not there": ("show", "absent", {}, refused(404, "not found")),
    "delete what is not there": ("delete", "absent", {}, refused(404, "not found")),
    "copy what is not there": ("copy", "absent", {"destination": "copied"}, refused(404, "not found")),
    "a name that is none": ("chat", "a b/:/c", {"messages": USER}, refused(400, "invalid model name")),
    "embed what is too long": ("embed", "embedder", {"input": LONG, "truncate": False}, refused(400, "context length")),
    "chat with an embedder": ("chat", "embedder", {"messages": USER}, refused(400, "does not support chat")),
    "thoughts of one who has none": ("chat", "sky", {"messages": USER, "think": True}, refused(400, "thinking")),
    "tools for one who takes none": ("chat", "sky", {"messages": USER, "tools": [{}]}, refused(400, "tools")),
    "a format that is none": ("chat", "sky", {"messages": USER, "format": "odd"}, refused(500, "invalid format")),
    "an image for one who sees none": ("generate", "sky", {"prompt": "?", "images": [b"GIF"]}, refused(400, "")),
    "options of wrong types": (
        "generate",
        "sky",
        {"prompt": "?", "options": {"num_ctx": "x"}},
        refused(500, "num_ctx"),
    ),
    "a keep_alive that is none": ("generate", "sky", {"prompt": "?", "keep_alive": "x"}, refused(400, "duration")),
    "a template that is none": ("create", "made", {"from_": "sky", "template": "{{ .X"}, refused(400, "template")),
    "a blob that is not there": ("create", "made", {"files": {"m": "sha256:" + "0" * 64}}, refused(400, "")),
}
MODELS = ("sky", "embedder", "absent", "made", "copied")


@BY
@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_server_refuses(name: str, by: str, server: Target) -> None:
    verb, model, more, expected = REFUSALS[name]
    named: dict[str, Any] = {
        key: server.names(value) if isinstance(value, str) and value in MODELS else value for key, value in more.items()
    }
    for streamed in (False, True) if verb in ("chat", "generate", "create", "pull", "push") else (False,):
        outcome = Way(by, streamed)(server.url, verb, server.names(model) if model in MODELS else model, **named)
        check(outcome, expected, streamed)
        assert outcome.following


@BY
@pytest.mark.parametrize(
    ("verb", "begun"), [("pull", "pulling manifest"), ("push", "couldn't retrieve manifest")], ids=["pull", "push"]
)
def test_a_registry_that_is_not_there(verb: str, begun: str, by: str, server: Target) -> None:
    for streamed in (False, True):
        outcome = Way(by, streamed)(server.url, verb, "127.0.0.1:1/x/y", insecure=True)
        check(outcome, Raises(ResponseError, "127.0.0.1:1", None, begun if streamed else None), streamed)
        assert outcome.following


def cut(partial: str | None = None) -> Raises:
    return Raises(IncompleteResponseError, "", 200, partial)


PIECE = b'"done":false}'
"""Comes once in a line of a stream, but for the last."""
BODY = b"\r\n\r\n"
"""Comes before a body."""
RELAYED: dict[str, tuple[Meddling, Certain] | tuple[Meddling, Certain, Certain]] = {
    "closed in the status line": (Cut(b"HTTP/1.1"), Raises(ServerConnectionError)),
    "reset in the head": (Cut(b"\r\n", act=Act.RESET), Raises(ServerConnectionError)),
    "stalled in the head": (Cut(b"\r\n", act=Act.STALL), Raises(ServerTimeoutError)),
    "closed after the head": (Cut(BODY), cut(), cut()),
    "closed in the body": (Cut(BODY, more=30), cut(), cut()),
    "reset in the body": (Cut(BODY, more=30, act=Act.RESET), cut(), cut()),
    "stalled in the body": (Cut(BODY, more=30, act=Act.STALL), Raises(ServerTimeoutError)),
    "closed after two lines": (Cut(PIECE, 2, 1), Gives(SKY), cut("The sky")),
    "closed in a line": (Cut(PIECE, 2, 20), Gives(SKY), cut("The sky")),
    "reset in a line": (Cut(PIECE, 2, 20, Act.RESET), Gives(SKY), cut("The sky")),
    "stalled in a line": (Cut(PIECE, 2, 20, Act.STALL), Gives(SKY), Raises(ServerTimeoutError, "", None, "The sky")),
    "closed in the last line": (Cut(b'"done":true', 1, 5), cut(), cut(SKY)),
    "closed in the figures": (Cut(b'"eval_count"'), cut(), cut(SKY)),
    "a status that is none": (Swap(b"HTTP/1.1 200", b"HTTP/1.1 2x0"), Raises(ServerConnectionError)),
    "another status": (Swap(b"HTTP/1.1 200", b"HTTP/1.1 500"), Raises(ResponseError, "The", 500)),
    "bytes that are no text": (
        Swap(b'"message"', b'"mess\xff\xfee"'),
        Raises(InvalidResponseError, IS_OLLAMA, 200),
    ),
    "no JSON": (Swap(b'{"model"', b'["model"'), Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "no end": (Swap(b'"done":true', b'"done":null'), Gives(SKY), cut(SKY)),
}


@BY
@STREAMED
@pytest.mark.parametrize("name", RELAYED)
def test_what_a_network_does_to_a_server(name: str, streamed: bool, by: str, server: Target) -> None:
    row = RELAYED[name]
    expected = row[-1] if streamed else row[1]
    timeout: float = GUARD
    if isinstance(expected, Raises) and expected.kind is ServerTimeoutError:
        timeout = 0.1 if expected.partial is None else 1.0  # some of it has to come, so the model must be there
        Way("sync")(server.url, "chat", server.names("sky"), USER, between=None)
    with Relay(server.url, row[0]).serving() as url:
        outcome = Way(by, streamed)(url, "chat", server.names("sky"), USER, timeout=timeout)
    check(outcome, expected, streamed)
    assert outcome.following


def test_a_model_that_goes_away_in_mid_stream_ends_its_stream_one_way_or_the_other(server: Target) -> None:
    """The server may let the model finish, or cut it short: never is there silence, or an error of another kind."""
    name = server.names("going")
    with Client(server.url, timeout=GUARD) as client:
        client.copy(server.names("endless"), name)
        stream = client.generate(name, "?", stream=True, options={"num_predict": 200})
        next(stream)
        client.delete(name)
        try:
            reply = stream.final()
        except IncompleteResponseError as error:
            reply = error.partial
        assert reply.response.startswith("tick")


def test_a_reply_that_fills_the_context_and_may_not_shift_it_ends_with_its_length(server: Target) -> None:
    with Client(server.url, timeout=GUARD) as client:
        options = {"num_ctx": 64, "num_predict": 1000}
        reply = client.generate(server.names("endless"), "?", options=options, shift=False)
        assert (reply.done, reply.done_reason) == (True, "length")
        parts = list(client.generate(server.names("endless"), "?", options=options, shift=False, stream=True))
        assert (parts[-1].done, parts[-1].done_reason) == (True, "length")
