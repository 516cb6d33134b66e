"""The HTTP library: only this module and `http_errors` name httpx."""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import httpx

from ..clients.timeouts import Default, Timeouts
from ..errors import OllamaError, RequestError
from ..exchange.redirects import without_credentials
from . import event_loop, network, pools
from .chunked_body import ChunkedBody
from .decompression import CODINGS, DecompressionError, Decompressor
from .http_errors import ERRORS, both, read_error, reading
from .proxies import Environment, variable

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator

    from ..clients.host import Host
    from ..clients.settings import Settings
    from ..exchange.steps import Send
    from .control import CallControl

Client: TypeAlias = httpx.Client
AsyncClient: TypeAlias = httpx.AsyncClient
Response: TypeAlias = httpx.Response
C = TypeVar("C")

_DRAIN_TIMEOUT = 0.1  # seconds


def check_settings(settings: Settings) -> str:
    """Check the settings that only httpx can judge; return the server's address as httpx writes it.

    Raises:
        TypeError: There is an unknown keyword argument.
        RequestError: The server's address is not a valid URL.
    """
    known = inspect.signature(httpx.Client).parameters.keys()
    for name in settings.httpx_options.keys() - known:
        import difflib

        close = difflib.get_close_matches(name, [*known, "host", "api_key", "retries", "default_model"], n=1)
        raise TypeError(f"a client takes no argument {name!r}" + (f"; did you mean `{close[0]}`?" if close else ""))
    try:
        return str(httpx.URL(settings.host.url)).rstrip("/")
    except httpx.InvalidURL as error:
        raise both(RequestError, error)(f"host: {settings.host.url!r} is not a valid URL ({error})") from None


def connect(settings: Settings, client_class: Callable[..., C]) -> C:
    """Return an httpx client with these settings, under the control of its calls; nothing is sent yet.

    Raises:
        RequestError: The options, or the proxies that the environment names, are invalid.
    """
    client = _connect(settings, client_class)
    pools.control(client)
    return client


def _connect(settings: Settings, client_class: Callable[..., C]) -> C:
    is_async = client_class is httpx.AsyncClient
    options = _client_options(settings, is_async)
    try:
        return client_class(**_with_environment(options, settings.host, is_async))
    except RequestError:
        raise
    except Exception as error:  # httpx checks its arguments by using them
        # A server on this machine uses no proxy of the environment, so an invalid one is ignored; certificates are not.
        if settings.host.is_loopback and (settings.host.scheme == "http" or not isinstance(error, OSError)):
            with contextlib.suppress(Exception):
                return client_class(**{**options, "trust_env": False})
        # A malformed URL may still contain a password.
        reason = "`proxy` is not a valid URL" if isinstance(error, httpx.InvalidURL) else str(error)
        if isinstance(error, OSError) and options.get("trust_env", True) and (file := os.environ.get("SSL_CERT_FILE")):
            reason += f" (SSL_CERT_FILE is {file!r})"  # the system's error does not name the file
        raise RequestError(f"no connection is possible with the client's arguments: {reason}") from None


def _with_environment(options: dict[str, Any], host: Host, is_async: bool) -> dict[str, Any]:
    """Return the options of an httpx client with the proxies of the environment, which it then does not read.

    Raises:
        RequestError: The environment names a proxy that cannot be used, and the message names the variable, or the
            argument `proxy` is not a valid address.
    """
    if (proxy := options.get("proxy")) is not None:
        _check_address(proxy)
    if not options.get("trust_env", True) or any(options.get(name) for name in ("proxy", "transport")):
        return options
    environment = Environment()
    if not environment.is_set:
        return options
    verify, cert = options.get("verify", True), options.get("cert")
    context = httpx.create_ssl_context(verify=verify, cert=cert)  # once for all, and with SSL_CERT_FILE
    options = {**options, "verify": context, "cert": None, "trust_env": False}
    shared = {name: options[name] for name in ("verify", "http1", "http2", "limits") if name in options}
    transport_class = httpx.AsyncHTTPTransport if is_async else httpx.HTTPTransport
    mounts: dict[str, Any] = dict.fromkeys(environment.excluded_patterns())
    is_direct = environment.is_direct(host)
    for scheme, url in environment.proxies.items():
        try:
            _check_address(url)
            mounts[f"{scheme}://"] = transport_class(proxy=url, **shared)
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            if not is_direct:
                raise RequestError(f"{variable(scheme)} names no usable proxy: {_proxy_problem(error)}") from None
    if is_direct:
        mounts[str(httpx.URL(f"{host.scheme}://{host.bracketed_name}:{host.port}"))] = None
    return {**options, "mounts": {**mounts, **(options.get("mounts") or {})}}


