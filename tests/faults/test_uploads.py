"""Uploads of files that change or are not regular files, and servers that respond before they have the whole body."""

from __future__ import annotations

import hashlib
import os
import socket
import socketserver
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import anyio.lowlevel
import httpcore
import pytest

from tests.backends import ASYNC_BACKENDS, VerbCaller, run
from tests.faults.calls import IGNORE_DROPPED_GENERATORS, ON_EACH_BACKEND, Outcome, observe
from tests.faults.expected import Raises, check
from tests.faults.scripted_server import VERSION_RESPONSE, Server, head, read_request, sized
from wrapper import RequestError, ResponseError
from wrapper.transport import early_responses

MEGABYTE = 1 << 20
MORE_THAN_BUFFERS = 16 * MEGABYTE
"""Bytes of which the sockets of a client and of this server hold less, even after the server read the first ones."""


class UploadServer(Server):
    """Lacks every blob, and keeps what arrives of each upload.

    `before` is called for the check for a blob, `during` after the first 64 KiB of an upload; with a response, that one
    is sent there, and the rest of the body is never read.
    """

    def __init__(
        self,
        before: Callable[[], object] = lambda: None,
        during: Callable[[], object] = lambda: None,
        response: bytes = b"",
        *,
        read_first: int = 64 << 10,
        keeps_open: bool = False,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Upload)
        self.before, self.during, self.response = before, during, response
        self.read_first, self.keeps_open = read_first, keeps_open
        self.bodies: list[bytes] = []
        self.end = Event()

    def shutdown(self) -> None:
        self.end.set()
        super().shutdown()


class _Upload(socketserver.StreamRequestHandler):
    server: UploadServer  # pyright: ignore[reportIncompatibleVariableOverride] - socketserver makes it
    connection: socket.socket

    def handle(self) -> None:
        try:
            while self.respond():
                pass
        except ConnectionError:
            pass

    def respond(self) -> bool:
        first = self.rfile.peek(4)[:4]  # type: ignore[attr-defined]  # it is a BufferedReader
        if first != b"POST":
            request = read_request(self.rfile)
            if request is None:
                return False
            if request.method == "HEAD":
                self.server.before()
            self.connection.sendall(head(404, "Content-Length: 0") if request.method == "HEAD" else VERSION_RESPONSE)
            return True
        length = 0
        while line := self.rfile.readline().strip().lower():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
        body = self.rfile.read(min(length, self.server.read_first))
        self.server.during()
        if self.server.response:
            self.connection.sendall(self.server.response)
            if self.server.keeps_open:
                self.server.end.wait()
            return False
        body += self.rfile.read(length - len(body))
        if len(body) == length:
            self.server.bodies.append(body)
            self.connection.sendall(sized("201 Created"))
        return len(body) == length


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    file = tmp_path / "weights.gguf"
    file.write_bytes(os.urandom(8 * MEGABYTE))
    return file


def upload(backend: str, server: UploadServer, path: object, verb: str = "create_blob", **parameters: Any) -> Outcome:
    arguments = (path,) if verb == "create_blob" else ("m",)
    with server.serving() as url:
        outcome = observe(VerbCaller(backend), url, verb, *arguments, **parameters)
    assert outcome.next_result == "0.34.0"
    return outcome


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "grows": (append, "changed"),
    "shrinks": (lambda path: os.truncate(path, MEGABYTE + 5), "changed"),
    "empties": (lambda path: os.truncate(path, 0), "changed"),
    "replaced by another of its size": (lambda path: path.write_bytes(bytes(8 * MEGABYTE)), "changed"),
    "vanishes": (Path.unlink, "No such file"),
    "becomes a pipe": (replace_by_pipe, "pipe"),
    "becomes a folder": (replace_by_folder, "directory"),
}


@IGNORE_DROPPED_GENERATORS
@ON_EACH_BACKEND
@pytest.mark.parametrize("name", CHANGES)
def test_file_changes_between_check_and_upload(name: str, backend: str, weights: Path) -> None:
    change, message = CHANGES[name]
    server = UploadServer(before=lambda: change(weights))
    outcome = upload(backend, server, weights, retries=2)
    check(outcome, Raises(RequestError, message))
    assert "weights.gguf" in str(outcome.error)
    assert server.bodies == []


@IGNORE_DROPPED_GENERATORS
@ON_EACH_BACKEND
@pytest.mark.parametrize("name", ["grows", "shrinks", "empties"])
def test_file_changes_during_upload(name: str, backend: str, weights: Path) -> None:
    os.truncate(weights, MORE_THAN_BUFFERS)
    change, message = CHANGES[name]
    server = UploadServer(during=lambda: change(weights))
    outcome = upload(backend, server, weights)
    check(outcome, Raises(RequestError, message))
    assert server.bodies == []


@ON_EACH_BACKEND
def test_file_that_changed_before_a_retry(backend: str, weights: Path) -> None:
    response = sized(503, {"error": "busy"}, "Retry-After: 0", "Connection: close")
    server = UploadServer(during=lambda: append(weights), response=response)
    server.read_first = 8 * MEGABYTE
    check(upload(backend, server, weights, retries=1), Raises(RequestError, "changed"))


@contextmanager
def special_files(folder: Path) -> Generator[dict[str, Path]]:
    files = {"pipe": folder / "pipe", "socket": folder / "socket", "loop": folder / "loop", "folder": folder / "folder"}
    os.mkfifo(files["pipe"])
    files["loop"].symlink_to(files["loop"])
    files["folder"].mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(files["socket"]))
        yield {
            **files,
            "endless device": Path("/dev/zero"),
            "null device": Path("/dev/null"),
            "NUL": folder / "a\0b",
            "long name": folder / ("x" * 5000),
            "below a file": Path(__file__) / "x",
            "growing without end": Path("/proc/self/maps"),  # has a size of 0, and content
        }


