"""Bytes that nobody thought of: whatever comes, a call ends, with replies or an error of the tree."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.calls import DROPPED, Outcome, Way
from tests.faults.table import HELLO, PAGE, WHOLE, YOU
from tests.faults.wire import Act, Script, Wire, chunks, head, line, zipped
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
def garbage() -> Iterator[Wire]:
    wire = Wire({"healthy": [head(200), WHOLE, Act.CLOSE]})
    with wire.serving():
        yield wire


@DROPPED
@pytest.mark.parametrize("way", [Way("sync"), Way("sync", True), Way("asyncio", True), Way("trio", True)], ids=repr)
@settings(
    max_examples=int(os.environ.get("GARBAGE_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(script=SCRIPTS)
def test_whatever_comes_a_call_ends(garbage: Wire, way: Way, script: Script) -> None:
    garbage.scripts = {**garbage.scripts, "api": script}
    held(way(garbage.url, "chat"))


def held(outcome: Outcome) -> None:
    assert outcome.error is None or isinstance(outcome.error, OllamaError)
    assert outcome.busy == []
    assert outcome.following