def _check_address(proxy: Any) -> None:
    """Raise `RequestError` if a proxy lacks a host, or has a port that some systems truncate to another one."""
    url = proxy.url if isinstance(proxy, httpx.Proxy) else httpx.URL(proxy)
    if not url.host or (url.port is not None and not 0 < url.port < 1 << 16):
        raise RequestError("`proxy` must have a host, and a port from 1 to 65535")


def _proxy_problem(error: Exception) -> str:
    # Its own message may contain a password.
    if isinstance(error, ImportError):
        return "SOCKS needs the package socksio, `pip install httpx[socks]`"
    return "write it like http://proxy.example:3128, with http, https, socks5 or socks5h, and '/' in a password as %2F"


def _client_options(settings: Settings, is_async: bool) -> dict[str, Any]:
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
    hooks: dict[str, Any] = {**(options.get("event_hooks") or {})}
    hide = _hide_location_async if is_async else _hide_location
    options["event_hooks"] = {**hooks, "response": [*hooks.get("response", []), hide]}
    options["headers"] = httpx.Headers(_identity())
    options["headers"].update(settings.headers)
    options["base_url"] = host.url
    return options


def _httpx_timeout(timeouts: Timeouts) -> httpx.Timeout:
    return httpx.Timeout(connect=timeouts.connect, read=timeouts.read, write=timeouts.write, pool=timeouts.pool)


@functools.cache  # finding the version costs more than the rest of a new client
def _identity() -> dict[str, str]:
    try:
        number = version("ollama-wrapper")
    except PackageNotFoundError:  # run from a checkout that is not installed
        number = "0"
    return {
        "User-Agent": f"ollama-wrapper/{number}",
        "Accept": "application/json, application/x-ndjson",
        "Accept-Encoding": CODINGS,
    }


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
        close = getattr(self._pieces, "aclose", None)
        if close is not None:
            await close()


_parse_url = functools.lru_cache(httpx.URL)  # a client has few, and parsing is a fifth of a request's cost


def build_request(client: httpx.Client | httpx.AsyncClient, step: Send, control: CallControl) -> httpx.Request:
    """Return the httpx request of a step; in no phase it waits longer than the call may last.

    Raises:
        RequestError: JSON or HTTP cannot express it.
    """
    request = step.request
    timeout = httpx.USE_CLIENT_DEFAULT if isinstance(step.timeout, Default) else _httpx_timeout(step.timeout)
    try:
        built = client.build_request(
            request.method, _parse_url(request.url), headers=dict(request.headers), json=request.json, timeout=timeout
        )
    except Exception as error:  # of the JSON encoder, or of httpx for its own arguments, such as cookies
        raise RequestError(f"the request cannot be sent: {error}") from error
    if request.content is not None:
        built = httpx.Request(
            built.method, built.url, headers=built.headers, stream=_Body(request.content), extensions=built.extensions
        )
    timeouts = {phase: control.limit(seconds) for phase, seconds in built.extensions["timeout"].items()}
    built.extensions |= {pools.CALL: control, "timeout": timeouts}
    if not step.send_credentials:
        built.url = httpx.URL(request.url)  # without the client's `params`
        host = {"Host": built.url.netloc.decode("ascii")}
        built.headers = httpx.Headers({**host, **without_credentials(built.headers), **request.headers})
    return built


def body_of(request: httpx.Request) -> httpx.AsyncByteStream:
    """Return the body of a request of an asynchronous client."""
    return cast("httpx.AsyncByteStream", request.stream)


def _hide_location(response: httpx.Response) -> None:
    # httpx reads it even where it follows no redirects, and raises if it is malformed.
    if "location" in response.headers:
        response.extensions["location"] = response.headers.pop("location")


async def _hide_location_async(response: httpx.Response) -> None:
    _hide_location(response)


