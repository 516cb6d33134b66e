"""Parsing of responses that are server-sent events."""

import json
from typing import Any

import httpx

from tests.unit.testing.conftest import Http


def events_of(response: httpx.Response) -> list[tuple[str, Any]]:
    """Return the name and the data of each event. Data that is not JSON is a string."""
    assert response.status_code == 200, response.text
    *parts, end = response.content.split(b"\n\n")
    assert end == b"", "the last event is incomplete"
    return [_event(part.decode()) for part in parts]


def stream(http: Http, path: str, body: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the events of a streaming request's response."""
    return events_of(http.post(path, {**body, "stream": True}))


def _event(part: str) -> tuple[str, Any]:
    lines = dict(line.split(": ", 1) for line in part.split("\n"))
    data = lines.pop("data")
    name = lines.pop("event", "")
    assert not lines
    return name, json.loads(data) if data.startswith("{") else data
