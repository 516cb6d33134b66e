"""Certificates that do not verify, and TLS on one side only."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from tests.backends import PYREQWEST_BACKENDS, VerbCaller
from tests.faults.calls import IGNORE_DROPPED_GENERATORS, ON_EACH_BACKEND, TLS, USER, WHOLE_AND_STREAMED, logged
from tests.faults.scripted_server import ScriptedServer, sized
from tests.faults.table.fault import PAGE, WHOLE
from wrapper import AsyncClient, Client, RequestError, ResponseError, ServerConnectionError

pytestmark = IGNORE_DROPPED_GENERATORS
CA, OTHER_CA = trustme.CA(), trustme.CA()
BEGIN, END = datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)


@contextmanager
def tls_server(certificate: trustme.LeafCert, response: bytes = b"") -> Iterator[str]:
    """Serve a reply over TLS; return the URL."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)

    class Server(ScriptedServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            try:
                wrapped = context.wrap_socket(request, server_side=True)
            except OSError:  # the client refuses the certificate, or speaks no TLS
                return
            super().finish_request(wrapped, client_address)

    with Server({}, response=[response or sized(200, WHOLE)]).serving() as url:
        yield url.replace("http:", "https:")


def trusting(
    authority: trustme.CA | None, backend: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> ssl.SSLContext | bool:
    """Return the argument `verify` with which a backend trusts a CA; pyreqwest has none, but reads SSL_CERT_FILE."""
    if backend in PYREQWEST_BACKENDS:
        if authority is not None:
            authority.cert_pem.write_to_path(str(folder / "ca.pem"))
            monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        return True
    if authority is None:
        return TLS
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def call(backend: str, streamed: bool, url: str, **settings: Any) -> list[Any]:
    return VerbCaller(backend, streamed)(url, "chat", "m", USER, settings=settings)


CERTIFICATES: dict[str, tuple[Callable[[], trustme.LeafCert], trustme.CA | None, str]] = {
    "of an unknown CA": (lambda: CA.issue_cert("127.0.0.1"), None, "(?i)issuer"),
    "of another CA": (lambda: CA.issue_cert("127.0.0.1"), OTHER_CA, "verify"),
    "of another name": (lambda: CA.issue_cert("host.example"), CA, "127.0.0.1"),
    "expired": (lambda: CA.issue_cert("127.0.0.1", not_before=BEGIN, not_after=END), CA, "expired"),
}


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("name", CERTIFICATES)
def test_certificate_that_does_not_verify_is_reported(
    name: str, streamed: bool, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, authority, reason = CERTIFICATES[name]
    expected = pytest.raises(ServerConnectionError, match=reason)
    verify = trusting(authority, backend, tmp_path, monkeypatch)
    with tls_server(certificate()) as url, logged("wrapper", "retrying") as retrying, expected as raised:
        call(backend, streamed, url, verify=verify, retries=3)
    assert not retrying.acquire(blocking=False)
    assert raised.value.is_untrusted
    message = str(raised.value)
    assert "certificate of https://127.0.0.1" in message
    assert ("SSL_CERT_FILE" if backend in PYREQWEST_BACKENDS else "verify=") in message
    assert "SSL_CERT_FILE" in message
    assert "ollama serve" not in message
    assert isinstance(raised.value, httpx.ConnectError) == (backend not in PYREQWEST_BACKENDS)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize("by_environment", [False, True])
def test_trusted_certificate(
    by_environment: bool, streamed: bool, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ca.pem"
    CA.cert_pem.write_to_path(str(file))
    settings: dict[str, Any] = {"verify": trusting(CA, backend, tmp_path, monkeypatch)}
    if by_environment:
        settings = {}
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with tls_server(CA.issue_cert("127.0.0.1")) as url:
        [part] = call(backend, streamed, url, **settings)
    assert part.message.content == "Hello you"


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_tls_with_server_of_plain_http(
    streamed: bool, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = pytest.raises(ServerConnectionError, match="TLS fails with https://.* write http://")
    with ScriptedServer({}, first=[sized(400)]).serving() as url, expected as raised:
        call(backend, streamed, url.replace("http:", "https:"), verify=trusting(None, backend, tmp_path, monkeypatch))
    assert "ollama serve" not in str(raised.value)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
def test_plain_http_with_server_of_tls(
    streamed: bool, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = pytest.raises(ServerConnectionError, match="if it expects TLS, write https://")
    with tls_server(CA.issue_cert("127.0.0.1")) as url, expected as raised:
        call(backend, streamed, url.replace("https:", "http:"), verify=trusting(None, backend, tmp_path, monkeypatch))
    assert "ollama serve" not in str(raised.value)


@ON_EACH_BACKEND
@WHOLE_AND_STREAMED
@pytest.mark.parametrize(
    "body",
    ["Client sent an HTTP request to an HTTPS server.\n", PAGE.replace("Oops", "Plain HTTP was sent to an HTTPS port")],
)
def test_server_of_tls_that_responds_in_plain_http(
    body: str, streamed: bool, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = pytest.raises(ResponseError, match="400.* https://|HTTPS.* https://")
    with ScriptedServer({}, response=[sized(400, body)]).serving() as url, expected:
        call(backend, streamed, url, verify=trusting(None, backend, tmp_path, monkeypatch))


@pytest.mark.parametrize("client_class", [Client, AsyncClient])
@pytest.mark.parametrize("name", ["missing.pem", "empty.pem", ""])
def test_unusable_certificates_are_named(
    name: str, client_class: type[Client | AsyncClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.pem").touch()
    file = str(tmp_path / name)
    monkeypatch.setenv("SSL_CERT_FILE", file)
    with pytest.raises(RequestError, match=re.escape(f"SSL_CERT_FILE is {file!r}")):
        _ = client_class("https://models.example")._client
