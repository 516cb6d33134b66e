"""Random bytes as a response: a call always ends, with replies or an OllamaError."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backends import VerbCaller
from tests.faults.calls import IGNORE_DROPPED_GENERATORS, observe
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunks, head, line, zipped
from tests.faults.table.fault import HELLO, PAGE, WHOLE, YOU
from wrapper import OllamaError

PIECES = st.one_of(
    st.binary(max_size=50),
    st.sampled_from(
        [
            HELLO,
            YOU,
            WHOLE,
            HELLO[:20],
            zipped(HELLO + YOU),
            line({"error": "no"}),
            line({"error": {"message": None}, "status": 5}),
            line([None]),
            PAGE.encode(),
            b"\n",
            b"\r\n\r\n",
            b"0\r\n\r\n",
            chunks(HELLO),
            chunks(YOU, b""),
            b"HTTP/1.1 ",
            head(200),
            head("100 Continue"),
            head("307 Temporary Redirect", "Location: /healthy/x"),
            head(500, "Retry-After: \xb2"),
            head(200, "Transfer-Encoding: chunked"),
            head(200, "Content-Encoding: gzip"),
            head(200, "Content-Length: 9")[:-2],
            b"Location: //\xff\r\n",
            b"Content-Encoding: gzip, deflate, br\r\n",
            b"Set-Cookie: \xff=;;Expires=x\r\n",
            b"WWW-Authenticate: Digest\r\n",
        ]
    ),
)
SCRIPTS = st.builds(
    lambda pieces, end: [*pieces, end],
    st.lists(PIECES, max_size=6),
    st.sampled_from([Act.CLOSE, Act.HALF_CLOSE, Act.RESET]),
)


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer({"healthy": [head(200), WHOLE, Act.CLOSE]})
    with server.serving():
        yield server


@IGNORE_DROPPED_GENERATORS
@pytest.mark.parametrize(
    "caller",
    [VerbCaller("sync"), VerbCaller("sync", True), VerbCaller("asyncio", True), VerbCaller("trio", True)],
    ids=repr,
)
@settings(
    max_examples=int(os.environ.get("GARBAGE_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(script=SCRIPTS)
def test_call_ends_on_random_bytes(server: ScriptedServer, caller: VerbCaller, script: Script) -> None:
    server.scripts = {**server.scripts, "api": script}
    outcome = observe(caller, server.url, "chat")
    assert outcome.error is None or isinstance(outcome.error, OllamaError)
    assert outcome.busy == []
    assert outcome.next_result
