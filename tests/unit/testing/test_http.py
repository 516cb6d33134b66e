"""Details of the stand-in's HTTP that clients and browsers rely on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from tests.unit.testing.conftest import WHY, Http
from wrapper.testing import FakeOllama


def test_date_is_in_gmt(http: Http) -> None:
    date = http.get("/api/version").headers["date"]
    assert date.endswith(" GMT")
    assert abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()) < 60


@pytest.mark.parametrize("body", [b' \r\n\t{"model": "sky"}', b'{"model": "sky"}\n', b'{"model": "sky"} and more'])
def test_body_may_have_space_and_more_around_it(http: Http, body: bytes) -> None:
    assert http.post("/api/show", body).status_code == 200


@pytest.mark.parametrize("body", [b"", b"  \n"])
def test_empty_body_is_missing(http: Http, body: bytes) -> None:
    assert http.refusal("/api/show", body) == (400, "missing request body")


def test_error_keeps_letters_of_the_request(http: Http) -> None:
    body = {"source": "sky", "destination": "caf\u00e9"}
    assert http.refusal("/api/copy", body) == (400, 'destination "caf\u00e9" is invalid')


def test_response_escapes_what_html_would_read(fake: FakeOllama, http: Http) -> None:
    fake.reply("<a&b>\u2028\u00e9")
    response = http.post("/api/chat", {"model": "sky", "messages": WHY, "stream": False})
    assert b'"\\u003ca\\u0026b\\u003e\\u2028\xc3\xa9"' in response.content


def test_lone_surrogate_is_replaced(http: Http) -> None:
    assert http.whole("/api/show", {"model": "sky", "system": "a\ud83d"})["system"] == "a\ufffd"


def test_preflight_names_methods_headers_and_origin(http: Http) -> None:
    origin = "http://localhost:3000"
    response = http.client.options("/api/chat", headers={"Origin": origin})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == origin
    assert response.headers["vary"].startswith("Origin, ")
    assert response.headers["access-control-allow-methods"] == "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS"
    assert {"Authorization", "Content-Type", "X-Stainless-Lang"} <= {
        *response.headers["access-control-allow-headers"].split(",")
    }
    assert response.headers["access-control-max-age"] == "43200"


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost", 200),
        ("https://localhost:8443", 200),
        ("http://127.0.0.1:3000", 200),
        ("http://0.0.0.0", 200),
        ("app://obsidian.md", 200),
        ("tauri://localhost", 200),
        ("vscode-webview://x", 200),
        ("https://example.com", 403),
        ("http://localhost.example.com", 403),
        ("http://127.0.0.2", 403),
        ("null", 403),
    ],
)
def test_origin_is_checked(http: Http, origin: str, status: int) -> None:
    response = http.get("/api/version", headers={"Origin": origin})
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == (origin if status == 200 else None)
    assert status == 200 or response.content == b""


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_own_origin_is_allowed_without_headers(http: Http, scheme: str) -> None:
    headers = {"Host": "10.0.0.1:5", "Origin": f"{scheme}://10.0.0.1:5"}
    response = http.get("/api/version", headers=headers)
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("", 200),
        ("LOCALHOST", 200),
        ("a.localhost:1", 200),
        ("a.local", 200),
        ("a.internal", 200),
        ("10.255.0.1", 200),
        ("172.31.0.1", 200),
        ("172.32.0.1", 403),
        ("0.0.0.0", 200),
        ("127.9.9.9", 200),
        ("[fd00::1]:1", 200),
        ("[fe00::1]:1", 403),
        ("example.com", 403),
        ("local", 403),
        ("notlocalhost", 403),
    ],
)
def test_host_is_checked(http: Http, host: str, status: int) -> None:
    response = http.get("/api/version", headers={"Host": host})
    assert response.status_code == status
    assert status == 200 or response.content == b""


def form(*parts: tuple[str, str], boundary: str = "b") -> bytes:
    lines = [f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n" for head, body in parts]
    return "".join([*lines, f"--{boundary}--\r\n"]).encode()


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/json", b"{}", "isn't multipart/form-data"),
        ("multipart/form-data", b"x", "no multipart boundary"),
        ("multipart/form-data; boundary=b", b"", "NextPart: EOF"),
        ("multipart/form-data; boundary=b", b"nothing", "unexpected EOF"),
        ("multipart/form-data; boundary=b", form(("name=model", "sky"), boundary="c"), "unexpected EOF"),
    ],
)
def test_invalid_form_is_refused(http: Http, content_type: str, body: bytes, reason: str) -> None:
    response = http.client.post("/v1/audio/transcriptions", content=body, headers={"Content-Type": content_type})
    assert response.status_code == 400
    assert reason in response.text


def test_error_of_the_server_itself_is_raised_on_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Iterator[Any]:
        yield b"HTTP/1.1 200"
        raise ZeroDivisionError("in the middle")

    monkeypatch.setattr("wrapper.testing.http.server._wire", broken)
    fake = FakeOllama().start()
    try:
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(fake.url, trust_env=False)
        (seen,) = fake.requests
        seen.wait()
        assert seen.client_disconnected
        with pytest.raises(ZeroDivisionError, match="in the middle"):
            fake.check()
    finally:
        fake.stop()
