"""pyreqwest as the HTTP library of a client: sends a request, and reads its response as it arrives."""

from __future__ import annotations

import contextlib
import json
import types
from asyncio import AbstractEventLoop, CancelledError
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, cast

from pyreqwest.exceptions import PyreqwestError

from ..clients.timeouts import Default
from ..errors import OllamaError, RequestError, ResponseError
from ..exchange.redirects import without_credentials
from . import error_texts, event_loop, pyreqwest_errors
from .decompression import Decompressor
from .options import HTTPXOptions, check_names
from .pyreqwest_clients import Clients, check_options
from .pyreqwest_errors import RAISED, connection_error, read_error
from .pyreqwest_waits import Limits, TaskWait, ThreadWait
from .response_body import HEADERS_OF_CODING, BaseBody, Pieces

if TYPE_CHECKING:
    from pyreqwest.http import HeaderMap

    from ..clients.settings import Settings
    from ..exchange.steps import Send
    from .control import CallControl

_PIECE = 1 << 16  # bytes of a request body that are sent between two looks at the time


class Headers(Mapping[str, str]):
    """The headers of a response; names in any case."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in items:
            key = name.lower()
            self._values[key] = f"{self._values[key]}, {value}" if key in self._values else value

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._values})"


class Response:
    """A response of pyreqwest.

    Attributes:
        status_code (int): The HTTP status.
        headers (Headers): The headers; several of one name are joined by commas.
        url (str): The URL of the request.
        http_version (str): The version of HTTP, "HTTP/1.1".
        content (bytes): The decompressed body, of a response that was read to its end.
    """

    def __init__(
        self,
        status_code: int,
        headers: Headers,
        url: str,
        http_version: str,
        exchange: Any = None,
        content: bytes = b"",
    ) -> None:
        self.status_code = status_code
        self.headers = headers
        self.url = url
        self.http_version = http_version
        self.exchange = exchange
        self.content = content

    @property
    def reason_phrase(self) -> str:
        """The phrase that HTTP has for the status; pyreqwest drops the one that the server sent."""
        try:
            return HTTPStatus(self.status_code).phrase
        except ValueError:
            return ""

    @property
    def text(self) -> str:
        """The content as a string."""
        return self.content.decode(errors="replace")

    def json(self) -> Any:
        """Parse the content."""
        return json.loads(self.content)

    def __repr__(self) -> str:
        return f"<Response [{self.status_code} {self.reason_phrase}]>"


class _RequestBody:
    """The body of a request, which pyreqwest's thread iterates; it reports how far it was taken."""

    def __init__(self, pieces: Iterable[bytes], size: int, limits: Limits) -> None:
        self._pieces = _split(pieces)
        self._left = size
        self._limits = limits
        self.is_cancelled = False
        self.error: BaseException | None = None
        """What reading the body raised: pyreqwest would replace it."""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            if self.is_cancelled:
                raise CancelledError
            piece = next(self._pieces)
        except StopIteration:
            self._limits.begin("read")
            raise
        except BaseException as error:
            self.error = error
            raise
        self._left -= len(piece)
        self._limits.begin("write" if self._left else "read")
        return piece


def _split(content: Iterable[bytes]) -> Iterator[bytes]:
    for piece in content:
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE]


