"""An error that httpx caused is also httpx's own, so that `except httpx.ConnectError` around a call works."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import httpx
import pytest

import wrapper
from tests.backends import VerbCaller
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)

from .conftest import lines, ndjson

BEFORE_THE_RESPONSE = [
    (httpx.ConnectError, ServerConnectionError),
    (httpx.ReadError, ServerConnectionError),
    (httpx.WriteError, ServerConnectionError),
    (httpx.CloseError, ServerConnectionError),
    (httpx.ProxyError, ServerConnectionError),
    (httpx.RemoteProtocolError, ServerConnectionError),
    (httpx.ConnectTimeout, ServerTimeoutError),
    (httpx.ReadTimeout, ServerTimeoutError),
    (httpx.WriteTimeout, ServerTimeoutError),
    (httpx.PoolTimeout, ServerTimeoutError),
    (httpx.UnsupportedProtocol, RequestError),
    (httpx.LocalProtocolError, RequestError),
    (httpx.InvalidURL, RequestError),
]
IN_THE_MIDDLE = [
    (httpx.ReadError, IncompleteResponseError),
    (httpx.CloseError, IncompleteResponseError),
    (httpx.RemoteProtocolError, IncompleteResponseError),
    (httpx.ReadTimeout, ServerTimeoutError),
    (httpx.DecodingError, InvalidResponseError),
]


def refusal(caller: VerbCaller, cause: Exception) -> OllamaError:
    def answer(request: httpx.Request) -> httpx.Response:
        raise cause

    with pytest.raises(OllamaError) as caught:
        caller(answer, "chat", "m", settings={"api_key": "sk-secret"})
    return caught.value


def interruption(caller: VerbCaller, cause: Exception) -> OllamaError:
    part = lines({"message": {"role": "assistant", "content": "Hel"}, "done": False})
    with pytest.raises(OllamaError) as caught:
        caller(lambda _: ndjson(part, cause), "chat", "m")
    return caught.value


@pytest.mark.parametrize(("theirs", "ours"), BEFORE_THE_RESPONSE)
def test_connection_errors_are_also_those_of_httpx(caller: VerbCaller, theirs: Any, ours: type[OllamaError]) -> None:
    error = refusal(caller, theirs("no"))
    assert isinstance(error, theirs)
    assert isinstance(error, ours)
    assert type(error).__name__ == ours.__name__
    assert repr(error).startswith(f"{ours.__name__}(")
    if issubclass(theirs, httpx.RequestError):
        assert isinstance(error, httpx.HTTPError)
        assert error.request.url.path == "/api/chat"
        assert "authorization" not in error.request.headers


@pytest.mark.parametrize(("theirs", "ours"), IN_THE_MIDDLE)
def test_read_errors_are_also_those_of_httpx(caller: VerbCaller, theirs: Any, ours: type[OllamaError]) -> None:
    error = interruption(caller, theirs("no"))
    assert isinstance(error, theirs)
    assert isinstance(error, ours)
    assert isinstance(error, httpx.RequestError)
    assert error.request.url.path == "/api/chat"
    if caller.streamed:
        assert isinstance(error, OllamaError)
        assert error.partial.message.content == "Hel"


@pytest.mark.parametrize("cause", [httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full"), httpx.ReadTimeout("slow")])
def test_timeouts_report_whether_they_were_connecting(caller: VerbCaller, cause: httpx.TimeoutException) -> None:
    error = refusal(caller, cause)
    assert isinstance(error, ServerTimeoutError)
    assert error.is_connecting != isinstance(cause, httpx.ReadTimeout)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_httpx_errors_pickle_without_credentials(caller: VerbCaller, protocol: int) -> None:
    for error in (refusal(caller, httpx.ConnectTimeout("slow")), interruption(caller, httpx.ReadError("cut"))):
        pickled = pickle.dumps(error, protocol)
        for again in (copy.copy(error), pickle.loads(pickled)):  # noqa: S301 - what we pickled ourselves
            assert type(again) is type(error)
            assert str(again) == str(error)
            assert isinstance(again, httpx.RequestError)
            assert again.request.url.path == "/api/chat"
            assert vars(again).keys() == vars(error).keys()
        assert b"sk-secret" not in pickled


def test_closed_port_raises_httpx_connect_error() -> None:
    with wrapper.Client("http://127.0.0.1:9") as client:
        with pytest.raises(httpx.ConnectError):
            client.list()
        with pytest.raises(httpx.TransportError):
            client.chat("m", stream=True)
        with pytest.raises(ConnectionError):
            client.list()


@pytest.mark.parametrize("host", [f"http://{'a' * 64}.test:9", "http://example..test:9"])
def test_name_that_cannot_be_looked_up_raises_connect_error(caller: VerbCaller, host: str) -> None:
    with pytest.raises(ServerConnectionError, match="Failed to connect to Ollama") as caught:
        caller(host, "chat", "m")
    assert isinstance(caught.value, httpx.ConnectError)
    assert caught.value.request.method == "POST"
    assert caught.value.request.url.path == "/api/chat"


@pytest.mark.parametrize(("settings", "followed"), [({}, 10), ({"max_redirects": 3}, 3), ({"max_redirects": 0}, 0)])
def test_too_many_redirects_raise_httpx_error(caller: VerbCaller, settings: dict[str, Any], followed: int) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(307, headers={"location": "/again"})

    with pytest.raises(ResponseError, match=f"307 .* to /again, after {followed} redirects") as caught:
        caller(answer, "chat", "m", settings={"api_key": "sk-secret", **settings})
    assert len(seen) == followed + 1
    error = caught.value
    assert isinstance(error, httpx.TooManyRedirects)
    assert error.request.url.path in ("/api/chat", "/again")
    assert "authorization" not in error.request.headers
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what we pickled ourselves
    assert (type(again), again.status_code, again.headers) == (type(error), 307, error.headers)


@pytest.mark.parametrize(("reads", "message"), [(True, "no model"), (False, "404 Not Found")])
def test_status_error_of_an_event_hook_is_a_response_error(caller: VerbCaller, reads: bool, message: str) -> None:
    def raise_for_status(response: httpx.Response) -> None:
        if reads:
            response.read()
        response.raise_for_status()

    async def raise_for_status_async(response: httpx.Response) -> None:
        if reads:
            await response.aread()
        response.raise_for_status()

    hook = raise_for_status if caller.backend == "sync" else raise_for_status_async
    with pytest.raises(ResponseError) as caught:
        caller(
            lambda _: httpx.Response(404, stream=httpx.ByteStream(b'{"error": "no model"}')),
            "chat",
            "m",
            settings={"event_hooks": {"response": [hook]}},
        )
    assert (caught.value.error, caught.value.status_code) == (message, 404)


@pytest.mark.parametrize("client", [wrapper.Client, wrapper.AsyncClient])
def test_invalid_host_raises_httpx_invalid_url(client: Any) -> None:
    with pytest.raises(RequestError) as caught:
        client("http://h\x00")
    assert isinstance(caught.value, httpx.InvalidURL)
