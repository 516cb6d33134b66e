"""What may go wrong between a server and its client.

A fault changes one answer: what it says, or its bytes on the wire.
"""

from __future__ import annotations

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..http.json import encode
from ..http.server import Cut, Hold, Item, Response, Wait
from .limits import at_least

Body = Generator[Item]


class Fault(ABC):
    """Something that goes wrong with one answer."""

    @abstractmethod
    def change(self, answer: Response) -> Response:
        """Give the answer that is sent instead."""


@dataclass(frozen=True)
class Respond(Fault):
    """Another answer altogether, with a status, a body and headers of its own. The request is not looked at."""

    status: int
    body: bytes | str | Mapping[str, object] = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        at_least(100, status=self.status)
        if not isinstance(self.body, (bytes, str, Mapping)):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped
            raise TypeError(f"the body must be bytes, a text or a dict, not {self.body!r}")

    def change(self, answer: Response) -> Response:  # noqa: ARG002 - it is the answer that is not given
        kind = "application/json; charset=utf-8"
        if isinstance(self.body, str):
            body = self.body.encode()
            kind = "text/html; charset=utf-8" if self.body.startswith("<") else "text/plain; charset=utf-8"
        else:
            body = self.body if isinstance(self.body, bytes) else encode(dict(self.body))
        return Response(self.status, body, {**({"Content-Type": kind} if body else {}), **self.headers})


def error(status: int, text: str, **headers: str) -> Respond:
    """An error as the server tells it. Headers go by keyword: `retry_after="1"`."""
    return Respond(status, {"error": text}, {name.replace("_", "-").title(): value for name, value in headers.items()})


def html(status: int = 502, page: str = "<html><body><h1>502 Bad Gateway</h1></body></html>") -> Respond:
    """A page of HTML, as proxies give it."""
    return Respond(status, page)


def redirect(location: str, status: int = 307) -> Respond:
    """Send the client elsewhere."""
    return Respond(status, b"", {"Location": location})


@dataclass(frozen=True)
class Delay(Fault):
    """Wait: `before` the answer begins, and `between` two chunks of a stream, in seconds."""

    before: float = 0.0
    between: float = 0.0

    def __post_init__(self) -> None:
        at_least(0, before=self.before, between=self.between)

    def change(self, answer: Response) -> Response:
        if self.between:
            answer = _with_body(answer, self._slowed)
        if self.before:
            _on_wire(answer, lambda items: _chain([Wait(self.before)], items))
        return answer

    def _slowed(self, body: Iterable[Item]) -> Body:
        for number, item in enumerate(body):
            if number:
                yield Wait(self.between)
            yield item


class Gate(Fault):
    """Stop a stream after so many chunks until the test opens the gate; `reached` is set as soon as it stands there."""

    def __init__(self, after: int = 0) -> None:
        at_least(0, after=after)
        self._after = after
        self._opened = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._is_open = False
        self.reached = threading.Event()

    def open(self) -> None:
        """Let the stream go on. Opening early is opening."""
        with self._lock:
            self._is_open = True
            loop = self._loop
        if loop and not loop.is_closed():
            loop.call_soon_threadsafe(self._opened.set)

    def change(self, answer: Response) -> Response:
        return _with_body(answer, self._gated)

    def _gated(self, body: Iterable[Item]) -> Body:
        yield from _insert(body, self._after, [Hold(self._opened, self._reach)])

    def _reach(self) -> None:
        with self._lock:
            self._loop = asyncio.get_running_loop()
            if self._is_open:
                self._opened.set()
        self.reached.set()


@dataclass(frozen=True)
class ErrorLine(Fault):
    """End a stream with an error line after so many chunks. A stream of events just ends, as it can't tell an error."""

    after: int = 1
    text: str = "an error was encountered while running the model"

    def __post_init__(self) -> None:
        at_least(0, after=self.after)

    def change(self, answer: Response) -> Response:
        of_events = answer.headers.get("Content-Type") == "text/event-stream"
        line = [] if of_events else [encode({"error": self.text}) + b"\n"]
        return _with_body(answer, lambda body: _insert(body, self.after, [*line], ends=True))


