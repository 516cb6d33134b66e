"""Redirects: which requests carry credentials, and locations that cannot be followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.backends import VerbCaller
from tests.faults.calls import ON_EACH_BACKEND, USER
from wrapper import Client, OllamaError, ResponseError

CREDENTIALS = {"Authorization", "Cookie", "X-Api-Key"}
DONE = {"model": "m", "message": {"role": "assistant", "content": "Hi"}, "done": True}


def redirecting(seen: list[httpx.Request], status: int, *locations: str) -> Callable[[httpx.Request], httpx.Response]:
    """Respond with one redirect after another, then with a reply."""

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) <= len(locations):
            return httpx.Response(status, headers=[(b"location", locations[len(seen) - 1].encode())])
        return httpx.Response(200, json=DONE)

    return respond


def requests_with(backend: str, host: str, status: int, *locations: str) -> list[httpx.Request]:
    seen: list[httpx.Request] = []
    settings = {
        "host": host,
        "api_key": "secret",
        "headers": {"X-Api-Key": "secret"},
        "cookies": {"session": "secret"},
        "params": {"key": "secret"},
    }
    VerbCaller(backend)(redirecting(seen, status, *locations), "chat", "m", USER, settings=settings)
    return seen


def has_credentials(request: httpx.Request) -> bool:
    headers = {name for name in CREDENTIALS if name in request.headers}
    assert headers in (set(), CREDENTIALS)
    assert ("secret" in str(request.url)) == bool(headers)
    return bool(headers)


@ON_EACH_BACKEND
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("host", "location", "sent"),
    [
        ("http://a.example", "http://a.example/x", True),
        ("http://a.example", "http://A.Example:80/x", True),
        ("http://A.example", "https://a.example/x", True),
        ("https://a.example", "https://a.example:443/x", True),
        ("http://[::1]:1234", "http://[::1]:1234/x", True),
        ("http://a.example", "http://a.example:8080/x", False),
        ("http://a.example:8080", "https://a.example/x", False),
        ("http://a.example:11434", "https://a.example:11434/x", False),
        ("http://a.example", "https://a.example:8443/x", False),
        ("https://a.example", "http://a.example/x", False),
        ("https://a.example", "http://a.example:443/x", False),
        ("http://a.example", "http://b.a.example/x", False),
        ("http://a.example", "//b.example/x", False),
        ("http://a.example", "http://a.example.b.example/x", False),
        ("http://a.example", "http://a.example@b.example/x", False),
        ("http://[::1]:1234", "http://[::2]:1234/x", False),
    ],
)
def test_redirect_carries_credentials_only_to_same_server(
    backend: str, status: int, host: str, location: str, sent: bool
) -> None:
    first, second = requests_with(backend, host, status, location)
    assert has_credentials(first)
    assert has_credentials(second) is sent
    assert second.headers["host"] == second.url.netloc.decode()


@ON_EACH_BACKEND
def test_redirect_chain_carries_credentials_only_to_client_host(backend: str) -> None:
    chain = ["http://b.example/1", "/2", "http://c.example/3", "http://a.example/4"]
    requests = requests_with(backend, "http://a.example", 307, *chain)
    assert [has_credentials(request) for request in requests] == [True, False, False, False, True]


@ON_EACH_BACKEND
def test_redirect_to_other_server_drops_host_header(backend: str) -> None:
    seen: list[httpx.Request] = []
    settings = {"host": "http://a.example", "headers": {"Host": "virtual.example"}}
    VerbCaller(backend)(redirecting(seen, 307, "http://b.example/x"), "chat", "m", USER, settings=settings)
    assert [request.headers["host"] for request in seen] == ["virtual.example", "b.example"]


BAD_LOCATIONS = [
    "ftp://me:hidden@b.example/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "mailto:me@b.example",
    "data:text/plain,hidden",
    "http://[bad",
    "http://[::1",
    "http://[v1.x]/",
    "http://[::1%25eth0]:99999/",
    "http://me:hidden/word@b.example/",
    "http://me:hidden@b@c.example/",
    "http://b.example:99999/",
    "http://b.example:0/",
    "http://b.example:-1/",
    "http://b.example:port/",
    "http://1.2.3/",
    "http://1.2.3.4.5/",
    "http://999.1.1.1/",
    "http://",
    "http://:80/",
    "//",
    "http://b\x00.example/",
    "http://b.example/\x7f",
    "http://b.example/\r\nX: 1",
    "http://b\\.example/",
    "http://b .example/",
    "http://b\u00fc.example/",
    "http://b\u2100.example/",
    "http://xn--\u00fc.example/",
    "http://b.example/" + "x" * 100_000,
    "/" + "x" * 65_530,
    "http://me:hidden@" + "b" * 10_000_000,
    "\u00ff" * 70_000,
    "",
    " ",
]


@ON_EACH_BACKEND
@pytest.mark.parametrize("location", BAD_LOCATIONS, ids=lambda location: repr(location[:30]))
def test_bad_location_raises(backend: str, location: str) -> None:
    seen: list[httpx.Request] = []
    server = redirecting(seen, 307, *[location] * 20)
    with pytest.raises(ResponseError) as raised:
        VerbCaller(backend)(server, "chat", "m", USER, settings={"host": "http://a.example"})
    assert raised.value.status_code == 307
    assert raised.value.headers["location"] == location
    assert "hidden" not in str(raised.value) or location.startswith("data:")
    assert len(str(raised.value)) < 1000
    assert {request.url.host for request in seen} == {"a.example"}


@ON_EACH_BACKEND
@pytest.mark.parametrize("location", ["/x", "x", "?q", "#f", "//a.example/x", ".", "..", "http:x", "http:///x"])
def test_relative_location_is_followed(backend: str, location: str) -> None:
    seen: list[httpx.Request] = []
    server = redirecting(seen, 307, location)
    VerbCaller(backend)(server, "chat", "m", USER, settings={"host": "http://a.example"})
    assert [request.url.host for request in seen] == ["a.example"] * 2


@ON_EACH_BACKEND
@pytest.mark.parametrize("location", ["/api/chat", "", "#", "http://b.example/"])
def test_redirect_loop_raises(backend: str, location: str) -> None:
    server = redirecting([], 307, *[location] * 100)
    with pytest.raises(OllamaError):
        VerbCaller(backend)(server, "chat", "m", USER, settings={"host": "http://a.example"})


@pytest.mark.parametrize("location", BAD_LOCATIONS, ids=lambda location: repr(location[:30]))
def test_bad_location_raises_with_assigned_httpx_client(location: str) -> None:
    client: Any = Client("http://a.example")
    transport = httpx.MockTransport(redirecting([], 307, *[location] * 20))
    client._client = httpx.Client(base_url="http://a.example", transport=transport)
    with client, pytest.raises(OllamaError) as raised:
        client.chat("m", USER)
    assert "hidden" not in str(raised.value) or location.startswith("data:")


@ON_EACH_BACKEND
@pytest.mark.parametrize("target", ["http://a.example/x", "http://b.example/x"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_keeps_method_and_body_unless_it_says_see_other(backend: str, status: int, target: str) -> None:
    seen: list[httpx.Request] = []
    settings = {"host": "http://a.example", "headers": {"User-Agent": "mine", "Accept": "text/plain"}}
    VerbCaller(backend)(redirecting(seen, status, target), "chat", "m", USER, settings=settings)
    first, second = seen
    assert (first.method, second.method) == ("POST", "GET" if status == 303 else "POST")
    assert second.content == (b"" if status == 303 else first.content)
    kept = ["user-agent", "accept", "accept-encoding"]
    kept += [] if status == 303 else ["content-type", "content-length"]
    assert [second.headers[name] for name in kept] == [first.headers[name] for name in kept]
    assert ("content-type" in second.headers) is (status != 303)
    assert second.headers.get("content-length", "0") == str(len(second.content))


@ON_EACH_BACKEND
@pytest.mark.parametrize("status", [303, 307])
def test_redirected_check_for_a_blob_stays_a_check(backend: str, status: int, tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(b"x" * 300_000)
    methods: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        methods.append(request.method)
        return httpx.Response(200 if request.url.path == "/x" else status, headers={"location": "/x"})

    VerbCaller(backend)(respond, "create_blob", file, settings={"host": "http://a.example"})
    assert methods == ["HEAD", "HEAD"]


@ON_EACH_BACKEND
@pytest.mark.parametrize("target", ["http://a.example/x", "http://b.example/x"])
def test_redirected_upload_is_sent_again_with_its_length(backend: str, target: str, tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(b"x" * 3_000_000)
    seen: list[tuple[str, int, Any, Any]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        headers = request.headers
        seen.append((request.method, len(request.read()), headers.get("content-length"), headers.get("content-type")))
        if request.method == "HEAD":
            return httpx.Response(404)
        return httpx.Response(201) if request.url.path == "/x" else httpx.Response(307, headers={"location": target})

    async def respond_async(request: httpx.Request) -> httpx.Response:
        await request.aread()
        return respond(request)

    handler: Any = respond if backend == "sync" else respond_async
    VerbCaller(backend)(handler, "create_blob", file, settings={"host": "http://a.example"})
    assert seen == [("HEAD", 0, None, None), *[("POST", 3_000_000, "3000000", "application/octet-stream")] * 2]


@ON_EACH_BACKEND
@pytest.mark.parametrize(
    ("location", "sent"),
    [
        ("/x", True),
        ("https://ollama.com:443/x", True),
        ("https://b.example/x", False),
        ("http://ollama.com/x", False),
        ("https://me:other@ollama.com.b.example/x", False),
    ],
)
def test_redirect_of_a_web_search_carries_the_key_only_to_ollama_com(backend: str, location: str, sent: bool) -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path != "/x":
            return httpx.Response(307, headers={"location": location})
        return httpx.Response(200, json={"results": []})

    VerbCaller(backend)(respond, "web_search", "sky", settings={"api_key": "mine"})
    keys = [request.headers.get("authorization") for request in seen]
    assert keys == ["Bearer mine", "Bearer mine" if sent else None]
