"""Faults: what can go wrong between a server and its client.

A fault changes one response: what it contains, or its bytes on the wire.
"""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from ..http.json import encode
from ..http.server import Cut, Hold, Item, Response, Wait


def at_least(least: int, **numbers: object) -> None:
    """Raise ValueError or TypeError, with the name, for a value that is less or not a number. None is allowed."""
    for name, number in numbers.items():
        if number is None:
            continue
        if isinstance(number, bool) or not isinstance(number, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped callers
            raise TypeError(f"{name} must be a number, not {number!r}")
        if not number >= least:
            raise ValueError(f"{name} must be at least {least}, not {number!r}")


Body = Generator[Item]
_LEAST = {**dict.fromkeys(("before", "between", "after", "chunks", "bytes", "pause"), 0), "size": 1, "status": 200}


class Fault(ABC):
    """Something that goes wrong with one response."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if name in _LEAST:
                at_least(_LEAST[name], **{name: value})

    @abstractmethod
    def change(self, response: Response) -> Response:
        """Return the response to send."""


@dataclass(frozen=True)
class Respond(Fault):
    """Respond with this status, body and headers. The request is not handled."""

    status: int
    body: bytes | str | Mapping[str, object] = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.body, (bytes, str, Mapping)):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped
            raise TypeError(f"the body must be bytes, a string or a dict, not {self.body!r}")

    def change(self, response: Response) -> Response:  # noqa: ARG002 - it is replaced
        """Return a new response."""
        kind = "application/json; charset=utf-8"
        if isinstance(self.body, str):
            body = self.body.encode()
            kind = "text/html; charset=utf-8" if self.body.startswith("<") else "text/plain; charset=utf-8"
        else:
            body = self.body if isinstance(self.body, bytes) else encode(dict(self.body))
        return Response(self.status, body, {**({"Content-Type": kind} if body else {}), **self.headers})


def error(status: int, text: str, **headers: str) -> Respond:
    """Return an error in the server's format. Headers are keywords: `retry_after="1"`."""
    return Respond(status, {"error": text}, {name.replace("_", "-").title(): value for name, value in headers.items()})


def html(status: int = 502, page: str = "<html><body><h1>502 Bad Gateway</h1></body></html>") -> Respond:
    """Return an HTML page, as proxies send it."""
    return Respond(status, page)


def redirect(location: str, status: int = 307) -> Respond:
    """Return a redirect."""
    return Respond(status, b"", {"Location": location})


class _BodyFault(Fault):
    """A fault that changes the items of the body."""

    def change(self, response: Response) -> Response:
        """Return the response with a changed body, sent in chunks."""
        body = response.body
        response.body = self._change([body] if body else []) if isinstance(body, bytes) else self._closing(body)
        return response

    def _closing(self, body: Body) -> Body:
        try:
            yield from self._change(body)
        finally:
            body.close()

    @abstractmethod
    def _change(self, body: Iterable[Item]) -> Body: ...


class _WireFault(Fault):
    """A fault that changes the bytes on the wire."""

    def change(self, response: Response) -> Response:
        """Return the response with changed bytes."""
        before = response.wire
        response.wire = (lambda items: self._change_wire(before(items))) if before else self._change_wire
        return response

    @abstractmethod
    def _change_wire(self, items: Iterator[Item]) -> Iterator[Item]: ...


@dataclass(frozen=True)
class Delay(_BodyFault, _WireFault):
    """Wait `before` the response begins, and `between` two chunks of a stream, in seconds."""

    before: float = 0.0
    between: float = 0.0

    def change(self, response: Response) -> Response:
        """Return the response with pauses."""
        response = _BodyFault.change(self, response) if self.between else response
        return _WireFault.change(self, response) if self.before else response

    def _change(self, body: Iterable[Item]) -> Body:
        for number, item in enumerate(body):
            if number:
                yield Wait(self.between)
            yield item

    def _change_wire(self, items: Iterator[Item]) -> Iterator[Item]:
        return chain([Wait(self.before)], items)


class Gate(_BodyFault):
    """Stop a stream after so many chunks until the test opens the gate. `reached` is set as soon as it has stopped."""

    def __init__(self, after: int = 0) -> None:
        at_least(0, after=after)
        self._after = after
        self._opened = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._is_open = False
        self.reached: threading.Event = threading.Event()

    def open(self) -> None:
        """Let the stream go on, also if it has not reached the gate yet."""
        with self._lock:
            self._is_open = True
            loop = self._loop
        if loop and not loop.is_closed():
            loop.call_soon_threadsafe(self._opened.set)

    def _change(self, body: Iterable[Item]) -> Body:
        return _insert(body, self._after, [Hold(self._opened, self._reach)])

    def _reach(self) -> None:
        with self._lock:
            self._loop = asyncio.get_running_loop()
            if self._is_open:
                self._opened.set()
        self.reached.set()


@dataclass(frozen=True)
class InjectLine(_BodyFault):
    """Put a line of any bytes into a stream after so many chunks. The stream goes on after it."""

    line: bytes = b"{this is no JSON\n"
    after: int = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.line, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped callers
            raise TypeError(f"the line must be bytes, not {self.line!r}")

    def _change(self, body: Iterable[Item]) -> Body:
        return _insert(body, self.after, [self.line])


@dataclass(frozen=True)
class Truncate(_BodyFault):
    """End a stream properly after so many chunks: what was sent is well-formed, but `done` never comes."""

    after: int = 1

    def _change(self, body: Iterable[Item]) -> Body:
        return _insert(body, self.after, [], ends=True)


@dataclass(init=False)
class ErrorLine(Fault):
    """End a stream with an error line after so many chunks. A stream of events just ends, as it has no error line.

    Without a name, a string is the text and a number is `after`.

    Example:
        fake.fail(ErrorLine("out of memory", after=2))
    """

    text: str
    after: int

    def __init__(
        self, text: str | int = "an error was encountered while running the model", after: int | str = 1
    ) -> None:
        if isinstance(text, int):
            text, after = after if isinstance(after, str) else ErrorLine().text, text
        at_least(0, after=after)
        self.text, self.after = text, int(after)

    def change(self, response: Response) -> Response:
        """Return the response with the error line at its end."""
        response = Truncate(self.after).change(response)
        if response.headers.get("Content-Type") == "text/event-stream":
            return response
        return InjectLine(encode({"error": self.text}) + b"\n", self.after).change(response)


@dataclass(frozen=True)
class Disconnect(_BodyFault, _WireFault):
    """Close the connection after so many chunks of the body, or bytes of the response; `reset` resets it."""

    chunks: int | None = None
    bytes: int | None = None
    reset: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.chunks is not None and self.bytes is not None:
            raise ValueError(f"use chunks={self.chunks} or bytes={self.bytes}, not both")

    def change(self, response: Response) -> Response:
        """Return the response cut off."""
        return (_WireFault if self.chunks is None else _BodyFault).change(self, response)

    def _change(self, body: Iterable[Item]) -> Body:
        return _insert(body, self.chunks or 0, [Cut(self.reset)])

    def _change_wire(self, items: Iterator[Item]) -> Iterator[Item]:
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
class Split(_BodyFault):
    """Cut the body into chunks of so many bytes, in the middle of lines and of characters."""

    size: int = 1

    def _change(self, body: Iterable[Item]) -> Body:
        for item in body:
            if isinstance(item, bytes):
                for start in range(0, len(item), self.size):
                    yield item[start : start + self.size]
            else:
                yield item


@dataclass(frozen=True)
class SlowHead(_WireFault):
    """Send the status line and the headers in pieces, with a pause after each."""

    pause: float = 0.01
    size: int = 16

    def _change_wire(self, items: Iterator[Item]) -> Iterator[Item]:
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
    """Declare no length of the body: it ends with the connection."""

    def change(self, response: Response) -> Response:
        """Return the response without a length."""
        response.until_close = True
        return response


def _insert(body: Iterable[Item], after: int, items: list[Item], *, ends: bool = False) -> Body:
    """Put items after the first `after` chunks. If it `ends` there, the rest is dropped."""
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