@ON_EACH_BACKEND
@pytest.mark.parametrize("verb", ["create_blob", "files", "named", "adapters", "modelfile"])
def test_special_file_is_request_error(verb: str, backend: str, tmp_path: Path) -> None:
    with special_files(tmp_path) as files, UploadServer().serving() as url:
        for name, path in files.items():
            if verb == "create_blob":
                outcome = observe(VerbCaller(backend), url, verb, path)
            else:
                argument: dict[str, Any] = {"files": {"a": path}} if verb == "named" else {verb: path}
                outcome = observe(VerbCaller(backend), url, "create", "m", **argument)
            assert isinstance(outcome.error, RequestError), (name, outcome.error)
            assert outcome.next_result == "0.34.0"


@ON_EACH_BACKEND
def test_unchanged_file_arrives(backend: str, weights: Path) -> None:
    server = UploadServer()
    outcome = upload(backend, server, weights)
    assert outcome.error is None
    assert server.bodies == [weights.read_bytes()]
    assert outcome.replies == [f"sha256:{hashlib.sha256(server.bodies[0]).hexdigest()}"]


@ON_EACH_BACKEND
def test_empty_file_arrives(backend: str, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    server = UploadServer()
    assert upload(backend, server, tmp_path / "empty").error is None
    assert server.bodies == [b""]


@IGNORE_DROPPED_GENERATORS
@ON_EACH_BACKEND
@pytest.mark.parametrize("keeps_open", [False, True], ids=["closes", "keeps open"])
@pytest.mark.parametrize("read_first", [0, 64 << 10, 3 * MEGABYTE])
@pytest.mark.parametrize("status", ["413 Content Too Large", "401 Unauthorized", "507 Insufficient Storage"])
def test_response_before_the_end_of_an_upload(
    status: str, read_first: int, keeps_open: bool, backend: str, weights: Path
) -> None:
    os.truncate(weights, MORE_THAN_BUFFERS)
    server = UploadServer(
        response=sized(status, {"error": "not this"}, *([] if keeps_open else ["Connection: close"])),
        read_first=read_first,
        keeps_open=keeps_open,
    )
    check(upload(backend, server, weights, timeout=10), Raises(ResponseError, "not this", int(status[:3])))


@IGNORE_DROPPED_GENERATORS
@ON_EACH_BACKEND
def test_response_before_the_end_of_a_long_prompt(backend: str) -> None:
    server = UploadServer(response=sized(413, {"error": "too long"}), read_first=0, keeps_open=True)
    with server.serving() as url:
        outcome = observe(VerbCaller(backend), url, "generate", "m", "x" * MORE_THAN_BUFFERS, timeout=10)
    check(outcome, Raises(ResponseError, "too long", 413))


@IGNORE_DROPPED_GENERATORS
@ON_EACH_BACKEND
def test_server_that_has_the_blob_meanwhile(backend: str, weights: Path) -> None:
    server = UploadServer(response=sized(200))  # it hangs up, with the body unread
    assert upload(backend, server, weights).error is None


@IGNORE_DROPPED_GENERATORS
@pytest.mark.parametrize("backend", ASYNC_BACKENDS)
@pytest.mark.parametrize("pieces", [1, 2])
def test_response_and_reset_between_the_check_for_it_and_the_write(
    pieces: int, backend: str, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_respond, has_reset = Event(), Event()
    checks: list[bool] = []

    class ResettingServer(UploadServer):
        def close_request(self, request: Any) -> None:
            super().close_request(request)
            if checks:
                has_reset.set()

    class Stream(early_responses.AsyncStream):
        def get_extra_info(self, info: str) -> Any:
            value = super().get_extra_info(info)
            if info == "is_readable" and not value and self._writes_body:
                checks.append(True)
                if len(checks) == pieces:
                    may_respond.set()
                    assert has_reset.wait(10)
            return value

    monkeypatch.setattr(early_responses, "AsyncStream", Stream)
    server = ResettingServer(
        during=lambda: may_respond.wait(10), response=sized(413, {"error": "not this"}), read_first=0
    )
    check(upload(backend, server, weights), Raises(ResponseError, "not this", 413))
    assert len(checks) >= pieces


@pytest.mark.parametrize("backend", ASYNC_BACKENDS)
def test_response_counts_when_the_socket_is_closed_before_the_write(backend: str) -> None:
    """asyncio closes its socket when it notices a reset, also between the head of a request and its body."""

    received = [b"HTTP/1.1 413 ", b""]

    class Closed:
        def get_extra_info(self, info: str) -> Any:
            return {"socket": closed}.get(info)

        async def write(self, *_: object) -> None:
            raise httpcore.WriteError("closed")

        async def read(self, *_: object) -> bytes:
            await anyio.lowlevel.checkpoint()
            return received.pop(0)

    async def write() -> bytes:
        stream = early_responses.AsyncStream(Closed(), httpcore)
        with pytest.raises(httpcore.WriteError):
            await stream.write(bytes(MEGABYTE))
        return await stream.read(99)

    with socket.socket() as closed:
        pass
    assert run(backend, write) == b"HTTP/1.1 413 "


@ON_EACH_BACKEND
def test_interim_response_does_not_end_an_upload(backend: str, weights: Path) -> None:
    server = UploadServer()
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    respond = _Upload.respond

    class Interim(_Upload):
        def respond(self) -> bool:
            self.connection.sendall(interim)
            return respond(self)

    server.RequestHandlerClass = Interim
    assert upload(backend, server, weights).error is None
    assert server.bodies == [weights.read_bytes()]
