"""The server starts and stops cleanly, speaks HTTP, and notices clients that disconnect."""

import errno
import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import pytest

from tests.unit.testing.conftest import SKY, WHY, Http
from wrapper.testing import Disconnect, FakeOllama, Gate, Respond, UnknownRequest


@contextmanager
def connected(fake: FakeOllama) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", int(fake.url.rsplit(":", 1)[1])), timeout=30) as connection:
        yield connection


def talk(fake: FakeOllama, request: bytes) -> bytes:
    """Send raw bytes, and give all that comes back until the server closes."""
    with connected(fake) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
    return answer


def test_serves_between_enter_and_exit() -> None:
    with FakeOllama() as fake:
        url = fake.url
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(url, trust_env=False).text == "Ollama is running"
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)
    with pytest.raises(RuntimeError, match="not running"):
        _ = fake.url


def test_stop_leaves_no_thread_or_socket() -> None:
    before = set(threading.enumerate())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with FakeOllama() as fake, connected(fake) as idle, connected(fake) as streaming:
            streaming.sendall(
                b"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 36\r\n\r\n"
                b'{"model": "endless", "prompt": "go"}'
            )
            assert streaming.recv(4096).startswith(b"HTTP/1.1 200 OK")
            assert idle.fileno() > 0
        gc.collect()
    assert not set(threading.enumerate()) - before
    assert not [warning for warning in caught if issubclass(warning.category, ResourceWarning)]


def test_taken_port_raises_at_once() -> None:
    with FakeOllama() as fake, pytest.raises(OSError) as caught:
        FakeOllama(port=int(fake.url.rsplit(":", 1)[1])).start()
    assert caught.value.errno == errno.EADDRINUSE


def test_restart_keeps_port_and_models() -> None:
    fake = FakeOllama().start()
    url = fake.url
    fake.add_model("mine")
    fake.stop()
    with fake:
        assert fake.url == url
        assert "mine" in fake.models


def test_stop_is_quiet_while_clients_connect(caplog: pytest.LogCaptureFixture) -> None:
    fake = FakeOllama().start()
    address = ("127.0.0.1", int(fake.url.rsplit(":", 1)[1]))
    enough = threading.Event()

    def connect() -> None:
        while not enough.is_set():
            with suppress(OSError), socket.create_connection(address, timeout=30):
                pass

    with warnings.catch_warnings(record=True) as caught, ThreadPoolExecutor() as threads:
        warnings.simplefilter("always")
        connecting = threads.submit(connect)
        for _ in range(20):
            fake.stop()
            fake.start()
        enough.set()
        connecting.result()
        fake.stop()
        gc.collect()
    assert caplog.messages == []
    assert [str(warning.message) for warning in caught] == []


def test_stop_twice() -> None:
    fake = FakeOllama().start()
    fake.stop()
    fake.stop()


