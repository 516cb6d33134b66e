"""The checker behind all contract tests reports each fault with its place, and accepts documented responses."""

import pytest

from tests.contract.conformance import Exchange, Spec

SPEC = Spec(
    {
        "openapi": "3.1.0",
        "info": {"title": "mini", "version": "1"},
        "paths": {
            "/chat": {
                "post": {
                    "operationId": "chat",
                    "responses": {
                        200: {
                            "description": "lines",
                            "content": {
                                "application/json": {"schema": {"$ref": "#/components/schemas/Line"}},
                                "application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Line"}},
                                "text/event-stream": {"schema": {"$ref": "#/components/schemas/Line"}},
                            },
                        },
                        "404": {"$ref": "#/components/responses/Error"},
                        "4XX": {"description": "no body"},
                    },
                }
            },
            "/things/{id}": {
                "get": {
                    "operationId": "thing",
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                        }
                    },
                },
                "head": {"operationId": "head_thing", "responses": {"200": {"description": ""}}},
            },
            "/things/best": {
                "get": {
                    "operationId": "best",
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {"text/plain": {"schema": {"type": "string", "minLength": 3}}},
                        }
                    },
                }
            },
        },
        "components": {
            "responses": {
                "Error": {
                    "description": "",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
            },
            "schemas": {
                "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]},
                "Word": {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]},
                "Line": {"anyOf": [{"$ref": "#/components/schemas/Word"}, {"$ref": "#/components/schemas/Error"}]},
                "Thing": {
                    "allOf": [{"$ref": "#/components/schemas/Word"}],
                    "properties": {
                        "free": {"type": "object", "additionalProperties": True},
                        "half": {
                            "type": ["object", "null"],
                            "properties": {"a": {"type": "integer"}},
                            "additionalProperties": True,
                        },
                        "map": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Word"}},
                        "list": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
                        "any": {"description": "any value"},
                        "a/b": {"type": "integer"},
                    },
                },
            },
        },
    }
)
JSON = "application/json; charset=utf-8"
LINES = "application/x-ndjson"
EVENTS = "text/event-stream"


def faults(method: str, path: str, status: int, kind: str, body: bytes) -> list[str]:
    return SPEC.faults(Exchange(method, path, status, {"content-type": kind} if kind else {}, body))


@pytest.mark.parametrize(
    ("method", "path", "status", "kind", "body"),
    [
        ("POST", "/chat", 200, JSON, b'{"word": "a"}'),
        ("POST", "/chat?x=1", 200, LINES, b'{"word": "a"}\n{"error": "e"}\n'),
        ("POST", "/chat", 200, LINES, '{"word": "one\u0085two\u2028three"}\n'.encode()),
        ("POST", "/chat", 200, EVENTS, b'event: word\ndata: {"word": "a"}\n\ndata: [DONE]\n\n'),
        ("POST", "/chat", 200, EVENTS, b'{"error": "refused before the stream"}'),
        ("POST", "/chat", 200, LINES, b'event: word\ndata: {"word": "a"}\n\n'),
        ("POST", "/chat", 404, JSON, b'{"error": "e"}'),
        ("POST", "/chat", 400, "", b""),
        ("GET", "/things/7", 200, JSON, b'{"word": "w", "free": {"x": {"y": 1}}, "map": {"k": {"word": "w"}}}'),
        (
            "GET",
            "/things/7",
            200,
            JSON,
            b'{"word": "w", "list": [{"error": "e"}], "any": {"x": 1}, "half": null, "a/b": 1}',
        ),
        ("GET", "/things/best", 200, "text/plain", b"yes"),
        ("HEAD", "/things/7", 200, JSON, b""),
    ],
)
def test_documented_response_passes(method: str, path: str, status: int, kind: str, body: bytes) -> None:
    assert faults(method, path, status, kind, body) == []


@pytest.mark.parametrize(
    ("method", "path", "status", "kind", "body", "start"),
    [
        ("PUT", "/chat", 200, JSON, b"{}", "PUT /chat, : no such operation"),
        ("GET", "/things/7/8", 200, JSON, b"{}", "GET /things/7/8, : no such operation"),
        ("POST", "/chat", 500, JSON, b'{"error": "e"}', "chat, : status 500 is not documented"),
        ("POST", "/chat", 200, "text/html", b"<p>", "chat, : content type text/html is not documented"),
        ("POST", "/chat", 200, "", b"{}", "chat, : content type missing is not documented"),
        ("POST", "/chat", 200, JSON, b"", "chat, : status 200 has no body"),
        ("POST", "/chat", 400, JSON, b"{}", "chat, : status 400 has an undocumented body"),
        ("HEAD", "/things/7", 200, JSON, b"{}", "head_thing, : a response to HEAD has a body"),
        ("POST", "/chat", 200, JSON, b"{", "chat, : not JSON"),
        ("POST", "/chat", 200, JSON, b'{"word": NaN}', "chat, : not JSON"),
        ("POST", "/chat", 200, JSON, b'{"word": 1}', "chat, /word: 1 is not of type 'string'"),
        ("POST", "/chat", 200, JSON, b'{"word": "a", "new": 1}', "chat, /new: this field is not declared"),
        ("POST", "/chat", 200, JSON, b'{"word": "a", "error": "e"}', "chat, /error: this field is not declared"),
        ("POST", "/chat", 200, LINES, b'{"word": "a"}\n{"word": 1}\n', "chat, /1/word: 1 is not of type 'string'"),
        ("POST", "/chat", 200, LINES, b'{"word": "a"}\n\n{"word": "b"}\n', "chat, /1: not JSON"),
        ("POST", "/chat", 200, LINES, b'{"word": "a"}\n{"word"', "chat, /1: not JSON"),
        ("POST", "/chat", 200, LINES, b'{"word": "a", "new": 1}\n', "chat, /0/new: this field is not declared"),
        ("POST", "/chat", 200, EVENTS, b'data: {"word": "a"}\n\ndata: {"word": 1}\n\n', "chat, /1/word: 1 is not"),
        ("POST", "/chat", 200, EVENTS, b'data: {"word": "a"}\n\n{"word": "b"}\n\n', "chat, /1: not a line of an event"),
        ("GET", "/things/7", 200, JSON, b'{"free": {}}', "thing, : 'word' is a required property"),
        (
            "GET",
            "/things/7",
            200,
            JSON,
            b'{"word": "w", "half": {"a": 1, "b": 2}}',
            "thing, /half/b: this field is not",
        ),
        (
            "GET",
            "/things/7",
            200,
            JSON,
            b'{"word": "w", "map": {"k/": {"word": "", "n": 1}}}',
            "thing, /map/k~1/n: this",
        ),
        (
            "GET",
            "/things/7",
            200,
            JSON,
            b'{"word": "w", "list": [{"word": "", "n": 1}]}',
            "thing, /list/0/n: this field",
        ),
        ("GET", "/things/best", 200, "text/plain", b"no", "best, : 'no' is too short"),
    ],
)
def test_fault_is_one_line_with_its_place(
    method: str, path: str, status: int, kind: str, body: bytes, start: str
) -> None:
    found = faults(method, path, status, kind, body)
    assert len(found) == 1
    assert found[0].startswith(start)


def test_operations_are_in_document_order() -> None:
    assert [operation.id for operation in SPEC.operations] == ["chat", "thing", "head_thing", "best"]
