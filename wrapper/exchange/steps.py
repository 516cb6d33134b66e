"""The steps of a call: what an exchange yields, and a transport performs.

The generators of this room ("flows") decide everything and do no I/O: they yield a step, receive its outcome or its
exception, and return the result.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clients.bounds import Bounds
    from ..clients.timeouts import Deadline, Default, Timeouts
    from ..transport.library import Library

T = TypeVar("T")


class Response(Protocol):
    """The response of an HTTP library, as far as the client reads it."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def reason_phrase(self) -> str:
        """The phrase that belongs to the status, such as "Not Found"."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; names in any case."""
        ...

    @property
    def url(self) -> object:
        """The URL of the request, as an object whose `str` is the URL."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """The settings of a client that a flow depends on."""

    base_url: str
    library: Library
    timeout: Timeouts | Default
    """The timeouts of this call; `DEFAULT` stands for the client's own."""
    retries: int
    bounds: Bounds
    follow_redirects: bool
    max_redirects: int
    string_paths: bool
    deadline: Deadline | None = None
    """The end of the call, however many requests it sends."""


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request, independent of the library that sends it."""

    method: str
    url: str
    """The absolute URL."""
    headers: Mapping[str, str]
    """The request's own headers, besides those of the client."""
    json: object = None
    content: object = None
    """A body that is not JSON: an iterable and asynchronous iterable of bytes that can be iterated again."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request; the outcome is the response, its body unread."""

    request: Request
    timeout: Timeouts | Default
    send_credentials: bool
    """Whether the request targets the client's own server and may carry its headers and authentication."""


@dataclass(frozen=True, slots=True)
class Read:
    """Read the body of a response; the outcome is its first `limit` bytes, decompressed."""

    response: Any
    """The response that `Send` returned; each HTTP library reads its own."""
    limit: int


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for a number of seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class RunBlocking:
    """Run a blocking function, such as hashing a part of a large file; the outcome is its result."""

    function: Callable[[], Any]


Step: TypeAlias = Send | Read | Sleep | RunBlocking
Flow: TypeAlias = Generator[Step, Any, T]