class Exchange:
    """One request and its response, on a client of pyreqwest of its own."""

    def __init__(self, clients: Clients, step: Send, control: CallControl, loop: AbstractEventLoop | None) -> None:
        request = step.request
        headers, content = _headers(clients, step), request.content
        if request.json is not None:
            encoded = _encode(request.json)
            headers |= {"content-type": "application/json", "content-length": str(len(encoded))}
            content = [encoded]
        timeouts = clients.settings.timeouts if isinstance(step.timeout, Default) else step.timeout
        self.control = control
        self.limits: Limits = Limits(timeouts, control, content is not None)
        self.wait: Any = ThreadWait(self.limits) if loop is None else TaskWait(self.limits, clients.wakes(loop))
        self.read_chunk: Any = None
        """Return a coroutine that returns the next piece of the body."""
        self._url = request.url
        self._lock = Lock()
        self._is_open = True
        self._body: _RequestBody | None = None
        self._borrowed = clients.borrow(request.url, timeouts.connect, step.send_credentials)
        try:
            builder = self._borrowed.client.request(request.method.upper(), request.url)
            builder = builder.headers(headers).streamed_read_buffer_limit(0)  # 0: every piece as it arrives
            if content is not None:
                size = int(headers.get("content-length", -1))
                self._body = _RequestBody(cast("Iterable[bytes]", content), size, self.limits)
                builder = builder.body_stream(self._body)
            self._sent: Any = builder.build_streamed()
        except (PyreqwestError, ValueError, TypeError) as error:
            self._borrowed.give_back()
            raise RequestError(f"the request cannot be sent: {error}") from error

    def begin(self) -> Any:
        """Return the coroutine that sends the request, and returns the response of pyreqwest."""
        return self._sent.__aenter__()

    def failure(self, error: Exception) -> Exception:
        """Cancel the request, and return the error of the client's tree for the one that ended it."""
        if isinstance(error, PyreqwestError):
            self._is_open = False  # so is the connection, if there was one
            self._borrowed.give_back()
        else:
            self.drop()
        caused = self._body.error if self._body is not None else None
        if isinstance(caused, OSError):  # a file that vanished during its upload
            return RequestError(f"the request cannot be sent: {caused}")
        return caused if isinstance(caused, Exception) else connection_error(error, self._url)

    def drop(self) -> None:
        """Cancel the request, whose response has not begun."""
        self.hang_up()
        self._is_open = False
        self.wait.close()

    def received(self, response: Any) -> Response:
        """Return the response, its body unread."""
        if response.status < 200:  # 101: the protocol changes, to none that was offered
            self.drop()
            raise connection_error(pyreqwest_errors.RemoteProtocolError(f"status {response.status}"), self._url)
        self.control.awaits_response = False
        self.limits.is_body = True
        self.control.interrupt_by(self.hang_up)
        self.read_chunk = response.body_reader.read_chunk
        return Response(response.status, Headers(_items(response.headers)), self._url, response.version, self)

    def hang_up(self) -> None:
        """Shut down the connection, and end the wait for it."""
        if self._body is not None:
            self._body.is_cancelled = True
        self.wait.end()
        with self._lock:
            if self._is_open:  # else the connection may carry another call by now
                self._borrowed.hang_up()

    def close(self) -> None:
        """Close the response, and its connection unless the body was read to its end."""
        with self._lock:
            was_open, self._is_open = self._is_open, False
        if not was_open or self.control.is_inherited:
            return
        self.wait.close()
        # It ends without waiting, and must not wait: the garbage collector may close a stream in pyreqwest's thread.
        with contextlib.suppress(StopIteration, RuntimeError):
            self._sent.__aexit__(None, None, None).send(None)
        self._borrowed.give_back()


class _Pieces:
    """The pieces of a body as they arrive; none follows an error or a cancellation."""

    def __init__(self, exchange: Exchange) -> None:
        self._run: Callable[..., Any] = exchange.wait.run
        self._read_chunk: Any = exchange.read_chunk

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if (read_chunk := self._read_chunk) is None:
            raise StopIteration
        self._read_chunk = None
        piece = self._run(read_chunk())
        if piece is None:
            raise StopIteration
        self._read_chunk = read_chunk
        return bytes(piece)


class _AsyncPieces(_Pieces):
    """The same for a task."""

    def __aiter__(self) -> Self:
        return self

    @types.coroutine
    def __anext__(self) -> Generator[Any, Any, bytes]:
        if (read_chunk := self._read_chunk) is None:
            raise StopAsyncIteration
        self._read_chunk = None
        reading: Generator[Any, Any, bytes | None] = self._run(read_chunk())
        piece = yield from reading
        if piece is None:
            raise StopAsyncIteration
        self._read_chunk = read_chunk
        return bytes(piece)


class ResponseBody(BaseBody):
    """The body of a response while it is read, as a `Body`."""

    errors = RAISED

    def __init__(self, response: Response, control: CallControl, raw: Any) -> None:
        super().__init__(control)
        self.response = response
        self._exchange: Exchange = response.exchange
        decompressor = Decompressor(response.headers.get("content-encoding", ""))
        self.pieces: Any = Pieces(raw, decompressor, control, pyreqwest_errors) if decompressor else raw

    def error(self, error: Exception) -> OllamaError:
        """Return the error of the client's tree for one of `errors`."""
        return read_error(error, self.response, self._control)

    def hang_up(self) -> None:
        """Shut down the connection, which another thread or task may be reading from."""
        if not self.is_inherited:
            self._exchange.hang_up()

    def close(self) -> None:
        """Close the response."""
        self._control.end()
        self._exchange.close()

    async def aclose(self) -> None:
        """Close the response."""
        self.close()

    @contextlib.contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except RAISED as error:
            raise self.error(error) from error


