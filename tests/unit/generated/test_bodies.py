"""Bodies of requests and responses, and the clients of the generated calls."""

import asyncio
import io
import json
import pickle
from typing import Any

import httpx
import pytest

from ollama_rest import AuthenticatedClient, Client
from ollama_rest.bodies import File, form_parts, read_json
from ollama_rest.errors import UnexpectedStatus
from ollama_rest.models import Message


def test_form_has_a_part_for_each_value() -> None:
    file = io.BytesIO(b"RIFF")
    values = {
        "named": File(b"a", "a.wav", "audio/wav"),
        "unnamed": File(b"b"),
        "typed": File(b"c", mime_type="audio/wav"),
        "raw": b"d",
        "opened": file,
        "text": "e",
        "number": 5,
        "truth": True,
        "object": {"x": [1]},
        "list": ["f", 6],
        "empty": [],
    }
    assert form_parts(Message.from_dict(values)) == [
        ("named", ("a.wav", b"a", "audio/wav")),
        ("unnamed", ("unnamed", b"b", None)),
        ("typed", ("typed", b"c", "audio/wav")),
        ("raw", ("raw", b"d", None)),
        ("opened", ("opened", file, None)),
        ("text", (None, "e", None)),
        ("number", (None, "5", None)),
        ("truth", (None, "true", None)),
        ("object", (None, '{"x": [1]}', None)),
        ("list", (None, "f", None)),
        ("list", (None, "6", None)),
    ]


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [(200, b'{"a": 1}', {"a": 1}), (500, b'{"a": 1}', {"a": 1}), (404, b"<html>", None), (500, b"", None)],
)
def test_body_of_a_response_as_json(status: int, body: bytes, expected: Any) -> None:
    assert read_json(httpx.Response(status, content=body)) == expected


@pytest.mark.parametrize("status", [200, 204, 302])
def test_success_without_json_raises(status: int) -> None:
    with pytest.raises(json.JSONDecodeError):
        read_json(httpx.Response(status, content=b"<html>"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"authorization": "Bearer key"}),
        ({"prefix": ""}, {"authorization": "key"}),
        ({"prefix": "Token"}, {"authorization": "Token key"}),
        ({"auth_header_name": "X-Key", "prefix": ""}, {"x-key": "key", "authorization": None}),
        ({"headers": {"authorization": "other", "X": "y"}}, {"authorization": "Bearer key", "x": "y"}),
        ({"headers": None}, {"authorization": "Bearer key"}),
    ],
)
def test_headers_of_an_authenticated_client(options: dict[str, Any], expected: dict[str, str | None]) -> None:
    with AuthenticatedClient("http://server", "key", **options) as client:
        headers = client.get_httpx_client().headers
        assert {name: headers.get(name) for name in expected} == expected
        assert client.get_async_httpx_client().headers["x-key" if "x-key" in expected else "authorization"]
        assert client.raise_on_unexpected_status is False
    assert AuthenticatedClient("http://server", "key", raise_on_unexpected_status=True).raise_on_unexpected_status


def test_httpx_clients_are_made_once_and_closed_at_the_end() -> None:
    with Client("http://server", timeout=7) as client:
        made = client.get_httpx_client()
        assert client.get_httpx_client() is made
        assert (str(made.base_url), made.timeout.read) == ("http://server", 7)
    assert made.is_closed

    async def call() -> httpx.AsyncClient:
        async with Client("http://server", timeout=7) as client:
            made = client.get_async_httpx_client()
            assert client.get_async_httpx_client() is made
            assert (str(made.base_url), made.timeout.read) == ("http://server", 7)
        return made

    assert asyncio.run(call()).is_closed


def test_unexpected_status_shows_the_start_of_the_body() -> None:
    error = UnexpectedStatus(302, b"\xff" + b"x" * 1000)
    assert str(error) == f"unexpected status 302: \ufffd{'x' * 199}"
    assert (error.status_code, len(error.content)) == (302, 1001)
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled on the line itself
    assert (copied.status_code, copied.content) == (error.status_code, error.content)
