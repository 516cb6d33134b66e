"""Checks of generated requests catch a bad line in a stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from hypothesis import Phase, given, settings
from schemathesis.core.failures import FailureGroup

from tests.contract import fuzzing
from tests.contract.confinement import GuardedSession, Namespace
from tests.contract.conformance import Spec
from tests.contract.target import Kind, Target

LINE = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
SPEC = Spec(
    {
        "openapi": "3.1.0",
        "info": {"title": "one stream", "version": "1"},
        "paths": {
            "/stream": {
                "get": {
                    "operationId": "stream",
                    "responses": {
                        "200": {
                            "description": "lines, or events",
                            "content": {
                                "application/json": {"schema": LINE},
                                "application/x-ndjson": {"schema": LINE},
                                "text/event-stream": {"schema": LINE},
                            },
                        }
                    },
                }
            }
        },
    }
)
NDJSON = "application/x-ndjson"
EVENTS = "text/event-stream"


@contextmanager
def server_with_response(kind: str, body: bytes) -> Iterator[Target]:
    """Run a server on loopback that sends one response to every GET."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_: object) -> None:
            del format

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            with GuardedSession(Namespace()) as session:
                yield Target(f"http://127.0.0.1:{server.server_port}", Kind.EMBEDDED, Namespace(), session)
        finally:
            server.shutdown()
            thread.join()


def run(target: Target) -> None:
    """Send generated requests, as test_schemathesis.py does, for the small description above."""
    api = fuzzing.schema(SPEC)
    checker = fuzzing.ResponseChecker(SPEC)

    @settings(max_examples=1, phases=[Phase.generate])
    @given(case=api["/stream"]["GET"].as_strategy())
    def generated(case: fuzzing.Case) -> None:
        checker.try_case(case, target)

    generated()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (NDJSON, b'{"word": "a"}\n{"word": "b"}\n'),
        (NDJSON, '{"word": "a\u0085b\u2028c"}\n'.encode()),
        (EVENTS, b'data: {"word": "a"}\n\ndata: [DONE]\n\n'),
        ("application/json", b'{"word": "a"}'),
    ],
)
def test_good_stream_passes(kind: str, body: bytes) -> None:
    with server_with_response(kind, body) as target:
        run(target)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (NDJSON, b'{"word": "a"}\n{"word": 1}\n'),
        (NDJSON, b'{"word": "a"}\n{}\n'),
        (NDJSON, b'{"word": "a"}\n\n{"word": "b"}\n'),
        (NDJSON, b'{"word": "a"}\n{"word": "b'),
        (NDJSON, b'{"word": "a"}\n{"word": "b", "new": 1}\n'),
        (EVENTS, b'data: {"word": "a"}\n\ndata: {"word": 1}\n\n'),
        (EVENTS, b'data: {"word": "a"}\n\ndata: {"word": "b\n\n'),
    ],
)
def test_bad_line_is_caught(kind: str, body: bytes) -> None:
    with server_with_response(kind, body) as target, pytest.raises(FailureGroup):
        run(target)


def test_bad_line_is_caught_by_schemathesis_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemathesis catches it without this project's own check."""
    monkeypatch.setattr(fuzzing.ResponseChecker, "_every_field_declared", lambda *_: None)
    with server_with_response(NDJSON, b'{"word": "a"}\n{"word": 1}\n') as target, pytest.raises(FailureGroup) as caught:
        run(target)
    assert "Response violates schema" in str(caught.value.exceptions[0])
