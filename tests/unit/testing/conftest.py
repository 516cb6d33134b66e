"""A fresh server for each test, and plain HTTP to it."""

import json
import ssl
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from wrapper.testing import FakeOllama

TLS = ssl.create_default_context()  # made once: it costs more than a test


class Http:
    """Plain HTTP to a server: no client of ours in between."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, timeout=30, verify=TLS)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        content = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        return self.client.post(path, content=content, **more)

    def lines(self, path: str, body: Any) -> list[dict[str, Any]]:
        """The lines of a streamed answer."""
        response = self.post(path, body)
        assert response.headers["content-type"] == "application/x-ndjson", response.text
        return [json.loads(line) for line in response.content.split(b"\n") if line]

    def whole(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """An answer in one piece."""
        response = self.post(path, {**body, "stream": False})
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def refusal(self, path: str, body: Any, method: str = "POST") -> tuple[int, str]:
        content = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        response = self.client.request(method, path, content=content)
        assert response.headers["content-type"].startswith("application/json"), response.text
        assert list(response.json()) == ["error"]
        return response.status_code, response.json()["error"]


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    """A server that is asked anything, wrong requests too."""
    with FakeOllama() as server:
        yield server


@pytest.fixture
def http(fake: FakeOllama) -> Iterator[Http]:
    session = Http(fake.url)
    yield session
    session.client.close()


WHY = [{"role": "user", "content": "Why is the sky blue?"}]
SKY = "The sky is blue because of Rayleigh scattering."
WEATHER = [
    {"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}}}
]