class _Pieces:
    """The pieces of a body, decompressed, as long as its call lasts: an iterator and an asynchronous one."""

    def __init__(self, raw: Any, decompressor: Decompressor, control: CallControl) -> None:
        self._raw = raw
        self._decompressor = decompressor
        self._control = control
        self._ready: Iterator[bytes] = iter(())

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while (piece := self._next_ready()) is None:
            try:
                self._ready = self._decompressor.feed(next(self._raw))
            except StopIteration:
                self._check_end()
                raise
        return piece

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        while (piece := self._next_ready()) is None:
            try:
                self._ready = self._decompressor.feed(await anext(self._raw))
            except StopAsyncIteration:
                self._check_end()
                raise
        return piece

    def _next_ready(self) -> bytes | None:
        network.limited(self._control.limit, None)
        try:
            return next(self._ready, None)
        except DecompressionError as error:
            raise httpx.DecodingError(str(error)) from None

    def _check_end(self) -> None:
        if self._decompressor.is_truncated:
            raise httpx.RemoteProtocolError("the compressed body has no end")


def _is_readable_past_httpx(response: httpx.Response) -> bool:
    """Whether the body of a response is chunked, and still whole in its connection."""
    parser = pools.parser(response)
    return (
        parser is not None
        and not parser.trailing_data[0]
        and response.headers.get("transfer-encoding") == "chunked"
        and response.extensions.get("http_version") == b"HTTP/1.1"
        and response.status_code != 204
        and response.request.method != "HEAD"
    )


class ResponseBody:
    """The body of a response while it is read."""

    errors = ERRORS
    """What reading may raise."""

    raw: Any
    """The body's pieces as they arrive, an iterator or an asynchronous one."""
    pieces: Any
    """The same, decompressed. httpx itself decompresses a whole piece at once, to a thousand times its size."""

    def __init__(self, response: httpx.Response, control: CallControl, iterate: Callable[[Any], Any] = iter) -> None:
        self.response = response
        self._control = control
        try:
            self.raw = self.pieces = iterate(httpx.ByteStream(response.content))  # a hook of the user has read it
        except httpx.ResponseNotRead:
            self.raw = self.pieces = iterate(response.stream)  # three generators less than `iter_bytes`
            decompressor = Decompressor(response.headers.get("content-encoding", ""))
            connection = response.extensions.get("network_stream")
            if decompressor or not isinstance(connection, network.Controlled):
                self.pieces = _Pieces(self.raw, decompressor, control)
            elif _is_readable_past_httpx(response):
                self.pieces = ChunkedBody(connection, response.request.extensions["timeout"]["read"], self.raw)

    def read(self, limit: int) -> bytes:
        """Return the first bytes of the body, and close the response."""
        content = BytesIO()  # linear time, and no second copy in memory
        with reading(self.response), contextlib.closing(self):
            for piece in self.pieces:
                if _fill(content, piece, limit):
                    break
        return content.getvalue()

    async def read_async(self, limit: int) -> bytes:
        """Return the first bytes of the body, and close the response."""
        content = BytesIO()
        with reading(self.response):
            try:
                async for piece in self.pieces:
                    if _fill(content, piece, limit):
                        break
            finally:
                await self.aclose()
        return content.getvalue()

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
        if self.is_inherited:
            return
        await self.response.aclose()
        # httpx reads through nested generators. Once the connection is closed they end by themselves, the innermost
        # first; left suspended, each would be finalized later, and trio warns of that.
        with contextlib.suppress(Exception):
            if "network_stream" in self.response.extensions:
                await self._drain()
            else:  # closing the response of a user's transport may not end its body
                await event_loop.run_for(_DRAIN_TIMEOUT, self._drain)

    async def _drain(self) -> None:
        async for _ in self.raw:  # what was received already comes first
            pass


def received(response: httpx.Response, control: CallControl) -> httpx.Response:
    """Return a response whose headers have arrived; its body is under the control of its call, too."""
    control.awaits_response = False
    if "location" in response.extensions:
        response.headers["location"] = response.extensions.pop("location")
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


def with_content(response: httpx.Response, content: bytes) -> httpx.Response:
    """Return a response with its body, which was read and decompressed from another."""
    coded = ("content-encoding", "content-length", "transfer-encoding")
    headers = [(name, value) for name, value in response.headers.multi_items() if name not in coded]
    return httpx.Response(
        response.status_code,
        headers=headers,
        content=content,
        request=response.request,
        extensions=response.extensions,
        history=response.history,
    )


def _fill(content: BytesIO, piece: bytes, limit: int) -> bool:
    """Add a piece; return whether the limit is reached."""
    content.write(piece[: limit - content.tell()])
    return content.tell() >= limit


def auth(step: Send) -> Any:
    """Return the `auth` argument of a step: the client's own authentication, or none."""
    return httpx.USE_CLIENT_DEFAULT if step.send_credentials else None
