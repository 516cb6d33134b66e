"""All errors are in one tree, describe the failure, and can be pickled."""

from __future__ import annotations

import pickle

import httpx
import pytest

from tests.backends import VerbCaller
from wrapper import (
    Client,
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)


def test_errors_are_subclasses_of_builtins() -> None:
    assert issubclass(RequestError, ValueError)
    assert issubclass(ServerConnectionError, ConnectionError)
    assert issubclass(ServerTimeoutError, TimeoutError)
    for error in (RequestError, ServerConnectionError, ServerTimeoutError, ResponseError):
        assert issubclass(error, OllamaError)


def test_response_error_parses_body() -> None:
    error = ResponseError('{"error": "model not found"}', 404)
    assert (error.error, error.status_code) == ("model not found", 404)
    assert str(error) == "model not found (status code: 404)"


@pytest.mark.parametrize(
    "error",
    [
        RequestError("wrong"),
        ServerConnectionError("gone"),
        ServerTimeoutError("late"),
        ResponseError('{"error": "no", "signin_url": "http://127.0.0.1/s"}', 401, headers=httpx.Headers({"A": "b"})),
        IncompleteResponseError("cut", 200),
        InvalidResponseError("<html>", 200, body="<html>whole"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_errors_can_be_pickled(error: OllamaError, protocol: int) -> None:
    copy = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - pickled on the line itself
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"error": "no such model"}', "no such model"),
        (b'{"error": {"message": "no such model", "type": "x"}}', "no such model"),
        (b'{"StatusCode": 401, "Status": "401 Unauthorized", "signin_url": "x"}', "401 Unauthorized"),
        (b'{"error": {"code": 1}}', '{"code": 1}'),
        (b'"a string"', "a string"),
        (b"[1]", "[1]"),
        (
            b"<html>oops</html>",
            "502 Bad Gateway, with a page of HTML: is http://127.0.0.1:11434 an Ollama server?",
        ),
        (b"\xff\xfe\x00", None),
        (b"", "502 Bad Gateway"),
        (b"{}", "{}"),
        (b'{"error": null}', '{"error": null}'),
        (b'{"error":', '{"error":'),
    ],
)
def test_error_body_becomes_response_error(caller: VerbCaller, body: bytes, error: str | None) -> None:
    with pytest.raises(ResponseError) as caught:
        caller(lambda _: httpx.Response(502, content=body, headers={"X-Id": "7"}), "chat", "sky", [])
    assert caught.value.status_code == 502
    assert caught.value.headers["x-id"] == "7"
    if error is not None:
        assert caught.value.error == error
        assert caught.value.body == body.decode()


def test_error_has_signin_url(caller: VerbCaller) -> None:
    body = {"error": "unauthorized", "signin_url": "https://example.com/connect"}
    with pytest.raises(ResponseError) as caught:
        caller(lambda _: httpx.Response(401, json=body), "chat", "sky", [])
    assert caught.value.signin_url == "https://example.com/connect"


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (httpx.ConnectError("refused"), ServerConnectionError),
        (httpx.ReadError("reset"), ServerConnectionError),
        (httpx.RemoteProtocolError("hung up"), ServerConnectionError),
        (httpx.ConnectTimeout("slow"), ServerTimeoutError),
        (httpx.ReadTimeout("slow"), ServerTimeoutError),
        (httpx.UnsupportedProtocol("what"), RequestError),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_transport_errors_are_converted(caller: VerbCaller, raised: Exception, expected: type[OllamaError]) -> None:
    def respond(_: httpx.Request) -> httpx.Response:
        raise raised

    with pytest.raises(expected) as caught:
        caller(respond, "chat", "sky", [])
    assert "127.0.0.1:11434" in str(caught.value)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"text"', b"1", b"\xff", b"{" * 100_000, b'{"a": '])
def test_success_without_object_is_invalid_response(whole_caller: VerbCaller, body: bytes) -> None:
    with pytest.raises(InvalidResponseError, match="is http://127.0.0.1:11434 an Ollama server"):
        whole_caller(lambda _: httpx.Response(200, content=body), "chat", "sky", [])


def test_error_with_status_200_raises(caller: VerbCaller) -> None:
    with pytest.raises(ResponseError) as caught:
        caller(lambda _: httpx.Response(200, json={"error": "out of memory"}), "chat", "sky", [])
    assert (caught.value.error, caught.value.status_code) == ("out of memory", 200)


def test_error_on_second_line_of_whole_reply_raises(whole_caller: VerbCaller) -> None:
    body = b'{"model": "m", "done": false}\n{"error": "the remote model failed"}'
    with pytest.raises(ResponseError) as caught:
        whole_caller(lambda _: httpx.Response(200, content=body), "chat", "m", [])
    assert caught.value.error == "the remote model failed"


@pytest.mark.parametrize(
    ("scheme", "status", "body", "hinted"),
    [
        ("http", 400, "Client sent an HTTP request to an HTTPS server.", True),
        ("http", 400, "<p>The plain HTTP request was sent to HTTPS port</p>", True),
        ("https", 400, "Client sent an HTTP request to an HTTPS server.", False),
        ("http", 401, "Client sent an HTTP request to an HTTPS server.", False),
        ("http", 400, "Client sent an HTTP request.", False),
        ("http", 400, '{"error": "pull from HTTPS only"}', False),
    ],
)
def test_error_of_a_tls_server_suggests_https(scheme: str, status: int, body: str, hinted: bool) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, text=body))
    with Client(f"{scheme}://10.0.0.1", transport=transport) as client, pytest.raises(ResponseError) as caught:
        client.list()
    assert ("write https://" in caught.value.error) is hinted
    assert (caught.value.status_code, caught.value.body) == (status, body)


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (httpx.Response(302, headers={"location": "http://u:secret@10.0.0.2/x"}), "302 Found to http://10.0.0.2/x"),
        (httpx.Response(302, headers={"location": "http://u:se@secret@10.0.0.2/x"}), "302 Found to http://10.0.0.2/x"),
        (httpx.Response(302, headers={"location": "/login"}), "302 Found to /login"),
        (httpx.Response(302), "302 Found"),
        (httpx.Response(502), "502 Bad Gateway"),
        (httpx.Response(502, text=" \n"), "502 Bad Gateway"),
        (httpx.Response(599), "599"),
        (httpx.Response(500, text="no memory\n"), "no memory"),
        (httpx.Response(500, content=b"\xef\xbb\xbf" + '{"error": "café"}'.encode()), "café"),
    ],
)
def test_error_is_the_most_that_is_known(response: httpx.Response, error: str) -> None:
    client = Client("http://10.0.0.1", transport=httpx.MockTransport(lambda _: response), follow_redirects=False)
    with client, pytest.raises(ResponseError) as caught:
        client.list()
    text = caught.value.error
    assert text == error or text.startswith(f"{error}, with a page of HTML")
    assert ("HTML" in text) is bool(response.content and response.content.isspace())
    assert "secret" not in str(caught.value)
