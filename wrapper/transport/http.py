"""The HTTP library: only this module and `http_errors` name httpx."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import AsyncGenerator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import httpx

from ..clients.timeouts import Default, Timeouts
from ..errors import OllamaError, RequestError
from ..exchange.redirects import without_credentials
from . import network, pools
from .http_errors import ERRORS, read_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator

    from ..clients.settings import Settings
    from ..exchange.steps import Send
    from .control import CallControl

Client: TypeAlias = httpx.Client
AsyncClient: TypeAlias = httpx.AsyncClient
Response: TypeAlias = httpx.Response
C = TypeVar("C")

_CANNOT_CONNECT = (ValueError, TypeError, ImportError, OSError, httpx.InvalidURL)


def check_settings(settings: Settings) -> None:
    """Check the settings that only httpx can judge.

    Raises:
        TypeError: There is an unknown keyword argument.
        RequestError: The server's address is not a valid URL.
    """
    for name in settings.httpx_options.keys() - inspect.signature(httpx.Client).parameters.keys():
        raise TypeError(f"a client takes no argument {name!r}")
    try:
        httpx.URL(settings.host.url)
    except httpx.InvalidURL as error:
        raise RequestError(f"host: {settings.host.url!r} is not a valid URL ({error})") from None


def connect(settings: Settings, client_class: Callable[..., C]) -> C:
    """Return an httpx client with these settings, under the control of its calls; nothing is sent yet.

    Raises:
        RequestError: The options, or the proxies that the environment names, are invalid.
    """
    client = _connect(settings, client_class)
    pools.control(client)
    return client


def _connect(settings: Settings, client_class: Callable[..., C]) -> C:
    options = _client_options(settings)
    try:
        return client_class(**options)
    except _CANNOT_CONNECT as error:
        # A server on this machine uses no proxy of the environment, so an invalid one is ignored; certificates are not.
        if settings.host.is_loopback and (settings.host.scheme == "http" or not isinstance(error, OSError)):
            with contextlib.suppress(*_CANNOT_CONNECT):
                return client_class(**{**options, "trust_env": False})
        # A malformed URL may still contain a password.
        reason = "a proxy has an invalid URL" if isinstance(error, httpx.InvalidURL) else error
        raise RequestError(
            f"no connection is possible with the client's arguments and the proxies of the environment: {reason}"
        ) from None


def _client_options(settings: Settings) -> dict[str, Any]:
    host = settings.host
    options: dict[str, Any] = {
        "timeout": _httpx_timeout(settings.timeouts),
        # Streams hold their connections for minutes; a bound would make callers wait for one another. For each idle
        # one httpx looks at all others at every call; where there is TLS, a new one costs a handshake.
        "limits": httpx.Limits(max_connections=None, max_keepalive_connections=100 if host.scheme == "https" else 20),
        "follow_redirects": True,
        **settings.httpx_options,
    }
    if host.is_loopback and "proxy" not in settings.httpx_options:  # the environment's proxy is not for it
        options["mounts"] = {f"all://{host.bracketed_name}": None, **(options.get("mounts") or {})}
    if host.credentials is not None:
        options.setdefault("auth", host.credentials)
    options["headers"] = {**_identity(), **settings.headers}
    options["base_url"] = host.url
    return options


def _httpx_timeout(timeouts: Timeouts) -> httpx.Timeout:
    return httpx.Timeout(connect=timeouts.connect, read=timeouts.read, write=timeouts.write, pool=timeouts.pool)


def _identity() -> dict[str, str]:
    try:
        number = version("ollama-wrapper")
    except PackageNotFoundError:  # run from a checkout that is not installed
        number = "0"
    return {"User-Agent": f"ollama-wrapper/{number}", "Accept": "application/json, application/x-ndjson"}


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A request body that both kinds of client send."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self._pieces: Any = None

    def __iter__(self) -> Iterator[bytes]:
        return iter(cast("Iterable[bytes]", self._content))

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._pieces = aiter(cast("AsyncIterable[bytes]", self._content))
        pieces: AsyncIterator[bytes] = self._pieces
        return pieces

    async def aclose(self) -> None:
        """End a generator that was left in the middle, so that its file is closed."""
        if isinstance(self._pieces, AsyncGenerator):
            await self._pieces.aclose()


def build_request(client: httpx.Client | httpx.AsyncClient, step: Send, control: CallControl) -> httpx.Request:
    """Return the httpx request of a step; it waits for a free connection no longer than the call may last.

    Raises:
        RequestError: JSON or HTTP cannot express it.
    """
    request = step.request
    timeout = httpx.USE_CLIENT_DEFAULT if isinstance(step.timeout, Default) else _httpx_timeout(step.timeout)
    try:
        built = client.build_request(
            request.method, request.url, headers=dict(request.headers), json=request.json, timeout=timeout
        )
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise RequestError(f"the request cannot be sent: {error}") from error
    if request.content is not None:
        built = httpx.Request(
            built.method, built.url, headers=built.headers, stream=_Body(request.content), extensions=built.extensions
        )
    timeouts = built.extensions["timeout"]
    built.extensions |= {pools.CALL: control, "timeout": {**timeouts, "pool": control.limit(timeouts["pool"])}}
    if not step.send_credentials:
        built.headers = httpx.Headers({**without_credentials(built.headers), **request.headers})
    return built


def body_of(request: httpx.Request) -> httpx.AsyncByteStream:
    """Return the body of a request of an asynchronous client."""
    return cast("httpx.AsyncByteStream", request.stream)


class ResponseBody:
    """The body of a response while a stream reads it."""

    errors = ERRORS
    """What reading may raise."""

    def __init__(self, response: httpx.Response, control: CallControl) -> None:
        self.response = response
        self._control = control

    @property
    def is_inherited(self) -> bool:
        """Whether the connection belongs to the parent of this process, which forked."""
        return self._control.is_inherited

    def error(self, error: Exception) -> OllamaError:
        """Return the error of the client's tree for one of `errors`."""
        return read_error(error, self.response, self._control)

    def hang_up(self) -> None:
        """Shut down the connection, which another thread or task may be reading from."""
        if not self.is_inherited:
            hang_up(self.response)

    def close(self) -> None:
        """Close the response of a synchronous client."""
        self._control.end()
        if not self.is_inherited:
            self.response.close()

    async def aclose(self) -> None:
        """Close the response of an asynchronous client."""
        self._control.end()
        if not self.is_inherited:
            await self.response.aclose()


def received(response: httpx.Response, control: CallControl) -> httpx.Response:
    """Return a response whose headers have arrived; its body is under the control of its call, too."""
    control.awaits_response = False
    connection = response.extensions.get("network_stream")
    if isinstance(connection, network.Controlled):
        connection.parser = pools.parser(response)
    control.interrupt_by(partial(hang_up, response))
    return response


def hang_up(response: httpx.Response) -> None:
    """Shut down the connection of a response, which another thread or task may be reading from."""
    connection = response.extensions.get("network_stream")
    if connection is not None and not response.is_closed:  # else the connection may carry another call by now
        network.shut_down(connection.get_extra_info("socket"))


def auth(step: Send) -> Any:
    """Return the `auth` argument of a step: the client's own authentication, or none."""
    return httpx.USE_CLIENT_DEFAULT if step.send_credentials else None
