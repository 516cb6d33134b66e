"""Paths, methods, hosts and origins: the responses before any handler runs."""

from http.client import HTTPConnection

import pytest

from tests.unit.testing.conftest import Http


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", "/", 200, "Ollama is running"),
        ("HEAD", "/", 200, ""),
        ("GET", "/api/version", 200, '{"version":"0.34.0"}'),
        ("HEAD", "/api/version", 200, ""),
        ("HEAD", "/api/tags", 200, ""),
        ("GET", "/nothing", 404, "404 page not found"),
        ("GET", "/api/chat", 405, "405 method not allowed"),
        ("HEAD", "/api/ps", 405, ""),
        ("GET", "/api/%74ags/x", 404, "404 page not found"),
        ("GET", "/API/tags", 404, "404 page not found"),
    ],
)
def test_plain_responses(http: Http, method: str, path: str, status: int, body: str) -> None:
    response = http.client.request(method, path)
    assert (response.status_code, response.text) == (status, body)


def test_405_names_the_allowed_methods(http: Http) -> None:
    assert http.client.put("/api/blobs/sha256:x").headers["allow"] == "HEAD, POST"


@pytest.mark.parametrize(
    ("method", "path", "status", "location"),
    [
        ("GET", "/api/tags/?a=1", 301, "/api/tags?a=1"),
        ("POST", "/api/chat/", 307, "/api/chat"),
        ("GET", "/api//tags", 307, "/api/tags"),
        ("POST", "/api/../api/chat", 307, "/api/chat"),
    ],
)
def test_unclean_path_is_redirected(http: Http, method: str, path: str, status: int, location: str) -> None:
    connection = HTTPConnection(http.client.base_url.host, http.client.base_url.port or 0)
    connection.request(method, path)  # httpx would clean the path by itself
    response = connection.getresponse()
    assert (response.status, response.headers["Location"]) == (status, location)
    connection.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:1", 200),
        ("box.local", 200),
        ("10.0.0.1", 200),
        ("example.com", 403),
    ],
)
def test_foreign_hosts_are_refused(http: Http, host: str, status: int) -> None:
    assert http.get("/api/version", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://localhost:3000", True), ("https://127.0.0.1", True), ("app://x", True), ("http://example.com", False)],
)
def test_local_pages_are_allowed(http: Http, origin: str, allowed: bool) -> None:
    response = http.get("/api/version", headers={"Origin": origin})
    assert response.status_code == (200 if allowed else 403)
    assert response.headers.get("access-control-allow-origin") == (origin if allowed else None)
    preflight = http.client.options("/api/chat", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == (204 if allowed else 403)
    asked_for = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
    assert preflight.headers.get("vary") == (asked_for if allowed else None)


def test_cloud_is_disabled(http: Http) -> None:
    assert http.get("/api/status").json() == {"cloud": {"disabled": True, "source": "env"}}
    assert http.refusal("/api/chat", {"model": "sky:cloud"}) == (
        403,
        "ollama cloud is disabled: remote model is unavailable",
    )
    assert http.refusal("/api/experimental/web_search", {"query": "x"})[0] == 403
    assert http.refusal("/api/experimental/web_fetch", b"") == (400, "missing request body")
    assert http.post("/api/me", b"").json()["error"] == "unauthorized"
    assert http.refusal("/api/signout", b"")[0] == 401
    assert http.get("/api/experimental/model-recommendations").json()["recommendations"]