class PyreqwestLibrary:
    """pyreqwest as a `Library`; a client of it is a `Clients`."""

    def check_settings(self, settings: Settings) -> str:
        """Check the options of a client; return the server's address.

        Raises:
            TypeError: There is an unknown keyword argument.
            RequestError: pyreqwest does not support an option, or it is invalid.
        """
        check_names(settings.httpx_options, HTTPXOptions.__annotations__.keys())
        check_options(settings)
        return settings.host.url

    def connect(self, settings: Settings) -> Clients:
        """Return a client with these settings; nothing is sent yet."""
        return Clients(settings)

    def connect_async(self, settings: Settings) -> Clients:
        """Return a client with these settings; nothing is sent yet."""
        return Clients(settings)

    def base_url(self, client: Clients) -> object:
        """Return the address of a client's server."""
        return client.settings.host.url

    def send(self, client: Clients, step: Send, control: CallControl) -> Response:
        """Send the request of a step; return its response, its body unread.

        Raises:
            OllamaError: As `Library.send` raises it.
        """
        control.check()
        exchange = Exchange(client, step, control, None)
        control.awaits_response = True
        control.interrupt_by(exchange.wait.end)
        try:
            response = exchange.wait.run(exchange.begin())
        except RAISED as error:
            raise exchange.failure(error) from error
        except BaseException:
            exchange.drop()
            raise
        return exchange.received(response)

    async def send_async(self, client: Clients, step: Send, control: CallControl) -> Response:
        """Send the request of a step, as `send` does; the caller cancels it to end the wait."""
        control.check()
        loop = event_loop.current_loop()
        if not isinstance(loop, AbstractEventLoop):
            raise RequestError("transport='pyreqwest' needs asyncio: use transport='httpx' with trio")
        exchange = Exchange(client, step, control, loop)
        control.awaits_response = True
        try:
            response = await exchange.wait.run(exchange.begin())
        except RAISED as error:
            raise exchange.failure(error) from error
        except BaseException:
            exchange.drop()
            raise
        return exchange.received(response)

    def body(self, response: Response, control: CallControl) -> ResponseBody:
        """Return the unread body of a response."""
        return ResponseBody(response, control, _Pieces(response.exchange))

    def async_body(self, response: Response, control: CallControl) -> ResponseBody:
        """Return the unread body of a response."""
        return ResponseBody(response, control, _AsyncPieces(response.exchange))

    def with_content(self, response: Response, content: bytes) -> Response:
        """Return a response with its body, which was read and decompressed from another."""
        headers = Headers((name, value) for name, value in response.headers.items() if name not in HEADERS_OF_CODING)
        return Response(response.status_code, headers, response.url, response.http_version, content=content)

    def too_many_redirects(self, error: ResponseError, response: Response, followed: int) -> OllamaError:  # noqa: ARG002 - of the interface
        """Return the error for a redirect that is one too many, in place of the error of its response."""
        reason = error_texts.too_many_redirects(error.error, followed)
        return ResponseError(reason, error.status_code, headers=error.headers, body=error.body)

    def close(self, client: Clients) -> None:
        """Close the connections of a client."""
        client.close()

    async def close_async(self, client: Clients) -> None:
        """Close the connections of a client."""
        client.close()


def _headers(clients: Clients, step: Send) -> dict[str, str]:
    headers = clients.headers if step.send_credentials else without_credentials(clients.headers)
    return headers | {name.lower(): value for name, value in step.request.headers.items()}


def _encode(content: object) -> bytes:
    try:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except Exception as error:  # the encoder calls code of the caller
        raise RequestError(f"the request cannot be sent: {error}") from error


def _items(headers: HeaderMap) -> Iterable[tuple[str, str]]:
    """Return the headers of a response; pyreqwest cannot read a value that is not ASCII, so that it is left out."""
    try:
        return [*headers.items()]
    except ValueError:
        readable: list[tuple[str, str]] = []
        for name in dict.fromkeys(headers.keys()):
            with contextlib.suppress(ValueError):
                readable += [(name, value) for value in headers.getall(name)]
        return readable