@dataclass(frozen=True)
class InjectLine(Fault):
    """Put a line of any bytes into a stream after so many chunks; the stream goes on behind it."""

    line: bytes = b"{this is no JSON\n"
    after: int = 1

    def __post_init__(self) -> None:
        at_least(0, after=self.after)
        if not isinstance(self.line, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]  # what is untyped, too
            raise TypeError(f"the line must be bytes, not {self.line!r}")

    def change(self, answer: Response) -> Response:
        return _with_body(answer, lambda body: _insert(body, self.after, [self.line]))


@dataclass(frozen=True)
class Truncate(Fault):
    """End a stream in good order after so many chunks: what has been sent is well-formed, but `done` never comes."""

    after: int = 1

    def __post_init__(self) -> None:
        at_least(0, after=self.after)

    def change(self, answer: Response) -> Response:
        return _with_body(answer, lambda body: _insert(body, self.after, [], ends=True))


@dataclass(frozen=True)
class Disconnect(Fault):
    """Close the connection after so many chunks of the body, or bytes of the answer; `reset` slams it shut."""

    chunks: int | None = None
    bytes: int | None = None
    reset: bool = False

    def __post_init__(self) -> None:
        at_least(0, chunks=self.chunks, bytes=self.bytes)
        if self.chunks is not None and self.bytes is not None:
            raise ValueError(f"chunks={self.chunks} or bytes={self.bytes}, not both")

    def change(self, answer: Response) -> Response:
        if self.bytes is not None or self.chunks is None:
            _on_wire(answer, self._cut)
            return answer
        return _with_body(answer, lambda body: _insert(body, self.chunks or 0, [Cut(self.reset)]))

    def _cut(self, items: Iterator[Item]) -> Iterator[Item]:
        left = self.bytes or 0
        for item in items:
            if isinstance(item, bytes):
                item, left = item[:left], left - len(item)
            if item:
                yield item
            if left <= 0:
                break
        yield Cut(self.reset)


@dataclass(frozen=True)
class Split(Fault):
    """Cut the body into pieces of so many bytes, in the middle of lines and of characters, each a chunk of its own."""

    size: int = 1

    def __post_init__(self) -> None:
        at_least(1, size=self.size)

    def change(self, answer: Response) -> Response:
        return _with_body(answer, self._cut)

    def _cut(self, body: Iterable[Item]) -> Body:
        for item in body:
            if isinstance(item, bytes):
                for start in range(0, len(item), self.size):
                    yield item[start : start + self.size]
            else:
                yield item


@dataclass(frozen=True)
class SlowHead(Fault):
    """Send the status line and the headers in pieces, with a pause after each."""

    pause: float = 0.01
    size: int = 16

    def __post_init__(self) -> None:
        at_least(0, pause=self.pause)
        at_least(1, size=self.size)

    def change(self, answer: Response) -> Response:
        _on_wire(answer, self._slowed)
        return answer

    def _slowed(self, items: Iterator[Item]) -> Iterator[Item]:
        head = next(items)
        if isinstance(head, bytes):
            for start in range(0, len(head), self.size):
                yield head[start : start + self.size]
                yield Wait(self.pause)
        else:
            yield head
        yield from items


@dataclass(frozen=True)
class CloseDelimited(Fault):
    """Leave the length of the body out: it ends where the connection does."""

    def change(self, answer: Response) -> Response:
        answer.until_close = True
        return answer


def _insert(body: Iterable[Item], after: int, items: list[Item], *, ends: bool = False) -> Body:
    """Put items behind the first `after` chunks; what follows is dropped if that `ends` it."""
    count = 0
    iterator = iter(body)
    while count < after:
        item = next(iterator, None)
        if item is None:
            break
        yield item
        count += isinstance(item, bytes)
    yield from items
    if not ends:
        yield from iterator


def _chain(first: Iterable[Item], rest: Iterator[Item]) -> Iterator[Item]:
    yield from first
    yield from rest


def _with_body(answer: Response, change: Callable[[Iterable[Item]], Body]) -> Response:
    """The answer with its body changed; one that had a length is sent in chunks then."""
    body = answer.body
    if isinstance(body, bytes):
        answer.body = change([body] if body else [])
    else:
        answer.body = _closing(body, change)
    return answer


def _closing(body: Body, change: Callable[[Iterable[Item]], Body]) -> Body:
    try:
        yield from change(body)
    finally:
        body.close()


def _on_wire(answer: Response, change: Callable[[Iterator[Item]], Iterator[Item]]) -> None:
    before = answer.wire
    answer.wire = (lambda items: change(before(items))) if before else change