def test_connection_carries_many_requests(fake: FakeOllama) -> None:
    answer = talk(
        fake,
        b"GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n"
        b"GET /api/version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    )
    assert answer.count(b'{"version":"0.34.0"}') == 2


def test_chunked_request_body_is_read(fake: FakeOllama) -> None:
    body = b'8\r\n{"model"\r\n9;x=y\r\n:"embedd\r\n6\r\ner"}  \r\n0\r\nTrailer: x\r\n\r\n'.replace(b"9;x=y", b"8;x=y")
    head = b"POST /api/embed HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert b'{"model":"embedder","embeddings":[]}' in talk(fake, head + body)


def test_expect_100_continue_is_answered(fake: FakeOllama) -> None:
    with connected(fake) as connection:
        connection.sendall(
            b"POST /api/show HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        )
        assert connection.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 Bad Request")


def test_http_1_0_stream_ends_with_the_connection(fake: FakeOllama) -> None:
    body = b'{"model":"sky","prompt":"x"}'
    answer = talk(fake, b"POST /api/generate HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    head, _, lines = answer.partition(b"\r\n\r\n")
    assert b"Transfer-Encoding" not in head
    assert b"Connection: close" in head
    assert lines.count(b"\n") == 9


@pytest.mark.parametrize(
    "nonsense",
    [
        b"hello\r\n\r\n",
        b"GET / FTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ],
)
def test_invalid_http_is_refused_and_the_server_goes_on(fake: FakeOllama, nonsense: bytes) -> None:
    assert talk(fake, nonsense).startswith(b"HTTP/1.1 400 Bad Request")
    assert httpx.get(fake.url, trust_env=False).status_code == 200


def test_each_line_of_a_stream_is_one_chunk(fake: FakeOllama) -> None:
    body = b'{"model":"sky","prompt":"x"}'
    answer = talk(
        fake, b"POST /api/generate HTTP/1.1\r\nHost: x.local\r\nConnection: close\r\nContent-Length: 28\r\n\r\n" + body
    )
    assert answer.count(b'\r\n{"model"') == 9
    assert answer.endswith(b"\r\n0\r\n\r\n")


def test_disconnect_amid_a_stream_is_noticed(fake: FakeOllama) -> None:
    with httpx.Client(base_url=fake.url, trust_env=False) as client:
        with client.stream("POST", "/api/chat", json={"model": "endless", "messages": WHY}) as response:
            next(response.iter_bytes())
        (seen,) = fake.requests
        seen.wait()
    assert seen.client_disconnected
    assert seen.ended
    assert 0 < seen.chunks < 40_961


def test_disconnect_before_the_first_byte_is_noticed(fake: FakeOllama) -> None:
    gate = Gate()
    fake.fail(gate)
    body = b'{"model":"sky","prompt":"x"}'
    with connected(fake) as connection:
        connection.sendall(b"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 28\r\n\r\n" + body)
        assert gate.reached.wait(30)
    (seen,) = fake.requests
    seen.wait()
    assert seen.client_disconnected
    assert seen.chunks == 0


def test_concurrent_streams_are_complete(fake: FakeOllama) -> None:
    gates = [Gate(after=1) for _ in range(40)]
    for gate in gates:
        fake.fail(gate)
    texts: list[str] = []

    def ask() -> None:
        http = Http(fake.url)
        texts.append(
            "".join(line["message"]["content"] for line in http.lines("/api/chat", {"model": "sky", "messages": WHY}))
        )
        http.client.close()

    threads = [threading.Thread(target=ask) for _ in gates]
    for thread in threads:
        thread.start()
    for gate in gates:  # all forty are under way before the first may end
        assert gate.reached.wait(30)
    for gate in gates:
        gate.open()
    for thread in threads:
        thread.join()
    assert texts == [SKY] * 40


def test_requests_are_recorded(fake: FakeOllama, http: Http) -> None:
    http.post("/api/chat?x=1", {"model": "sky", "messages": WHY}, headers={"X-Extra": "1"})
    http.get("/api/version")
    chat, version = fake.wait_for_requests(2)
    assert (chat.method, chat.path, chat.query, chat.headers["x-extra"]) == ("POST", "/api/chat", "x=1", "1")
    assert chat.json["messages"] == WHY
    chat.wait()
    assert (chat.status, chat.chunks, chat.client_disconnected) == (200, 9, False)
    assert version.body == b""


def test_wait_times_out(fake: FakeOllama, http: Http) -> None:
    with pytest.raises(TimeoutError, match="0 of 1"):
        fake.wait_for_requests(1, timeout=0.01)
    gate = Gate()
    fake.fail(gate)
    with http.client.stream("GET", "/api/version"):
        (seen,) = fake.wait_for_requests(1)
        with pytest.raises(TimeoutError, match="GET /api/version"):
            seen.wait(timeout=0.01)
        gate.open()
    seen.wait()


def test_strict_server_raises_unknown_request() -> None:
    def ask() -> None:
        with FakeOllama(strict=True) as fake:
            httpx.get(f"{fake.url}/api/nothing", trust_env=False)
            httpx.delete(f"{fake.url}/api/chat", trust_env=False)
            httpx.post(f"{fake.url}/api/chatt?x=y", trust_env=False)

    with pytest.raises(UnknownRequest) as told:
        ask()
    assert str(told.value).split("\n") == [
        "GET /api/nothing: FakeOllama has no such route",
        "DELETE /api/chat: FakeOllama has no such route; it takes POST",
        "POST /api/chatt?x=y: FakeOllama has no such route; did you mean /api/chat?",
    ]


def test_error_of_the_test_comes_first() -> None:
    def ask() -> None:
        with FakeOllama(strict=True) as fake:
            httpx.get(f"{fake.url}/api/nothing", trust_env=False)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.x\r\nHost: a.local", b"400 Bad Request"),
        (b"GET / HTTP/1.1", b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nHost: a.local\r\nX: a\x00b", b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nHost: a.local\r\nHost: a.local", b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nHost: a.local\r\nX : y", b"400 Bad Request"),
        (b"POST / HTTP/1.1\r\nHost: a.local\r\nContent-Length: 1\r\nContent-Length: 2", b"400 Bad Request"),
        (b"POST / HTTP/1.1\r\nHost: a.local\r\nTransfer-Encoding: gzip", b"501 Not Implemented"),
    ],
)
def test_invalid_head_is_refused(fake: FakeOllama, head: bytes, status: bytes) -> None:
    assert talk(fake, head + b"\r\n\r\n").startswith(b"HTTP/1.1 " + status)


def test_head_without_end_is_refused(fake: FakeOllama) -> None:
    head = b"GET / HTTP/1.1\r\nHost: a.local\r\nX: " + b"y" * (1 << 20)
    assert talk(fake, head).startswith(b"HTTP/1.1 431 Request Header Fields Too Large")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /api/version HTTP/1.1\nHost: a.local\nConnection: close\n\n",
        b"GET http://a.local/api/version HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n",
        b"GET /api/version?%zz HTTP/1.1\r\nHost: a.local\r\nX: y\r\n z\r\nConnection: close\r\n\r\n",
        b"GET /api/version HTTP/1.0\r\n\r\n",
    ],
)
def test_rare_forms_of_http_are_understood(fake: FakeOllama, head: bytes) -> None:
    answer = talk(fake, head)
    assert answer.split(b" ", 1)[1].startswith(b"200 OK")
    assert b'{"version"' in answer


def test_connection_close_is_confirmed(fake: FakeOllama) -> None:
    lines = talk(fake, b"GET / HTTP/1.1\r\nHost: a.local\r\nConnection: close\r\n\r\n").split(b"\r\n")
    assert b"Connection: close" in lines


def test_disconnect_after_the_whole_response_closes_the_connection(fake: FakeOllama) -> None:
    fake.fail(Disconnect(bytes=1_000_000))
    assert b'{"version"' in talk(fake, b"GET /api/version HTTP/1.1\r\nHost: a.local\r\n\r\n")


def test_body_of_another_length_than_declared_ends_the_connection(fake: FakeOllama) -> None:
    fake.fail(Respond(200, b"abc", {"Content-Length": "10"}))
    answer = talk(fake, b"GET / HTTP/1.1\r\nHost: a.local\r\n\r\n")
    assert answer.endswith(b"\r\n\r\nabc")
    assert httpx.get(fake.url, trust_env=False).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:x", 200),
        ("[::1]:80", 200),
        ("::1", 200),
        ("192.168.1.2", 200),
        ("[::1]", 403),
        ("169.254.1.1", 403),
        ("192.0.2.1", 403),
    ],
)
def test_only_local_hosts_are_allowed(http: Http, host: str, status: int) -> None:
    assert http.get("/api/version", headers={"Host": host}).status_code == status


def test_browser_extension_is_not_allowed(http: Http) -> None:
    assert http.get("/api/version", headers={"Origin": "chrome-extension://x"}).status_code == 403
