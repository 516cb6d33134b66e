"""Clients that do only what no client can do without: the floors of the measures.

`HTTPXAlone` sends and reads with httpx and parses nothing. `Bare` is a socket, the least parsing of HTTP that works
with the server of the benchmarks, and orjson. They have as much of a client's interface as the tasks need. Imports are
in the functions, because the memory of each client is measured.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class HTTPXAlone:
    """An httpx client; a reply is its bytes."""

    def __init__(self, url: str) -> None:
        import httpx

        self._http = httpx.Client(base_url=url, timeout=None)  # noqa: S113 - the official client has none either

    def chat(self, *, stream: bool = False, **request: Any) -> Any:
        """Return a reply, or iterate over those of a stream."""
        return self._stream(request) if stream else self._http.post("/api/chat", json=request).content

    def embed(self, **request: Any) -> bytes:
        """Return a reply."""
        return self._http.post("/api/embed", json=request).content

    def _stream(self, request: dict[str, Any]) -> Iterator[bytes]:
        with self._http.stream("POST", "/api/chat", json=request) as response:
            yield from response.iter_bytes()


class AsyncHTTPXAlone:
    """The async client of httpx, for streams."""

    def __init__(self, url: str) -> None:
        import httpx

        self._http = httpx.AsyncClient(base_url=url, timeout=None)  # noqa: S113 - the official client has none either

    async def chat(self, **request: Any) -> AsyncIterator[bytes]:
        """Iterate over the replies of a stream."""
        return self._stream(request)

    async def _stream(self, request: dict[str, Any]) -> AsyncIterator[bytes]:
        async with self._http.stream("POST", "/api/chat", json=request) as response:
            async for piece in response.aiter_bytes():
                yield piece


class _Bare:
    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self._address, self._idle, self._orjson = (host, int(port)), list[Any](), import_module("orjson")

    def _request(self, path: bytes, request: dict[str, Any]) -> bytes:
        body = self._orjson.dumps(request)
        return b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (path, len(body), body)

    def _parse(self, lines: list[bytes]) -> list[Any]:
        loads = self._orjson.loads
        return [loads(line) for line in lines if line.startswith(b"{")]


class Bare(_Bare):
    """A client of one socket for each concurrent call."""

    def chat(self, *, stream: bool = False, **request: Any) -> Any:
        """Return a reply, or iterate over those of a stream."""
        return self._stream(request) if stream else self._call(b"/api/chat", request)

    def embed(self, **request: Any) -> Any:
        """Return a reply."""
        return self._call(b"/api/embed", request)

    def _send(self, path: bytes, request: dict[str, Any]) -> Any:
        connection = self._idle.pop() if self._idle else import_module("socket").create_connection(self._address)
        connection.sendall(self._request(path, request))
        return connection

    def _call(self, path: bytes, request: dict[str, Any]) -> Any:
        connection = self._send(path, request)
        head, _, received = connection.recv(1 << 16).partition(b"\r\n\r\n")
        left = int(head.rpartition(b" ")[2]) - len(received)  # the last field is Content-Length
        pieces = [received]
        while left > 0:
            pieces.append(connection.recv(1 << 20))
            left -= len(pieces[-1])
        self._idle.append(connection)
        return self._orjson.loads(b"".join(pieces))

    def _stream(self, request: dict[str, Any]) -> Iterator[Any]:
        connection, lines, rest = self._send(b"/api/chat", request), list[bytes](), b""
        while b"0\r" not in lines[-2:]:  # the line of the last chunk of HTTP
            *lines, rest = (rest + connection.recv(1 << 16)).split(b"\n")
            yield from self._parse(lines)
        self._idle.append(connection)


class AsyncBare(_Bare):
    """A client on the streams of asyncio, for streams."""

    async def chat(self, **request: Any) -> AsyncIterator[Any]:
        """Iterate over the replies of a stream."""
        return self._stream(request)

    async def _stream(self, request: dict[str, Any]) -> AsyncIterator[Any]:
        reader, writer = (
            self._idle.pop() if self._idle else await import_module("asyncio").open_connection(*self._address)
        )
        writer.write(self._request(b"/api/chat", request))
        lines, rest = list[bytes](), b""
        while b"0\r" not in lines[-2:]:
            *lines, rest = (rest + await reader.read(1 << 16)).split(b"\n")
            for reply in self._parse(lines):
                yield reply
        self._idle.append((reader, writer))
